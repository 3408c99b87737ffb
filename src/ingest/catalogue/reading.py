"""What one document of a feed shows of the feed: counts and samples, small enough to leave a worker. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from pydantic import AwareDatetime

from ingest.errors import NotAFeed, UnreadableBody
from ingest.parsing.feeds import parse_feed
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.urls import is_tagged, registrable_domain
from ingest.parsing.whole_text import is_whole, longest_text, markup_words
from ingest.records import Capture, Feed, FeedEntry, FetchOutcome, Record

_SAMPLE = 20  # links that are looked at for robots.txt and for likeness
_CLOCKS_DIFFER = timedelta(minutes=30)  # a date so little ahead is a clock that is wrong


class FeedReading(Record):
    """The facts of one feed document."""

    kind: str | None = None  # rss | atom | rdf | json; None: no feed
    refusal: str = ""  # why it is none: a reason of NotAFeed, or how the body cannot be read
    detail: str = ""
    warnings: tuple[str, ...] = ()
    title: str | None = None
    home_url: str | None = None
    language: str | None = None
    hub_url: str | None = None
    asked_interval: int | None = None  # seconds between polls that the document asks for
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    payload_bytes: int = 0
    entries: int = 0
    dated: int = 0
    in_future: int = 0
    newest: AwareDatetime | None = None  # of those that are not in the future
    oldest: AwareDatetime | None = None
    full_text: int = 0  # entries with their whole text
    words: int = 0  # of an entry's text, median
    without_link: int = 0
    without_guid: int = 0
    repeated_guids: int = 0  # entries whose guid another entry has
    tracked_guids: int = 0  # guids that are addresses with marks of a campaign
    tracked_links: int = 0
    foreign: tuple[str, ...] = ()  # domains of other sites that entries lead to
    links: tuple[str, ...] = ()  # a sample, the first of the document

    @property
    def window(self) -> timedelta | None:
        """How much time the entries cover; None where fewer than two are dated."""
        return self.newest - self.oldest if self.newest and self.oldest and self.dated > 1 else None


def reading_of(capture: Capture, *, byte_limit: int, now: datetime) -> FeedReading:
    """Read the document of a capture.

    Args:
        capture: of a request for the feed.
        byte_limit: of the inflated document.
        now: dates after it are in the future.
    """
    if capture.outcome is not FetchOutcome.FETCHED:
        return FeedReading(refusal=capture.outcome.value, detail=capture.detail)
    try:
        payload = decoded_body(capture, limit=byte_limit)
        feed = parse_feed(
            payload, url=capture.final_url, content_type=header(capture.headers, "content-type")
        )
    except (NotAFeed, UnreadableBody) as error:
        return FeedReading(refusal=error.reason, detail=str(error))
    return _facts(feed, now).model_copy(update={"payload_bytes": len(payload)})


def _facts(feed: Feed, now: datetime) -> FeedReading:
    entries = feed.entries
    instants = [at for entry in entries if (at := _instant(entry)) is not None]
    past = sorted(at for at in instants if at <= now + _CLOCKS_DIFFER)
    texts = [longest_text(entry) for entry in entries]
    guids = Counter(entry.guid for entry in entries if entry.guid)
    links = [entry.link for entry in entries if entry.link]
    return FeedReading(
        kind=feed.kind, warnings=feed.warnings, title=feed.title, home_url=feed.home_url,
        language=feed.language, hub_url=next(iter(feed.hub_urls), None), asked_interval=feed.interval_floor,
        skip_hours=feed.skip_hours, skip_days=feed.skip_days, entries=len(entries),
        dated=sum(bool(entry.published or entry.updated) for entry in entries),
        in_future=len(instants) - len(past),
        newest=past[-1] if past else None, oldest=past[0] if past else None,
        full_text=sum(map(is_whole, texts)), words=round(median(map(markup_words, texts))) if texts else 0,
        without_link=len(entries) - len(links), without_guid=sum(not entry.guid for entry in entries),
        repeated_guids=sum(count - 1 for count in guids.values()),
        tracked_guids=sum(map(is_tagged, guids)), tracked_links=sum(map(is_tagged, links)),
        foreign=_foreign(links, registrable_domain(feed.home_url or feed.url)), links=tuple(links[:_SAMPLE]),
    )  # fmt: skip


def _instant(entry: FeedEntry) -> datetime | None:
    moment = entry.published or entry.updated
    return moment.at if moment else None


def _foreign(links: Sequence[str], home: str) -> tuple[str, ...]:
    domains = Counter(map(registrable_domain, links[:_SAMPLE]))
    return tuple(domain for domain, _ in domains.most_common(4) if domain != home)
