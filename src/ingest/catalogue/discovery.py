"""The feeds of a site: which candidates to look at, and which of those found is the one to take. Pure."""

import re

from ingest.catalogue.advice import FeedAdvice, Look
from ingest.errors import NotAFeed, UnreadableBody
from ingest.parsing.feed_links import Clue, FeedLink, feed_links, well_known
from ingest.parsing.feeds import parse_feed
from ingest.parsing.payload import decoded_body, header
from ingest.parsing.urls import canonical_url
from ingest.records import Capture, FetchOutcome, Record

MOST_CHECKED = 12
"""Candidates that are asked: whoever looks for a feed is a guest."""

_COMMENTS = re.compile(r"comment|kommentar|comentario|commentaire|commenti|\breplies\b", re.IGNORECASE)
_ALIKE = 0.6  # of the first links in common: the same feed in another format
_CLUES = tuple(Clue)


class SitePage(Record):
    """What the page of a site shows."""

    is_feed: bool = False
    links: tuple[FeedLink, ...] = ()  # announced, the best clue first
    guesses: tuple[FeedLink, ...] = ()  # to try where nothing that is announced works


class Found(Record):
    """A feed of the site, or an announced address that is none."""

    url: str  # where it is now: its new address where it has moved for good
    clue: Clue
    title: str | None
    is_comments: bool
    same_as: str | None = None  # a better one that lists the same articles
    advice: FeedAdvice


class Discovery(Record):
    """What was found on a site, the feed to take first."""

    site: str
    outcome: FetchOutcome  # how the request for the page ended
    detail: str
    asked: int  # addresses that were tried
    found: tuple[Found, ...]

    @property
    def best(self) -> Found | None:
        """The feed to subscribe to; None where there is none."""
        first = next(iter(self.found), None)
        return first if first and first.advice.is_readable else None


def site_page(capture: Capture, *, byte_limit: int) -> SitePage:
    """Read the page of a site: is it a feed itself, which feeds does it announce?"""
    if capture.outcome is not FetchOutcome.FETCHED:
        return SitePage(guesses=well_known(capture.final_url))
    try:
        payload = decoded_body(capture, limit=byte_limit)
    except UnreadableBody:
        return SitePage(guesses=well_known(capture.final_url))
    content_type = header(capture.headers, "content-type")
    try:
        parse_feed(payload, url=capture.final_url, content_type=content_type)
    except NotAFeed:
        links = feed_links(payload, url=capture.final_url, headers=capture.headers, content_type=content_type)
        return SitePage(links=links, guesses=well_known(capture.final_url, payload))
    return SitePage(is_feed=True)


def ranked(looks: "list[tuple[FeedLink, Look, FeedAdvice]]") -> tuple[Found, ...]:
    """News before comments, whole texts before teasers, fresh before stale, announced before guessed."""
    found = sorted(
        ((_found(link, advice), look.reading.links) for link, look, advice in looks),
        key=lambda one: _rank(one[0]),
    )
    kept: list[tuple[Found, tuple[str, ...]]] = []
    for one, links in found:
        twin = next((other.url for other, others in kept if _are_alike(links, others)), None)
        kept.append((one.model_copy(update={"same_as": twin}), links))
    return tuple(
        one for one, _ in sorted(kept, key=lambda one: (*_rank(one[0])[:2], one[0].same_as is not None))
    )


def _found(link: FeedLink, advice: FeedAdvice) -> Found:
    title = advice.title or link.title
    names = " ".join(filter(None, (link.url, link.title, advice.title)))
    return Found(
        url=advice.moved_to or link.url, clue=link.clue, title=title,
        is_comments=bool(_COMMENTS.search(names)), advice=advice,
    )  # fmt: skip


def _rank(one: Found) -> tuple[bool, bool, bool, float, float, int]:
    """Smaller is better; readable ones by what they give."""
    advice = one.advice
    newest = advice.newest.timestamp() if advice.newest else 0.0
    is_full = advice.entries > 0 and advice.full_text * 2 > advice.entries
    usable = (not advice.is_readable, one.is_comments, advice.entries == 0)
    return (*usable, -float(is_full), -newest, _CLUES.index(one.clue))


def _are_alike(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    ours, theirs = set(map(canonical_url, some)), set(map(canonical_url, others))
    smaller = min(len(ours), len(theirs))
    return smaller > 0 and len(ours & theirs) >= _ALIKE * smaller
