"""The door of the catalogue: asks feeds and sites, whose words it does not keep; changes our list."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from ingest.archive import Archive
from ingest.catalogue.advice import FeedAdvice, Look, origin_of
from ingest.catalogue.discovery import MOST_CHECKED, Discovery, SitePage, ranked, site_page
from ingest.catalogue.merging import Merged, asked_anew, merged, unknown_to
from ingest.catalogue.reading import FeedReading, reading_of
from ingest.catalogue.wording import advise
from ingest.errors import UnreadableBody
from ingest.parsing.feed_links import Clue, FeedLink
from ingest.parsing.offers import FeedList
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.robots_txt import news_sitemaps
from ingest.parsing.urls import feed_identity
from ingest.records import Capture, CaptureKind, FetchOutcome
from ingest.settings import Settings
from ingest.web import Request, Stream, Web, open_stream
from ingest.workers import GaveUp, Workers

Progress = Callable[[str, int, int], None]

_ROBOTS_BYTES = 512_000
_MOST_SITEMAPS = 2


def check_feeds(
    urls: Iterable[str],
    *,
    web: Web,
    now: datetime,
    settings: Settings,
    progress: Progress,
    thoroughly: bool = True,
) -> tuple[FeedAdvice, ...]:
    """Look at feeds, all at once, and say what each gives, in the order of the addresses.

    Args:
        urls: of feeds.
        web: the client, which is closed afterwards.
        now: to judge ages by.
        settings: limits, workers.
        progress: told after each feed.
        thoroughly: ask each once more with its validators, and its site for robots.txt: two more requests.
    """
    with open_stream(web) as fetch, Workers(settings.workers, item_seconds=settings.item_seconds) as workers:
        visit = _Visit(fetch, workers, now, settings, progress)
        return tuple(
            advise(look, now) for look in visit.looks(list(dict.fromkeys(urls)), thoroughly=thoroughly)
        )


def discover_feeds(
    site: str, *, web: Web, now: datetime, settings: Settings, progress: Progress
) -> Discovery:
    """Find the feeds of a site: those that its page announces, else where sites usually have one.

    At most a dozen feeds are looked at, guesses one after the other until one is a feed.
    """
    with open_stream(web) as fetch, Workers(settings.workers, item_seconds=settings.item_seconds) as workers:
        return _Visit(fetch, workers, now, settings, progress).discovery(site)


def subscribe(archive: Archive, offered: FeedList, *, anew_at: datetime | None = None) -> Merged:
    """Merge a list of feeds into ours and write it; what became of each.

    Args:
        archive: holds our list.
        offered: the feeds.
        anew_at: where it is given, feeds that we have are asked with the next poll, though they were retired.
    """
    known = archive.subscriptions()
    result = merged(known, offered, archive.knowledge())
    is_anew = anew_at is not None and bool(result.known)
    if anew_at is not None and is_anew:
        known = asked_anew(known, result.known, anew_at)
    if result.added or is_anew:
        archive.save_subscriptions((*known, *result.added))
    return result


def unsubscribe(archive: Archive, urls: Iterable[str]) -> tuple[str, ...]:
    """Take feeds off our list; what they brought stays. Returns those that were not on it."""
    unwanted = {feed_identity(url): url for url in urls}
    known = archive.subscriptions()
    kept = [one for one in known if feed_identity(one.url) not in unwanted]
    if len(kept) != len(known):
        archive.save_subscriptions(kept)
    return unknown_to(known, unwanted.values())


class _Visit:
    """One look at feeds or at a site."""

    def __init__(
        self, fetch: Stream, workers: Workers, now: datetime, settings: Settings, progress: Progress
    ) -> None:
        self._fetch = fetch
        self._workers = workers
        self._now = now
        self._settings = settings
        self._progress = progress

    def looks(self, urls: list[str], *, thoroughly: bool) -> list[Look]:
        """What was seen of each feed, in the order of the addresses."""
        requests = [self._request(CaptureKind.FEED, url) for url in urls]
        first: dict[str, Look] = {}
        for done, (capture, reading) in enumerate(self._readings(self._fetch(requests)), start=1):
            first[capture.url] = Look(capture=capture, reading=reading)
            self._progress("feeds", done, len(urls))
        if thoroughly:
            first = self._looked_again(first)
        return [first[url] for url in urls if url in first]

    def discovery(self, site: str) -> Discovery:
        """The page, what it announces, and guesses where that is nothing."""
        captures = {one.kind: one for one in self._fetch([self._request(CaptureKind.PAGE, site)])}
        page = captures[CaptureKind.PAGE]
        shown = next(self._workers.map(partial(site_page, byte_limit=self._settings.page_bytes), [page]))
        if isinstance(shown, GaveUp):
            shown = SitePage()
        if shown.is_feed:
            announced = [FeedLink(url=page.final_url, clue=Clue.ITSELF)]
        else:
            announced = [*shown.links[:MOST_CHECKED], *_sitemaps(captures.get(CaptureKind.ROBOTS))]
        found = self._checked(announced)
        guesses = iter(() if any(advice.is_readable for *_, advice in found) else shown.guesses)
        asked = len(announced)
        for guess in guesses:
            asked += 1
            tried = self._checked([guess])
            if tried and tried[0][2].is_readable:
                found += tried
                break
        return Discovery(
            site=site, outcome=page.outcome, detail=page.detail, asked=asked, found=ranked(found)
        )

    def _checked(self, links: list[FeedLink]) -> list[tuple[FeedLink, Look, FeedAdvice]]:
        looks = {
            look.capture.url: look for look in self.looks([link.url for link in links], thoroughly=False)
        }
        return [
            (link, looks[link.url], advise(looks[link.url], self._now)) for link in links if link.url in looks
        ]

    def _readings(self, captures: Iterator[Capture]) -> Iterator[tuple[Capture, FeedReading]]:
        """Each capture without its body, and what a worker read in it."""
        under_way: deque[Capture] = deque()

        def noted() -> Iterator[Capture]:
            for capture in captures:
                under_way.append(capture.model_copy(update={"body": b""}))
                yield capture

        read = partial(reading_of, byte_limit=self._settings.feed_bytes, now=self._now)
        for result in self._workers.map(read, noted()):
            yield (
                under_way.popleft(),
                FeedReading(refusal=result.reason) if isinstance(result, GaveUp) else result,
            )

    def _looked_again(self, first: dict[str, Look]) -> dict[str, Look]:
        """The looks with a conditional request where a feed offers it, and the robots.txt of its pages."""
        conditional = [request for look in first.values() if (request := _conditional(look)) is not None]
        again = {capture.url: capture for capture in self._fetch(conditional)}
        sites = {origin_of(look.reading.links[0]) for look in first.values() if look.reading.links}
        questions = [
            Request(kind=CaptureKind.ROBOTS, url=f"{site}/robots.txt", byte_limit=_ROBOTS_BYTES)
            for site in sorted(sites)
        ]
        robots = {origin_of(capture.url): capture for capture in self._fetch(questions)}
        return {
            url: look.model_copy(
                update={
                    "again": again.get(url),
                    "robots": robots.get(origin_of(look.reading.links[0])) if look.reading.links else None,
                }
            )
            for url, look in first.items()
        }

    def _request(self, kind: CaptureKind, url: str) -> Request:
        limit = self._settings.feed_bytes if kind is CaptureKind.FEED else self._settings.page_bytes
        return Request(kind=kind, url=url, byte_limit=limit)


def _conditional(look: Look) -> Request | None:
    """The same request with the validators that came; None where none came, or no feed."""
    capture = look.capture
    etag, modified = header(capture.headers, "etag"), header(capture.headers, "last-modified")
    if look.reading.kind is None or not (etag or modified):
        return None
    return Request(
        kind=CaptureKind.FEED, url=capture.url, byte_limit=max(1, look.reading.payload_bytes * 2),
        etag=etag, last_modified=modified, previous_capture_id=capture.capture_id,
    )  # fmt: skip


def _sitemaps(robots: Capture | None) -> list[FeedLink]:
    if robots is None or robots.outcome is not FetchOutcome.FETCHED:
        return []
    try:
        urls = news_sitemaps(decoded_body(robots, limit=_ROBOTS_BYTES))
    except UnreadableBody:
        return []
    return [FeedLink(url=url, clue=Clue.SITEMAP) for url in urls[:_MOST_SITEMAPS]]
