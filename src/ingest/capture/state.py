"""What earlier captures tell the next poll: validators, failures, pages known and pages to see again.

The state is a view over the history of captures, never a store of its own: rows of the published
snapshot first, then captures of segments that are not loaded yet, in the order of time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from pydantic import AwareDatetime

from ingest.capture.known import KnownArticles
from ingest.capture.leases import Key, Lease, Offer, note
from ingest.errors import UnreadableBody
from ingest.parsing.http_headers import fresh_for, seconds_to_wait
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.urls import article_identity
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, Record

SUCCESSES = frozenset({FetchOutcome.FETCHED, FetchOutcome.UNCHANGED})
SEEN = SUCCESSES | {FetchOutcome.GONE, FetchOutcome.MISSING}
"""Outcomes that say something about a page; others say something about the network."""


ANSWERED = frozenset({FetchOutcome.FETCHED, FetchOutcome.MISSING, FetchOutcome.GONE, FetchOutcome.REFUSED})
"""Outcomes of robots.txt that hold for a day; others are asked for again in the next run."""


class Seen(NamedTuple):
    """A capture of a segment that is not loaded yet."""

    capture: Capture
    payload_sha256: str | None  # of the decoded body
    warc_file: str
    warc_offset: int


def payload_digest(capture: Capture, limit: int) -> str | None:
    """SHA-256 of the body without its encoding, at most `limit` bytes of it; None where it cannot be had."""
    if capture.payload_sha256 is not None or capture.outcome is not FetchOutcome.FETCHED:
        return capture.payload_sha256
    try:  # a capture of somebody else, or of an older version
        return sha256(decoded_body(capture, limit=limit)).hexdigest()
    except UnreadableBody:
        return None


class Repeatable(Record):
    """The last capture that holds a body: what to send back, and what a revisit refers to."""

    body_capture_id: str | None = None
    payload_sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class FeedState(Repeatable):
    """How the polls of one feed went: select_feed_states and select_feed_rhythms of sql/capture."""

    url: str
    last_asked_at: AwareDatetime
    last_outcome: FetchOutcome
    failures: int = 0  # since the last success
    interval_floor: int | None = None  # seconds for which the server calls its answer fresh
    document_floor: int | None = None  # seconds that the document asks for
    retry_after: int | None = None  # seconds from the last request
    skip_hours: tuple[int, ...] = ()  # GMT hours in which nobody need ask
    skip_days: tuple[int, ...] = ()  # days, Monday is 0
    entries_listed: int | None = None  # in the last document
    entries_recent: int = 0  # the last 20, or fewer
    entries_since: AwareDatetime | None = None  # when the first of them appeared
    entries_by_hour: tuple[int, ...] = ()  # of the last 200, by GMT hour in which they appeared
    moved_to: str | None = None  # where the last good answer came from, by permanent redirects only
    moved_since: AwareDatetime | None = None
    moved_polls: int = 0  # good answers in a row that came from there
    told_until: AwareDatetime | None = None  # until when a hub tells of changes (`told`); not from that file

    def after(self, seen: Seen) -> Self:
        """The state after one more poll."""
        capture = seen.capture
        is_success = capture.outcome in SUCCESSES
        return self.model_copy(
            update={
                "last_asked_at": capture.fetched_at,
                "last_outcome": capture.outcome,
                "failures": 0 if is_success else self.failures + 1,
                "interval_floor": (
                    fresh_for(capture.headers, capture.fetched_at) if is_success else self.interval_floor
                ),
                "retry_after": seconds_to_wait(capture.headers, capture.fetched_at),
                **(self._moved(capture) if is_success else {}),
                **_repeatable(seen),
            }
        )

    def _moved(self, capture: Capture) -> dict[str, Any]:
        if capture.moved_to is None:
            return {"moved_to": None, "moved_since": None, "moved_polls": 0}
        if capture.moved_to == self.moved_to:
            return {"moved_polls": self.moved_polls + 1}
        return {"moved_to": capture.moved_to, "moved_since": capture.fetched_at, "moved_polls": 1}


class PageState(Repeatable):
    """How often one page was seen. Fields: the columns of sql/capture/select_page_sightings.sql."""

    url: str
    feed_url: str | None
    attempts: int = 0
    last_asked_at: AwareDatetime
    last_outcome: FetchOutcome
    first_seen_at: AwareDatetime | None = None
    last_seen_at: AwareDatetime | None = None
    warc_file: str  # of the last capture, which holds what the feed said of the page
    warc_offset: int

    def after(self, seen: Seen) -> Self:
        """The state after one more request."""
        capture = seen.capture
        was_seen = capture.outcome in SEEN
        return self.model_copy(
            update={
                "attempts": self.attempts + 1,
                "last_asked_at": capture.fetched_at,
                "last_outcome": capture.outcome,
                "first_seen_at": self.first_seen_at or (capture.fetched_at if was_seen else None),
                "last_seen_at": capture.fetched_at if was_seen else self.last_seen_at,
                "warc_file": seen.warc_file,
                "warc_offset": seen.warc_offset,
                **_repeatable(seen),
            }
        )


class RobotsPlace(NamedTuple):
    """Where the newest capture of a robots.txt lies. Fields: the columns of sql/capture/select_robots.sql."""

    url: str
    fetched_at: datetime
    warc_file: str
    warc_offset: int


class PollState(NamedTuple):
    """All that a poll needs to know of the past."""

    feeds: "MappingProxyType[str, FeedState]" = MappingProxyType({})  # by address
    pages: "MappingProxyType[str, PageState]" = MappingProxyType({})  # recent ones, by article_id
    known: KnownArticles = KnownArticles()  # whose pages were asked for
    robots: "MappingProxyType[str, RobotsPlace]" = MappingProxyType({})  # answered of late, by address
    leases: "MappingProxyType[Key, Lease]" = MappingProxyType({})
    offers: "MappingProxyType[str, Offer]" = MappingProxyType({})  # by feed, of loaded documents

    def with_known(self, article_ids: Iterable[str]) -> "PollState":
        """The state in which these articles count as asked for."""
        return self._replace(known=self.known.with_ids(article_ids))

    def with_captures(self, captures: Iterable[Seen]) -> "PollState":
        """The state after captures that are not loaded yet, given in the order of their segments."""
        feeds, pages, known, robots = dict(self.feeds), dict(self.pages), set[str](), dict(self.robots)
        leases = dict(self.leases)
        for seen in captures:
            capture = seen.capture
            note(leases, capture)
            if capture.channel is not Channel.REQUEST:
                continue  # what a server says when it is asked is not said by a push or a dropped file
            if capture.kind is CaptureKind.FEED:
                feeds[capture.url] = (feeds.get(capture.url) or _first_poll(capture)).after(seen)
            elif capture.kind is CaptureKind.PAGE:
                article_id = article_identity(capture.url)
                pages[article_id] = (pages.get(article_id) or _first_request(seen)).after(seen)
                known.add(article_id)
            elif capture.kind is CaptureKind.ROBOTS and capture.outcome in ANSWERED:
                place = RobotsPlace(capture.url, capture.fetched_at, seen.warc_file, seen.warc_offset)
                robots[capture.url] = place
        return PollState(
            MappingProxyType(feeds),
            MappingProxyType(pages),
            self.known.with_ids(known),
            MappingProxyType(robots),
            MappingProxyType(leases),
            self.offers,
        )


def published_state(  # noqa: PLR0913 - one argument a statement
    feeds: Iterable[Sequence[Any]],
    pages: Iterable[Sequence[Any]],
    known: KnownArticles,
    *,
    robots: Iterable[Sequence[Any]] = (),
    leases: Iterable[Sequence[Any]] = (),
    offers: Iterable[Sequence[Any]] = (),
    rhythms: Iterable[Sequence[Any]] = (),
) -> PollState:
    """The state that rows of the statements in sql/capture describe."""
    rhythm_of = {row[0]: dict(zip(RHYTHM_COLUMNS, row, strict=True)) for row in rhythms}
    rows = (dict(zip(FEED_COLUMNS, row, strict=True)) for row in feeds)
    feed_states = [FeedState(**row | rhythm_of.get(row["url"], {})) for row in rows]
    page_states = [PageState(**dict(zip(PAGE_COLUMNS, row, strict=True))) for row in pages]
    return PollState(
        MappingProxyType({feed.url: feed for feed in feed_states}),
        MappingProxyType({article_identity(page.url): page for page in page_states}),
        known,
        MappingProxyType({place.url: place for place in (RobotsPlace(*row) for row in robots)}),
        MappingProxyType({lease.key: lease for lease in published_leases(leases)}),
        MappingProxyType({row[0]: Offer(**dict(zip(OFFER_COLUMNS, row, strict=True))) for row in offers}),
    )


def published_leases(leases: Iterable[Sequence[Any]]) -> tuple[Lease, ...]:
    """The subscriptions that rows of sql/capture/select_leases.sql describe."""
    return tuple(Lease(**dict(zip(LEASE_COLUMNS, row, strict=True))) for row in leases)


_REPEATABLE_COLUMNS = ("body_capture_id", "payload_sha256", "etag", "last_modified")
FEED_COLUMNS = (
    "url", "last_asked_at", "last_outcome", "failures", "interval_floor", "document_floor", "retry_after",
    "skip_hours", "skip_days", "entries_listed", "moved_to", "moved_since", "moved_polls",
    *_REPEATABLE_COLUMNS,
)  # fmt: skip
RHYTHM_COLUMNS = ("url", "entries_recent", "entries_since", "entries_by_hour")
LEASE_COLUMNS = (
    "feed_url", "hub_url", "topic", "asked", "asked_at", "asks", "answer", "answered_at", "subscribed_until",
    "delivered_at",
)  # fmt: skip
OFFER_COLUMNS = ("feed_url", "hub_urls", "topic")
PAGE_COLUMNS = (
    "url", "feed_url", "attempts", "last_asked_at", "last_outcome", "first_seen_at", "last_seen_at",
    "warc_file", "warc_offset", *_REPEATABLE_COLUMNS,
)  # fmt: skip


def _repeatable(seen: Seen) -> dict[str, str | None]:
    """Validators go with the body that they came with; answers without a body leave them as they were."""
    capture = seen.capture
    if capture.outcome is not FetchOutcome.FETCHED:
        return {}
    return {
        "body_capture_id": capture.capture_id,
        "payload_sha256": seen.payload_sha256,
        "etag": header(capture.headers, "etag"),
        "last_modified": header(capture.headers, "last-modified"),
    }


def _first_poll(capture: Capture) -> FeedState:
    return FeedState(
        url=capture.url,
        last_asked_at=capture.fetched_at,
        last_outcome=capture.outcome,
    )


def _first_request(seen: Seen) -> PageState:
    capture = seen.capture
    return PageState(
        url=capture.url,
        feed_url=capture.feed_url,
        last_asked_at=capture.fetched_at,
        last_outcome=capture.outcome,
        warc_file=seen.warc_file,
        warc_offset=seen.warc_offset,
    )
