"""One poll: feeds that are due, pages of their new entries, revisits, requests to hubs."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain, islice

from ingest.archive import Archive, Inbox, SpooledTexts
from ingest.capture.backlog import Document
from ingest.capture.due import address_of, due_feeds
from ingest.capture.in_feed import article_in_feed, holds_article, stand_in
from ingest.capture.known import AskedArticles
from ingest.capture.leases import asks, outlived
from ingest.capture.revisits import due_revisits
from ingest.capture.selection import Listing, NewPage, new_pages, unknown_listing_of
from ingest.capture.stage.past import Remembered, read_state
from ingest.capture.state import FeedState, PageState, PollState
from ingest.capture.told import told
from ingest.capture.waiting import WaitingPage, WaitingPages
from ingest.capture.websub import form_of, intent_of, is_current, secret_of, talk_of
from ingest.errors import UnreadableCapture
from ingest.parsing.feeds_gate import READING_BYTES
from ingest.parsing.urls import article_identity
from ingest.records import Capture, CaptureKind, FeedEntry, FetchOutcome, Run, Subscription
from ingest.settings import Pages, Settings
from ingest.warehouse import Warehouse
from ingest.web import Request, Stream, Web, open_stream
from ingest.workers import Workers

_BATCH = 32  # feed documents in memory at a time
_BATCH_BYTES = 20_000_000  # of their bodies

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
    state, backlog = read_state(warehouse, archive, now=run.started_at, settings=settings)
    wanted = {subscription.url: subscription for subscription in subscriptions}
    backlog = tuple(document for document in backlog if document.feed_url in wanted)
    feeds = told(state.feeds, state.leases.values())
    due = due_feeds(wanted.values(), feeds, now=clock(), mode=run.mode, seed=run.run_id)
    with (
        Workers(settings.workers, item_seconds=settings.item_seconds, shared=state.known) as workers,
        open_stream(web, robots=Remembered(state, archive, clock)) as fetch,
        SpooledTexts() as entries,
    ):
        pages = WaitingPages(entries)
        asked = AskedArticles(state.known)
        hubs = _hub_requests(wanted, state, archive.inbox, settings, clock())
        poll = _Poll(
            state, due, backlog, archive, workers, fetch, settings, progress, clock(), asked, hubs, pages
        )
        return archive.write_captures(run, poll.captures())


@dataclass
class _Poll:
    """One run: captures leave it in the order in which they end, feeds before pages."""

    state: PollState
    due: tuple[Subscription, ...]
    backlog: tuple[Document, ...]  # feed documents whose pages were not all asked for
    archive: Archive
    workers: Workers
    fetch: Stream
    settings: Settings
    progress: Progress
    now: datetime
    known: AskedArticles
    hubs: Iterable[Request]
    pages: WaitingPages
    granted: Counter[str] = field(default_factory=Counter)  # pages of this run, by feed

    def captures(self) -> Iterator[Capture]:
        """Everything this run asks for."""
        yield from self._feeds()
        self._choose_from_backlog()
        yield from self._pages()
        yield from self.fetch(self.hubs)

    def _feeds(self) -> Iterator[Capture]:
        requests = [self._feed_request(one) for one in self.due]
        unread: list[Capture] = []
        for done, capture in enumerate(self.fetch(requests), start=1):
            self.progress("feeds", done, len(requests))
            yield capture  # at once: what was yielded is in the archive, whatever happens to us
            if capture.outcome is FetchOutcome.FETCHED and self.settings.pages_a_feed:
                unread.append(capture)
            if len(unread) == _BATCH or sum(len(one.body) for one in unread) > _BATCH_BYTES:
                self._choose(unread)
                unread = []
        self._choose(unread)

    def _choose(self, fetched: Iterable[Capture]) -> None:
        """Pages of new entries; feeds are read where they can be killed."""
        read = partial(unknown_listing_of, byte_limit=self.settings.feed_bytes)
        for listing in self.workers.map_shared(read, fetched, memory_of=lambda _: READING_BYTES):
            if isinstance(listing, Listing):
                room = self.settings.pages_a_feed - self.granted[listing.feed_url]
                pages = new_pages(listing, known=self.known, at_most=room)
                for page in pages:
                    self.pages.add(page, is_spared=self._is_spared(page))
                self.granted[listing.feed_url] += len(pages)
                self.known.update(page.article_id for page in pages)

    def _choose_from_backlog(self) -> None:
        """Pages that earlier documents list and nobody has asked for, whatever their feed says today."""
        documents = iter(self.backlog)
        while batch := list(islice(documents, _BATCH)):
            self._choose(capture for document in batch if (capture := self._capture_at(document)))

    def _capture_at(self, document: Document) -> Capture | None:
        if self.granted[document.feed_url] >= self.settings.pages_a_feed:
            return None
        try:
            return self.archive.read_capture(document.warc_file, document.warc_offset)
        except UnreadableCapture:
            return None

    def _pages(self) -> Iterator[Capture]:
        for page in self.pages.wanted(spared=True):
            yield self._spared(page)
        revisits = due_revisits(self.state.pages.values(), self.now)
        waiting: Iterator[WaitingPage | PageState] = chain(self.pages.wanted(spared=False), revisits)
        requests = [*map(self._page_request, waiting)]
        done = 0
        for asked in self.fetch(requests):
            capture = asked
            if capture.kind is CaptureKind.PAGE:
                done += 1
                known = self.state.pages.get(article_identity(capture.url))
                capture = capture.model_copy(update={"entry": self._entry(capture.url, known)})
                instead = stand_in(capture, known)
                if instead:
                    yield instead  # first: once its page is known to be lost, nobody looks again
            self.progress("pages", done, len(requests))
            yield capture

    def _is_spared(self, page: NewPage) -> bool:
        return self.settings.pages is Pages.UNLESS_IN_FEED and holds_article(page.entry)

    def _spared(self, page: WaitingPage) -> Capture:
        return article_in_feed(
            url=page.url, feed_url=page.feed_url, entry=self.pages.entry(page.article_id) or FeedEntry(),
            at=self.now, why="its feed brings it whole",
        )  # fmt: skip

    def _feed_request(self, subscription: Subscription) -> Request:
        known = self.state.feeds.get(subscription.url)
        request = _request(CaptureKind.FEED, subscription.url, self.settings.feed_bytes, known)
        address = address_of(known) if known else subscription.url
        return request if address == subscription.url else request.model_copy(update={"moved_to": address})

    def _page_request(self, page: WaitingPage | PageState) -> Request:
        known = page if isinstance(page, PageState) else None
        request = _request(CaptureKind.PAGE, page.url, self.settings.page_bytes, known)
        return request.model_copy(update={"feed_url": page.feed_url})

    def _entry(self, url: str, known: PageState | None) -> FeedEntry | None:
        """What the feed says of a page, or said the first time, so that a revisit knows as much."""
        if known is None:
            return self.pages.entry(article_identity(url))
        try:
            return self.archive.read_capture(known.warc_file, known.warc_offset).entry
        except UnreadableCapture:
            return None


def _hub_requests(
    wanted: Collection[str], state: PollState, inbox: Inbox, settings: Settings, now: datetime
) -> Iterator[Request]:
    """Requests to hubs. What each asks for is on disk before it is sent: the hub may confirm at once."""
    callback_url = settings.callback_url
    if not callback_url:
        return
    key, intents = inbox.key(), inbox.intents()
    current = [intent for intent in intents if is_current(intent, key, callback_url=callback_url)]
    for intent in (*outlived(state.leases, current, now=now), *(set(intents) - set(current))):
        inbox.forget(intent)
    for ask in asks(wanted, state.offers, state.leases, current, now=now):
        intent = intent_of(ask, key, callback_url=callback_url, now=now)
        inbox.save(intent)
        form = form_of(intent, callback_url=callback_url, secret=secret_of(intent, key))
        yield Request(
            kind=CaptureKind.HUB, url=intent.hub_url, byte_limit=settings.page_bytes,
            feed_url=intent.feed_url, hub=talk_of(intent), form=form,
        )  # fmt: skip


def _request(kind: CaptureKind, url: str, byte_limit: int, known: FeedState | PageState | None) -> Request:
    """A request, conditional where an earlier body is there that an answer may repeat."""
    if known is None or known.body_capture_id is None:
        return Request(kind=kind, url=url, byte_limit=byte_limit)
    return Request(
        kind=kind, url=url, byte_limit=byte_limit, etag=known.etag, last_modified=known.last_modified,
        previous_capture_id=known.body_capture_id, previous_sha256=known.payload_sha256,
    )  # fmt: skip
