"""Feeds that somebody's list offers, and lines of it that offer none. Pure."""

from urllib.parse import urlsplit

from pydantic import AwareDatetime

from ingest.parsing.feeds_fields import is_web_address
from ingest.records import Record

_LONGEST = 2_000  # characters of an address


class Offer(Record):
    """A feed as a list names it."""

    url: str
    line: int  # of the document, from 1
    title: str | None = None
    home_url: str | None = None
    folder: str | None = None
    outlet_domain: str | None = None
    asked_anew: AwareDatetime | None = None  # only in a list of ours


class Refusal(Record):
    """A line that offers no feed we could poll."""

    line: int
    text: str  # what stands there, shortened
    reason: str


class FeedList(Record):
    """A list as it was read."""

    kind: str  # opml | csv | lines
    offers: tuple[Offer, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def why_not(url: str) -> str:
    """Why an address cannot be polled; empty where it can.

    >>> why_not("ftp://a.example/feed"), why_not("https://a.example/feed")
    ('no web address: it must start with https:// or http://', '')
    """
    if len(url) > _LONGEST:
        return f"longer than {_LONGEST} characters"
    if not url.lower().startswith(("http://", "https://")):
        return "no web address: it must start with https:// or http://"
    if not is_web_address(url):
        return "no web address: it has no host"
    if "@" in urlsplit(url).netloc:
        return "holds a user name or password, which this list would show to everybody"
    return ""
