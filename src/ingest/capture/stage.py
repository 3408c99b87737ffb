"""The door of capture: reads the state, asks the web, writes one segment."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import islice

from ingest.archive import Archive, ArchivedCapture
from ingest.capture.due import due_feeds
from ingest.capture.revisits import WINDOW, due_revisits
from ingest.capture.selection import Listing, NewPage, listing_of, new_pages
from ingest.capture.state import FeedState, PageState, PollState, Seen, published_state
from ingest.errors import NothingPublished, UnreadableBody, UnreadableCapture
from ingest.parsing.payload import decoded_body
from ingest.records import Capture, CaptureKind, FeedEntry, FetchOutcome, Run, Subscription
from ingest.settings import Settings
from ingest.warehouse import Warehouse, rows
from ingest.web import Request, Stream, Web, open_stream
from ingest.workers import Workers

_REMEMBERED = timedelta(days=120)  # a page that a feed lists for longer is looked at again
_BATCH = 32  # feed documents in memory at a time

Progress = Callable[[str, int, int], None]


def capture_feeds(  # noqa: PLR0913 - a door is told everything: stores, web, run, settings
    subscriptions: Iterable[Subscription],
    *,
    warehouse: Warehouse,
    archive: Archive,
    web: Web,
    run: Run,
    clock: Callable[[], datetime],
    settings: Settings,
    progress: Progress,
) -> str:
    """Ask the feeds that are due, then fetch their new pages and the revisits that are due.

    Returns:
        The id of the new segment, which holds every exchange. What a killed run had written is a segment
        of its own from the next call on.

    Raises:
        OutOfSpace, NoHome: the segment cannot be written.
    """
    archive.salvage()
    state = read_state(warehouse, archive, now=run.started_at, settings=settings)
    due = due_feeds(subscriptions, state.feeds, now=clock(), mode=run.mode, seed=run.run_id)
    with (
        Workers(settings.workers, item_seconds=settings.item_seconds) as workers,
        open_stream(web) as fetch,
    ):
        poll = _Poll(state, due, archive, workers, fetch, settings, progress, clock(), set(state.known))
        return archive.write_captures(run, poll.captures())


def read_state(warehouse: Warehouse, archive: Archive, *, now: datetime, settings: Settings) -> PollState:
    """What the published snapshot and the segments that it lacks say of the past."""
    published = warehouse.published_segments()
    try:
        with warehouse.reader() as connection:
            state = published_state(
                rows(connection, "capture/select_feed_states"),
                rows(connection, "capture/select_page_sightings", since=now - WINDOW),
                rows(connection, "capture/select_known_articles", since=now - _REMEMBERED),
            )
    except NothingPublished:
        state = PollState()
    pending = (segment for segment in archive.segments() if segment not in published)
    return state.with_captures(seen for segment in pending for seen in _seen(archive, segment, settings))


def _seen(archive: Archive, segment: str, settings: Settings) -> Iterator[Seen]:
    limit = max(settings.feed_bytes, settings.page_bytes)
    for found in archive.read_captures(segment):
        if isinstance(found, ArchivedCapture):
            yield Seen(
                found.capture, _payload_sha256(found.capture, limit), found.warc_file, found.warc_offset
            )


def _payload_sha256(capture: Capture, limit: int) -> str | None:
    if capture.payload_sha256 is not None or capture.outcome is not FetchOutcome.FETCHED:
        return capture.payload_sha256
    try:  # a capture of somebody else, or of an older version
        return sha256(decoded_body(capture, limit=limit)).hexdigest()
    except UnreadableBody:
        return None


@dataclass
class _Poll:
    """One run: captures leave it in the order in which they end, feeds before pages."""

    state: PollState
    due: tuple[Subscription, ...]
    archive: Archive
    workers: Workers
    fetch: Stream
    settings: Settings
    progress: Progress
    now: datetime
    known: set[str]  # article ids that were asked for, those of this run included
    pages: list[NewPage] = field(default_factory=list)

    def captures(self) -> Iterator[Capture]:
        """Everything this run asks for."""
        yield from self._feeds()
        yield from self._pages()

    def _feeds(self) -> Iterator[Capture]:
        requests = [self._feed_request(one) for one in self.due]
        captures = self.fetch(requests)
        done = 0
        while batch := list(islice(captures, _BATCH)):
            for capture in batch:
                done += 1
                self.progress("feeds", done, len(requests))
                yield capture
            self._choose([capture for capture in batch if capture.outcome is FetchOutcome.FETCHED])

    def _choose(self, fetched: list[Capture]) -> None:
        """Pages of new entries; feeds are read where they can be killed."""
        read = partial(listing_of, byte_limit=self.settings.feed_bytes)
        for listing in self.workers.map(read, fetched):
            if isinstance(listing, Listing):
                pages = new_pages(listing, known=self.known, at_most=self.settings.pages_a_feed)
                self.pages += pages
                self.known.update(page.article_id for page in pages)

    def _pages(self) -> Iterator[Capture]:
        revisits = due_revisits(self.state.pages.values(), self.now)
        requests = [*map(self._page_request, self.pages), *map(self._revisit_request, revisits)]
        done = 0
        for capture in self.fetch(requests):
            done += capture.kind is CaptureKind.PAGE
            self.progress("pages", done, len(requests))
            yield capture

    def _feed_request(self, subscription: Subscription) -> Request:
        known = self.state.feeds.get(subscription.url)
        return _request(CaptureKind.FEED, subscription.url, self.settings.feed_bytes, known)

    def _page_request(self, page: NewPage) -> Request:
        request = _request(CaptureKind.PAGE, page.url, self.settings.page_bytes, None)
        return request.model_copy(update={"feed_url": page.feed_url, "entry": page.entry})

    def _revisit_request(self, page: PageState) -> Request:
        request = _request(CaptureKind.PAGE, page.url, self.settings.page_bytes, page)
        return request.model_copy(update={"feed_url": page.feed_url, "entry": self._entry_of(page)})

    def _entry_of(self, page: PageState) -> FeedEntry | None:
        """What the feed said of a page, so that a revisit reads it with the same knowledge."""
        try:
            return self.archive.read_capture(page.warc_file, page.warc_offset).entry
        except UnreadableCapture:
            return None


def _request(kind: CaptureKind, url: str, byte_limit: int, known: FeedState | PageState | None) -> Request:
    """A request, conditional where an earlier body is there that an answer may repeat."""
    if known is None or known.body_capture_id is None:
        return Request(kind=kind, url=url, byte_limit=byte_limit)
    return Request(
        kind=kind,
        url=url,
        byte_limit=byte_limit,
        etag=known.etag,
        last_modified=known.last_modified,
        previous_capture_id=known.body_capture_id,
        previous_sha256=known.payload_sha256,
    )
