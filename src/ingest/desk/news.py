"""The news desk: pages over the published snapshot, rendered here, readable without a script.

/                       the river of families, by day, searched and filtered
/families/ID            who published when, who took from whom
/articles/ID            the text with its facts, its chain, its versions
/articles/ID/beside/ID  two texts word for word
/questions, …/NAME      the library: what a question means, its answer, the same as CSV
/outlets, /outlets/ID   outlets in numbers, and their calendars
/feeds, /runs           how the feeds are, what the runs did, what could not be used
/captures/ID            the bytes as they came, as a download
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ingest.archive import Archive
from ingest.desk.answers import Answers
from ingest.desk.pages import Pages
from ingest.desk.rendering import page
from ingest.errors import IngestError, NothingPublished, QueryRefused, UnreadableCapture
from ingest.warehouse import Warehouse

_STATUS: Mapping[type[Exception], int] = {NothingPublished: 503, UnreadableCapture: 404, QueryRefused: 422}


def news_desk(
    warehouse: Warehouse, archive: Archive, *, dependencies: Sequence[Any] = (), hosts: Sequence[str] = ("*",)
) -> FastAPI:
    """The application.

    Args:
        warehouse: whose published snapshot is shown.
        archive: for the bytes of a capture.
        dependencies: FastAPI's, in front of every route: who may read. Without any, everybody who reaches
            the port may, so it belongs on loopback.
        hosts: names under which it answers: no other name can be pointed at it (DNS rebinding).
    """
    desk = FastAPI(
        title="ingest", docs_url=None, redoc_url=None, openapi_url=None, dependencies=list(dependencies),
        default_response_class=HTMLResponse,
    )  # fmt: skip
    desk.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    pages, answers = Pages(warehouse, archive), Answers(warehouse)
    routes: Mapping[str, Callable[..., Response]] = {
        "/": pages.river,
        "/families/{family_id}": pages.family,
        "/articles/{article_id}": pages.article,
        "/articles/{article_id}/beside/{other_id}": pages.beside,
        "/questions": answers.questions,
        "/questions/{name}": answers.question,
        "/questions/{name}/csv": answers.question_csv,
        "/outlets": pages.outlets,
        "/outlets/{outlet_id}": pages.outlet,
        "/feeds": pages.feeds,
        "/runs": pages.runs,
        "/captures/{capture_id}": pages.capture,
        "/assets/desk.css": pages.style,
    }
    for path, route in routes.items():
        desk.add_api_route(path, route, methods=["GET", "HEAD"], response_model=None)
    desk.add_exception_handler(HTTPException, _refused)
    desk.add_exception_handler(RequestValidationError, _refused)
    desk.add_exception_handler(IngestError, _refused)
    return desk


async def _refused(request: Request, error: Exception) -> Response:
    """A page that says what is wrong and what to do."""
    if isinstance(error, HTTPException):
        status, detail = error.status_code, str(error.detail)
    elif isinstance(error, RequestValidationError):
        status, detail = 422, "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors()[:3])
    else:
        status, detail = _STATUS.get(type(error), 500), str(error)
    headers = error.headers if isinstance(error, HTTPException) else None
    return page(request, "error.html", status=status, headers=headers, code=status, detail=detail)
