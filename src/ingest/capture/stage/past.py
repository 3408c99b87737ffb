"""What earlier captures say: the published snapshot, then the segments that it lacks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ingest.archive import Archive, ArchivedCapture
from ingest.capture.backlog import Document, SegmentListings
from ingest.capture.known import KnownArticles
from ingest.capture.revisits import WINDOW
from ingest.capture.state import PollState, Seen, payload_digest, published_state
from ingest.errors import NothingPublished, UnreadableCapture
from ingest.parsing.urls import article_identity
from ingest.records import Capture
from ingest.settings import Settings
from ingest.warehouse import Connection, Warehouse, numbers, rows

_REMEMBERED = timedelta(days=120)  # a page that a feed lists for longer is looked at again
_ROBOTS_LAST = timedelta(hours=24)  # RFC 9309 section 2.4


def read_state(
    warehouse: Warehouse, archive: Archive, *, now: datetime, settings: Settings
) -> tuple[PollState, tuple[Document, ...]]:
    """What the published snapshot and the segments that it lacks say of the past.

    Returns:
        The state, and the feed documents that list pages nobody has asked for.
    """
    loaded = warehouse.published_segments()
    state, backlog = _published(warehouse, now)
    pending = [
        _Pending(archive, segment, settings) for segment in archive.segments() if segment not in loaded
    ]
    state = state.with_captures(seen for segment in pending for seen in segment.captures())
    state = state.with_known(archive.deleted_articles())  # what was deleted is asked for never again
    return state, (*(document for segment in pending for document in segment.unfinished()), *backlog)


def read_times(warehouse: Warehouse, archive: Archive, *, now: datetime, settings: Settings) -> PollState:
    """Of the state only what says when a feed or a page is due; cheap enough to be asked every minute."""
    loaded = warehouse.published_segments()
    try:
        with warehouse.reader() as connection:
            state = published_state(
                rows(connection, "capture/select_feed_states"),
                rows(connection, "capture/select_page_sightings", since=now - WINDOW),
                KnownArticles(),
                leases=rows(connection, "capture/select_leases"),
                rhythms=_rhythms(connection),
            )
    except NothingPublished:
        state = PollState()
    pending = (_Pending(archive, name, settings) for name in archive.segments() if name not in loaded)
    return state.with_captures(seen for segment in pending for seen in segment.captures())


def _published(warehouse: Warehouse, now: datetime) -> tuple[PollState, tuple[Document, ...]]:
    remembered = now - _REMEMBERED
    try:
        with warehouse.reader() as connection:
            listed = KnownArticles(numbers(connection, "capture/select_known_articles", since=remembered))
            unlisted = rows(connection, "capture/select_known_addresses", since=remembered)
            state = published_state(
                rows(connection, "capture/select_feed_states"),
                rows(connection, "capture/select_page_sightings", since=now - WINDOW),
                listed.with_ids(article_identity(url) for (url,) in unlisted),
                robots=rows(connection, "capture/select_robots", since=now - _ROBOTS_LAST),
                leases=rows(connection, "capture/select_leases"),
                offers=rows(connection, "capture/select_hub_offers"),
                rhythms=_rhythms(connection),
            )
            documents = rows(connection, "capture/select_unfinished_documents", since=now - WINDOW)
    except NothingPublished:
        return PollState(), ()
    return state, tuple(Document(*document) for document in documents)


def _rhythms(connection: Connection) -> list[tuple[Any, ...]]:
    """Of each feed; none in a snapshot of an older version, which the next load brings up to date."""
    if not rows(connection, "capture/select_rhythm_tables"):
        return []
    return rows(connection, "capture/select_feed_rhythms")


class _Pending:
    """A segment that is not loaded yet."""

    def __init__(self, archive: Archive, segment: str, settings: Settings) -> None:
        self._archive, self._segment, self._settings = archive, segment, settings
        self._listings = SegmentListings()

    def captures(self) -> Iterator[Seen]:
        """Its captures, in their order."""
        limit = max(self._settings.feed_bytes, self._settings.page_bytes)
        for found in self._archive.read_captures(self._segment):
            if isinstance(found, ArchivedCapture):
                digest = payload_digest(found.capture, limit)
                seen = Seen(found.capture, digest, found.warc_file, found.warc_offset)
                self._listings.note(seen)
                yield seen

    def unfinished(self) -> tuple[Document, ...]:
        """Once its captures were read: the feed documents that may list pages nobody has asked for."""
        was_killed = self._archive.run_of(self._segment).dropped_bytes is not None
        return self._listings.unfinished(was_killed=was_killed, pages_a_feed=self._settings.pages_a_feed)


@dataclass(frozen=True)
class Remembered:
    """The robots.txt of earlier runs, for a day."""

    state: PollState
    archive: Archive
    clock: Callable[[], datetime]

    def __call__(self, url: str) -> Capture | None:
        place = self.state.robots.get(url)
        if place is None or self.clock() - place.fetched_at >= _ROBOTS_LAST:
            return None
        try:
            return self.archive.read_capture(place.warc_file, place.warc_offset)
        except UnreadableCapture:
            return None
