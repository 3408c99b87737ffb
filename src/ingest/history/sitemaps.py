"""Sitemaps and indexes of sitemaps (sitemaps.org protocol 0.9): the pages of a site, with their times. Pure.

An index names sitemaps, each with the time of its last change, which tells those that hold nothing of a
period: what last changed before it, a sitemap or a page, belongs to the time before.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

from ingest.errors import NotAFeed
from ingest.history.archived_feeds import listed_in
from ingest.history.listed import Found, Lead, Listed, Misfit, Outside, is_page
from ingest.history.order import Scope
from ingest.parsing.feeds import parse_feed
from ingest.parsing.feeds_gate import refuse_entities
from ingest.parsing.feeds_sitemaps import entry_of
from ingest.parsing.robots_txt import sitemaps
from ingest.parsing.xml import Element, Malformed, inside, local_name, parsed

BYTES = 50 << 20
"""Of one sitemap, inflated: the protocol's own bound."""
PAGES = 50_000  # of one sitemap, the protocol's own bound
_MARK = b"\xef\xbb\xbf"
_DAY = len("2019-03-01")


def starts(place: str) -> tuple[Lead, ...]:
    """The robots.txt of a site, or the sitemap that is named.

    >>> [lead.url for lead in starts("https://a.example")]
    ['https://a.example/robots.txt']
    """
    is_site = urlsplit(place).path in {"", "/"}
    return (Lead(url=urljoin(place, "/robots.txt") if is_site else place),)


def pages_in(scope: Scope, lead: Lead, document: bytes) -> Iterator[Found]:
    """What a sitemap names, or an index, or a robots.txt; a feed and plain text are sitemaps too."""
    content = document.removeprefix(_MARK).strip()
    if urlsplit(lead.url).path == "/robots.txt":
        yield from _discovered(lead, content)
    elif not content.startswith(b"<"):
        yield from _plain(content)
    else:
        yield from _in_xml(content, lead, scope)


def _discovered(lead: Lead, robots: bytes) -> Iterator[Found]:
    named = [url for url in sitemaps(robots) if is_page(url)]
    for url in named or [urljoin(lead.url, "/sitemap.xml")]:  # where most sites have it
        yield Lead(url=url)


def _in_xml(content: bytes, lead: Lead, scope: Scope) -> Iterator[Found]:
    try:
        refuse_entities(content)
        root = parsed(content, url=lead.url, recover=True)
    except (NotAFeed, *Malformed) as error:
        yield Misfit(position=0, why=f"no sitemap: {error}"[:200])
        return
    name = "" if root is None else local_name(root)
    if name == "sitemapindex":
        yield from _leads(root, scope)
    elif name == "urlset":
        yield from _pages(root, lead, scope)
    else:
        yield from _in_feed(content, lead)


def _in_feed(content: bytes, lead: Lead) -> Iterator[Found]:
    try:
        yield from listed_in(parse_feed(content, url=lead.url))
    except NotAFeed as error:
        yield Misfit(position=0, why=f"no sitemap: {error}"[:200])


def _leads(root: Element | None, scope: Scope) -> Iterator[Found]:
    for position, element in enumerate(inside(root, "sitemap")):
        if position == PAGES:
            yield Misfit(position=position, why=f"more than {PAGES} sitemaps")
            return
        address, changed = _text(element, "loc"), _text(element, "lastmod")
        if not is_page(address):
            yield Misfit(position=position, why=f"{address[:100]!r} is no address")
        elif _is_before(changed, scope):
            yield Outside()
        else:
            yield Lead(url=address, at=changed)


def _pages(root: Element | None, lead: Lead, scope: Scope) -> Iterator[Found]:
    for position, element in enumerate(inside(root, "url")):
        if position == PAGES:
            yield Misfit(position=position, why=f"more than {PAGES} addresses")
            return
        address = _text(element, "loc")
        if not is_page(address):
            yield Misfit(position=position, why=f"{address[:100]!r} is no address")
        elif _is_before(_text(element, "lastmod"), scope):
            yield Outside()
        else:  # a page of the period may have changed later, so its last change says nothing more
            yield _listed(element, address, lead)


def _listed(element: Element, address: str, lead: Lead) -> Listed:
    if next(inside(element, "news"), None) is None:
        return Listed(url=address)
    published, entry = _text(element, "news", "publication_date"), entry_of(element, lead.url)
    return Listed(url=address, at=published, feed_url=lead.url, entry=entry)


def _text(element: Element, *path: str) -> str:
    return next(((found.text or "").strip() for found in inside(element, *path)), "")


def _plain(content: bytes) -> Iterator[Found]:
    for position, line in enumerate(content.decode("utf-8", "replace").splitlines()[:PAGES]):
        if is_page(line.strip()):
            yield Listed(url=line.strip())
        elif line.strip():
            yield Misfit(position=position, why=f"{line.strip()[:100]!r} is no address")
            return  # an error page has thousands of lines


def _is_before(changed: str, scope: Scope) -> bool:
    """Whether something last changed before a period."""
    if scope.first is None or len(changed) < _DAY:
        return False
    try:
        return date.fromisoformat(changed[:_DAY]) < scope.first
    except ValueError:
        return False
