"""What a look at a feed tells somebody who thinks of subscribing, in the words of somebody who knows. Pure.

What is good, what to know, what is a problem: see `wording` for the sentences.
"""

from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from pydantic import AwareDatetime

from ingest.catalogue.reading import FeedReading
from ingest.errors import UnreadableBody
from ingest.parsing.http_headers import fresh_for, seconds_to_wait
from ingest.parsing.payload import decoded_body, header, text_of
from ingest.parsing.robots_txt import may_fetch
from ingest.records import Capture, FetchOutcome, Record

_ROBOTS_BYTES = 512_000
_SHORTEST_WINDOW = timedelta(hours=1)


class Severity(StrEnum):
    """How much a remark matters."""

    GOOD = "good"
    NOTE = "note"  # works, but you should know
    PROBLEM = "problem"  # entries or texts will be missing


class Remark(Record):
    """One sentence of advice."""

    severity: Severity
    topic: str  # reach | address | document | dates | pace | text | identity | savings | wishes | robots
    text: str


class Look(Record):
    """All that was asked about one feed; captures without their bodies, but for robots.txt."""

    capture: Capture
    reading: FeedReading
    again: Capture | None = None  # the same with the validators that came
    robots: Capture | None = None  # of the site that the entries lead to


class FeedAdvice(Record):
    """What a feed gives, what it costs, and what to do about it."""

    url: str
    outcome: str  # how the request ended
    status: int | None
    kind: str | None  # rss | atom | rdf | json; None: no feed
    reason: str  # why it is none, or what was wrong with the document
    title: str | None
    language: str | None
    entries: int
    dated: int  # entries with an instant or a day
    newest: AwareDatetime | None
    oldest: AwareDatetime | None
    entries_a_day: float | None
    window_hours: float | None  # time that the entries cover
    poll_within_hours: float | None  # asked less often, entries may be lost
    full_text: int  # entries with their whole text
    words: int  # of an entry's text, median
    validators: str  # what saves the publisher work: etag, last-modified, none
    conditional: str  # honoured | ignored | not offered | not asked
    compressed: bool
    payload_bytes: int
    redirects: int
    moved_to: str | None  # the address to use instead, where every redirect was permanent
    asked_interval: int | None  # seconds between polls that server or document asks for
    hub_url: str | None
    pages_tried: int | None  # links of which robots.txt was asked; None: it was not, or cannot be had
    pages_allowed: int | None  # how many of them it allows
    seconds: float
    remarks: tuple[Remark, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether there is a feed."""
        return self.kind is not None

    @property
    def problems(self) -> tuple[Remark, ...]:
        """What will make entries or texts be missing."""
        return tuple(remark for remark in self.remarks if remark.severity is Severity.PROBLEM)


def facts_of(look: Look) -> FeedAdvice:
    """The figures; `wording.advise` has the sentences."""
    capture, reading = look.capture, look.reading
    window = reading.window
    hours = window / timedelta(hours=1) if window is not None else None
    pace = hours if window is not None and window >= _SHORTEST_WINDOW else None
    names = [name for name in ("etag", "last-modified") if header(capture.headers, name)]
    tried, allowed = _pages(look)
    return FeedAdvice(
        url=capture.url, outcome=capture.outcome.value, status=capture.status, kind=reading.kind,
        reason=reading.detail or "; ".join(reading.warnings), title=reading.title, language=reading.language,
        entries=reading.entries, dated=reading.dated, newest=reading.newest, oldest=reading.oldest,
        entries_a_day=round((reading.dated - 1) / pace * 24, 1) if pace else None,
        window_hours=None if hours is None else round(hours, 1),
        poll_within_hours=round(pace / 2, 1) if pace else None,
        full_text=reading.full_text, words=reading.words, validators=", ".join(names) or "none",
        conditional=_conditional(look), compressed=bool(header(capture.headers, "content-encoding")),
        payload_bytes=reading.payload_bytes, redirects=_redirects(capture), moved_to=capture.moved_to,
        asked_interval=_asked_interval(look), hub_url=reading.hub_url, pages_tried=tried,
        pages_allowed=allowed, seconds=capture.seconds,
    )  # fmt: skip


def retry_after(capture: Capture) -> int | None:
    """Seconds for which a server that refused wants to be left alone."""
    return seconds_to_wait(capture.headers, capture.fetched_at)


def origin_of(url: str) -> str:
    """Scheme and host of an address, where its robots.txt is.

    >>> origin_of("https://user@a.example:8080/x?y")
    'https://a.example:8080'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def robots_text(robots: Capture | None) -> str | None:
    """The rules of a site; None where they cannot be had."""
    if robots is None or robots.outcome is not FetchOutcome.FETCHED:
        return None
    try:
        return text_of(decoded_body(robots, limit=_ROBOTS_BYTES))
    except UnreadableBody:
        return None


def _conditional(look: Look) -> str:
    if look.capture.outcome is not FetchOutcome.FETCHED:
        return "not asked"
    if not (header(look.capture.headers, "etag") or header(look.capture.headers, "last-modified")):
        return "not offered"
    if look.again is None or look.again.outcome not in {FetchOutcome.UNCHANGED, FetchOutcome.FETCHED}:
        return "not asked"
    return "honoured" if look.again.status == 304 else "ignored"


def _redirects(capture: Capture) -> int:
    return len(capture.redirects) + 1 if capture.final_url != capture.url else 0


def _asked_interval(look: Look) -> int | None:
    wishes = (look.reading.asked_interval, fresh_for(look.capture.headers, look.capture.fetched_at))
    return max((wish for wish in wishes if wish), default=None)


def _pages(look: Look) -> tuple[int | None, int | None]:
    """Of how many linked pages robots.txt was asked, and how many it allows."""
    text = robots_text(look.robots)
    if text is None or not look.reading.links:
        return None, None
    site = origin_of(look.reading.links[0])
    pages = [link for link in look.reading.links if origin_of(link) == site]
    return len(pages), sum(may_fetch(text, page) for page in pages)
