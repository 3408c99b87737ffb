"""What is measured: the state of the stores at an instant, read from them and from nowhere else.

A metric that a process counts is lost with the process; these follow from the captures like everything here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from pydantic import AwareDatetime

from ingest.ask.rows import records
from ingest.errors import NothingPublished
from ingest.pipeline import ARTICLES_PRODUCER, FACTS_PRODUCER, Workplace, audit, waiting_work
from ingest.records import Record

_RECENT = timedelta(days=1)


class CaptureCount(Record):
    """A row of sql/watch/count_captures.sql."""

    kind: str
    channel: str
    outcome: str
    captures: int


class ItemCount(Record):
    """A row of sql/desk/select_funnel.sql."""

    item: str
    outcome: str
    reason: str
    items: int


class FeedCount(Record):
    """A row of sql/watch/count_feeds.sql."""

    state: str
    feeds: int


class Lags(Record):
    """The row of sql/watch/select_lags.sql: seconds from publication to capture, of a day's articles."""

    median: float | None = None
    most: float | None = None  # 95th percentile
    articles: int = 0


class Snapshot(Record):
    """What the published snapshot says of itself."""

    published_at: AwareDatetime
    articles: int
    families: int
    captures: tuple[CaptureCount, ...]
    items: tuple[ItemCount, ...]
    feeds: tuple[FeedCount, ...]
    lags: Lags
    differences: Mapping[str, int]  # of the books, by check; all 0, or something is wrong


class Measures(Record):
    """The state at an instant; no snapshot before the first load."""

    at: AwareDatetime
    snapshot: Snapshot | None
    waiting: Mapping[str, int]  # what waits, by queue
    free_bytes: int  # on the disk of the captures


def measure(place: Workplace, *, now: datetime, known: Snapshot | None = None) -> Measures:
    """Measure now.

    Args:
        place: whose state.
        now: an aware instant.
        known: what was read of this snapshot before; it stays what it is.
    """
    work = waiting_work(place, clock=lambda: now)
    waiting = {
        "feeds": work.feeds, "pages": work.pages, "dropped": work.dropped, "delivered": work.delivered,
        "segments": _unloaded(place),
    }  # fmt: skip
    snapshot = known or read_snapshot(place, now=now)
    return Measures(at=now, snapshot=snapshot, waiting=waiting, free_bytes=place.archive.free_bytes())


def read_snapshot(place: Workplace, *, now: datetime) -> Snapshot | None:
    """Read and audit the published snapshot; None before the first."""
    try:
        articles, _, families = place.warehouse.published_counts()
        with place.warehouse.reader() as connection:
            (lags,) = records(connection, "watch/select_lags", Lags, since=now - _RECENT)
            return Snapshot(
                published_at=_published_at(place),
                articles=articles,
                families=families,
                captures=records(connection, "watch/count_captures", CaptureCount),
                items=records(connection, "desk/select_funnel", ItemCount),
                feeds=records(connection, "watch/count_feeds", FeedCount),
                lags=lags,
                differences={check.name: check.difference for check in audit(place)},
            )
    except NothingPublished:
        return None


def _published_at(place: Workplace) -> datetime:
    """A replica is sealed when it is published, and never written again."""
    return datetime.fromtimestamp(place.warehouse.published_path().stat().st_mtime, UTC)


def _unloaded(place: Workplace) -> int:
    loaded = place.warehouse.published_segments(
        articles_producer=ARTICLES_PRODUCER, facts_producer=FACTS_PRODUCER
    )
    return sum(name not in loaded for name in place.archive.segments())
