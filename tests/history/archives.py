"""Archives of others for the tests: WARC as a crawler writes it, and places to backfill into."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ingest.archive.warc_format import WarcRecord, serialised
from ingest.history import Backfilled, Direction, Limits, Order, Scope, Source, SourceKind
from ingest.newsroom import Site
from ingest.pipeline import Workplace, backfill, ingest_captures
from ingest.records import Capture, CaptureKind, FetchOutcome, identity
from ingest.settings import Settings

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BEGIN = datetime(2019, 3, 1, 6, tzinfo=UTC)


class Page(NamedTuple):
    """A page as an archive saw it."""

    url: str
    at: datetime
    body: bytes
    status: str = "200 OK"


def page(number: int, *, host: str = "paper.example", at: datetime | None = None, words: str = "") -> Page:
    """An article of its own, seen an hour after the one before."""
    seen = at or BEGIN + timedelta(hours=number)
    day = f"{seen:%Y-%m-%dT%H:%M:%SZ}"
    said = words or f"The harbour board of ward {number} voted for dredging berth {number * 7}."
    lines = [f"<p>{said} Clerk {line} noted it for the record of session {number}.</p>" for line in range(6)]
    html = (
        f"<html lang='en'><head><title>Ward {number} votes on its harbour</title>"
        f"<meta property='article:published_time' content='{day}'></head>"
        f"<body><article><h1>Ward {number} votes on its harbour</h1>{''.join(lines)}</article></body></html>"
    )
    return Page(f"https://{host}/news/{number}", seen, html.encode())


def warc_of(pages: Iterable[Page]) -> bytes:
    """A gzipped WARC file in the manner of a crawler: requests and responses, whole seconds."""
    return b"".join(serialised(record) for one in pages for record in _exchange(one))


def _exchange(one: Page) -> tuple[WarcRecord, WarcRecord]:
    common = (("WARC-Target-URI", one.url), ("WARC-Date", f"{one.at:%Y-%m-%dT%H:%M:%SZ}"))
    answer = f"HTTP/1.1 {one.status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + one.body
    return (
        WarcRecord((("WARC-Type", "request"), *common), b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        WarcRecord((("WARC-Type", "response"), *common), answer),
    )


def as_polled(one: Page) -> Capture:
    """The page as a poll captures it."""
    return Capture(
        capture_id=identity("capture", CaptureKind.PAGE, one.url, one.at.isoformat(), "live"),
        kind=CaptureKind.PAGE, url=one.url, final_url=one.url, fetched_at=one.at,
        outcome=FetchOutcome.FETCHED, status=200, headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=one.body,
    )  # fmt: skip


def place_at(home: Path) -> Workplace:
    """A workplace without feeds."""
    return Workplace.of(Settings(home=home, host_spacing=0))


def place_of(home: Path, site: Site, **settings: object) -> Workplace:
    """A workplace that reaches a press and its archives."""
    chosen = {
        "home": home, "host_spacing": 0, "stand_ins": site.stand_ins, "requests_a_second": 0, **settings,
    }  # fmt: skip
    return Workplace.of(Settings.model_validate(chosen))


def rows_of(place: Workplace, query: str) -> list[tuple[Any, ...]]:
    """What a query of the snapshot answers."""
    with place.warehouse.reader() as connection:
        return connection.execute(query).fetchall()


def order_of(folder: Path, kind: SourceKind = SourceKind.WARC, **scope: object) -> Order:
    """An order for a local source."""
    return Order(
        source=Source(kind=kind, place=str(folder)),
        scope=Scope.model_validate(scope),
        direction=Direction.OLDEST,
    )


def taken(place: Workplace, order: Order, *, byte_limit: int | None = None, load: bool = True) -> Backfilled:
    """Run a backfill and load it."""
    done = backfill(place, order, limits=Limits(byte_limit=byte_limit), clock=lambda: NOW)
    if load:
        ingest_captures(place)
    return done
