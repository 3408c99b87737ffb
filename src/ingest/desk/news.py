"""The news desk: pages over the published snapshot, rendered here, readable without a script.

/                       the river of families, by day, searched and filtered
/families/ID            who published when, who took from whom
/articles/ID            the text with its facts, its chain, its versions
/articles/ID/beside/ID  two texts word for word
/questions, …/NAME      the library: what a question means, its answer, the same as CSV
/outlets, /outlets/ID   outlets in numbers, and their calendars
/feeds                  how the feeds are; whoever may adds and removes some
/runs                   what the runs did, what could not be used
/console                SQL of whoever may, in a process that can do nothing else
/captures/ID            the bytes as they came, as a download
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from ingest.archive import Archive
from ingest.desk.answers import Answers
from ingest.desk.console import Console
from ingest.desk.feeds import Feeds
from ingest.desk.pages import Pages
from ingest.desk.rendering import page
from ingest.desk.rights import Right, Rights, demand_our_page, demanded, noted
from ingest.desk.river import River
from ingest.errors import ConsoleBusy, IngestError, NothingPublished, QueryRefused, UnreadableCapture
from ingest.warehouse import GuardedConsole, Warehouse

_STATUS: Mapping[type[Exception], int] = {
    NothingPublished: 503, ConsoleBusy: 503, UnreadableCapture: 404, QueryRefused: 422,
}  # fmt: skip


def news_desk(
    warehouse: Warehouse,
    archive: Archive,
    *,
    rights: Rights,
    clock: Callable[[], datetime],
    console: GuardedConsole | None = None,
    hosts: Sequence[str] = ("*",),
) -> FastAPI:
    """The application.

    Args:
        warehouse: whose published snapshot is shown.
        archive: for the bytes of a capture, and the list of feeds.
        rights: a dependency in front of every route that says what whoever asks may, and raises HTTPException
            where they may not read. `everything` belongs on loopback.
        clock: the time now.
        console: what answers in SQL; close it afterwards. There is no such page without one.
        hosts: names under which it answers: no other name can be pointed at it (DNS rebinding).
    """
    offered = frozenset(Right) - ({Right.CONSOLE} if console is None else set())
    desk = FastAPI(
        title="ingest", docs_url=None, redoc_url=None, openapi_url=None,
        dependencies=[Depends(noted(rights, offered))], default_response_class=HTMLResponse,
    )  # fmt: skip
    desk.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    pages, answers = Pages(warehouse, archive), Answers(warehouse)
    feeds = Feeds(warehouse, archive, clock)
    reading: Mapping[str, Callable[..., Response]] = {
        "/": River(warehouse).families,
        "/families/{family_id}": pages.family,
        "/articles/{article_id}": pages.article,
        "/articles/{article_id}/beside/{other_id}": pages.beside,
        "/questions": answers.questions,
        "/questions/{name}": answers.question,
        "/questions/{name}/csv": answers.question_csv,
        "/outlets": pages.outlets,
        "/outlets/{outlet_id}": pages.outlet,
        "/feeds": feeds.listed,
        "/runs": pages.runs,
        "/captures/{capture_id}": pages.capture,
        "/assets/desk.css": pages.style,
        "/assets/icon.svg": pages.icon,
    }
    _add(desk, "GET", reading)
    _add(desk, "POST", {"/feeds": feeds.add, "/feeds/removal": feeds.remove}, Right.FEEDS)
    if console is not None:
        asking = Console(console)
        _add(desk, "GET", {"/console": asking.asked, "/console/csv": asking.as_csv}, Right.CONSOLE)
    for kind in (HTTPException, RequestValidationError, IngestError):
        desk.add_exception_handler(kind, _refused)
    desk.add_exception_handler(Exception, _failed)
    return desk


def _add(
    desk: FastAPI, method: str, routes: Mapping[str, Callable[..., Response]], right: Right | None = None
) -> None:
    """Routes behind the right that they need; a change must come from a page of ours besides."""
    in_front = [Depends(demanded(right))] if right else []
    if method == "POST":
        in_front.append(Depends(demand_our_page))
    methods = ["GET", "HEAD"] if method == "GET" else [method]
    for path, route in routes.items():
        desk.add_api_route(path, route, methods=methods, response_model=None, dependencies=in_front)


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


async def _failed(request: Request, _error: Exception) -> Response:
    """A page for what nobody foresaw; the server's log has the rest, which is no reader's business."""
    return page(
        request, "error.html", status=500, code=500, detail="The log of this server says what happened."
    )
