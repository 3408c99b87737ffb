"""From page to page of a feed into the past: RFC 5005, and `?paged=` of WordPress. Pure."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ingest.errors import NotAFeed
from ingest.history.listed import Found, Lead, Listed, Misfit, is_page
from ingest.history.order import Scope
from ingest.parsing.feeds import parse_feed
from ingest.records import Feed, Moment

BYTES = 20_000_000  # of one document


def pages_in(scope: Scope, lead: Lead, document: bytes) -> Iterator[Found]:
    """The pages that a feed document lists, and the document with the entries before them.

    Nobody asks for entries before a period: where all of a document are older, the walk is over.
    """
    try:
        feed = parse_feed(document, url=lead.url)
    except NotAFeed as error:
        yield Misfit(position=0, why=str(error)[:200])
        return
    listed = list(listed_in(feed))
    yield from listed
    days = [one.at for one in listed if isinstance(one, Listed)]
    is_over = scope.first is not None and all(day and day < scope.first.isoformat() for day in days)
    following = None if is_over or not days else older(feed, lead.url)
    if following:
        yield following


def listed_in(feed: Feed) -> Iterator[Listed | Misfit]:
    """The pages of a feed's entries, with what it says of each."""
    for position, entry in enumerate(feed.entries):
        if entry.link is None or not is_page(entry.link):
            yield Misfit(position=position, why=f"an entry without a page: {(entry.title or '')[:60]!r}")
            continue
        at = _day(entry.published or entry.updated)
        yield Listed(url=entry.link, at=at, feed_url=feed.url, entry=entry)


def _day(said: Moment | None) -> str:
    day = said.at.date() if said and said.at else said.day if said else None
    return day.isoformat() if day else ""


def older(feed: Feed, url: str) -> Lead | None:
    """The document with the entries before those of another; None: it does not say.

    RFC 5005 section 4 (archived feeds) goes before section 3 (paged feeds); WordPress has neither, and
    answers 404 behind its last page.

    >>> blog = Feed(url="x", kind="rss", generator="https://wordpress.org/?v=6.4")
    >>> older(blog, "https://a.example/feed/?paged=2").url
    'https://a.example/feed/?paged=3'
    """
    said = feed.previous_archive_url or feed.next_url
    if said:
        return Lead(url=said) if is_page(said) else None
    if "wordpress" not in (feed.generator or "").lower():
        return None
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = query.get("paged", "1")
    query["paged"] = str(int(page[:9]) + 1 if page.isascii() and page.isdigit() else 2)
    return Lead(url=urlunsplit(parts._replace(query=urlencode(query))), is_guess=True)
