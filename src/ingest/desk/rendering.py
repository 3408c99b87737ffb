"""Templates to HTML. Everything that a page shows comes from strangers, so everything is escaped."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ingest.desk.rights import rights_of
from ingest.version import SOFTWARE

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Nothing is loaded from elsewhere, nothing runs, no address of ours is told to others."""


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """A page, whose links begin with the path below which the desk is mounted."""
    root = request.scope.get("root_path", "")
    known = {"root": root, "software": SOFTWARE, "may": rights_of(request)}
    text = _environment().get_template(template).render(known, **values)
    return HTMLResponse(text, status, PAGE_HEADERS | dict(headers or {}))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("ingest.desk"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "minute": _minute,
        "told": _told,
        "number": _number,
        "percent": _percent,
        "web": _web,
        "query": urlencode,
    }
    return made


@cache
def asset(name: str) -> bytes:
    """A file of our own beside the templates."""
    return files("ingest.desk").joinpath("assets", name).read_bytes()


def _minute(at: datetime | date | None) -> str:
    """An instant to the minute, UTC; a day as it is.

    >>> _minute(None), _minute(date(2024, 2, 20))
    ('-', '2024-02-20')
    """
    if at is None:
        return "-"
    return f"{at:%Y-%m-%d %H:%M}" if isinstance(at, datetime) else f"{at:%Y-%m-%d}"


def _told(instant: str | None) -> str:
    """An instant in ISO 8601, to the minute.

    >>> _told("2024-02-20T10:34:05Z"), _told(None)
    ('2024-02-20 10:34', '-')
    """
    return instant[:16].replace("T", " ") if instant else "-"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"


def _percent(value: float) -> str:
    return f"{value * 100:.0f}\N{NO-BREAK SPACE}%"


def _web(url: str | None) -> str:
    """An address that a browser may follow; anything else leads nowhere (`javascript:` is an address too).

    >>> _web("javascript:alert(1)"), _web("https://example.org/a")
    ('', 'https://example.org/a')
    """
    return url if url and url.lower().startswith(("https://", "http://")) else ""
