"""Where a site says, or might say, that its feeds are: autodiscovery. Pure and bounded.

Sources: the HTML standard (`link rel=alternate`, `rel=feed`), RSS Board "RSS Autodiscovery" 1.0, RFC 8288
(`Link` headers), JSON Feed 1.1 ("Discovery").
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from html import unescape
from urllib.parse import urlsplit, urlunsplit

from lxml.html import HtmlElement

from ingest.parsing.feeds_fields import absolute
from ingest.parsing.header_links import header_links
from ingest.parsing.html import decoded_text, html_tree, seen_text, selected
from ingest.parsing.urls import feed_identity, host_of, registrable_domain
from ingest.records import Record

MOST_LINKS = 40
"""Candidates that one page may give; a page of ten thousand feeds is a directory or an attack."""

_PAGE_BYTES = 3_000_000
_TITLE_CHARACTERS = 200
_FEED_TYPES = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
        "application/x-rss+xml", "application/x.atom+xml", "text/rss", "text/atom", "text/rdf",
    }
)  # fmt: skip
_VAGUE_TYPES = frozenset(
    {"application/xml", "text/xml", "application/json", ""}
)  # a feed if the address says so
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:feeds?|rss2?|atom|rdf|xmlfeed)(?:[/._-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|feed|xml|json)\b", re.IGNORECASE
)
_FEED_TEXT = re.compile(r"^\W*(?:(?:xml|rss|atom|rdf)\b.{0,30}|.{0,30}\b(?:rss|atom)\W*)$", re.IGNORECASE)
_FEED_HOST = re.compile(r"^(?:feeds?\d?|rss|feedproxy)\.", re.IGNORECASE)
_NO_FEED = re.compile(
    r"wp-json|oembed|\.(?:html?|png|jpe?g|gif|svg|css|js|ico|pdf|webmanifest)$", re.IGNORECASE
)
_WELL_KNOWN = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/?feed=rss2",
)
_WORDPRESS = re.compile(rb"/wp-(?:content|includes)/", re.IGNORECASE)


class Clue(StrEnum):
    """What made us think that a feed is there, the strongest first."""

    ITSELF = "itself"  # the address is a feed
    LINK = "link"  # the page's head
    HEADER = "header"  # an HTTP Link header
    ANCHOR = "anchor"  # a link for readers
    SITEMAP = "sitemap"  # robots.txt names a sitemap of news
    WELL_KNOWN = "well-known"  # where many sites have one


class FeedLink(Record):
    """An address that may be a feed."""

    url: str
    clue: Clue
    title: str | None = None  # what the page calls it


def feed_links(
    payload: bytes, *, url: str, headers: Iterable[tuple[str, str]] = (), content_type: str | None = None
) -> tuple[FeedLink, ...]:
    """The feeds that a page names, each once, what it declares before what it only links to.

    Args:
        payload: the page without content encoding; what lies behind its first 3 MB is not read.
        url: where the page is from.
        headers: of the answer; `Link` is read.
        content_type: the header of that name, for the charset.
    """
    tree = html_tree(decoded_text(payload[:_PAGE_BYTES], content_type))
    base = _base(tree, url)
    found: dict[str, FeedLink] = {}
    for link in _all_links(tree, base, url, headers):
        if feed_identity(link.url) != feed_identity(url):
            found.setdefault(feed_identity(link.url), link)
        if len(found) == MOST_LINKS:
            break
    return tuple(found.values())


def well_known(url: str, payload: bytes = b"") -> tuple[FeedLink, ...]:
    """Where sites have feeds that they don't announce, the likeliest first.

    Args:
        url: of the page.
        payload: the page, which may show that WordPress made it: then `/feed/` is where it is.
    """
    parts = urlsplit(url)
    origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
    folder = parts.path.rstrip("/")
    paths = ["/feed/"] if _WORDPRESS.search(payload[:_PAGE_BYTES]) else list(_WELL_KNOWN)
    if folder and "." not in folder.rpartition("/")[2]:
        paths = [f"{folder}/feed/", *paths]
    return tuple(FeedLink(url=origin + path, clue=Clue.WELL_KNOWN) for path in paths)


def _all_links(
    tree: HtmlElement | None, base: str, url: str, headers: Iterable[tuple[str, str]]
) -> Iterator[FeedLink]:
    if tree is not None:
        yield from _declared(tree, base)
    yield from _in_headers(headers, url)
    if tree is not None:
        yield from _anchors(tree, base, url)


def _base(tree: HtmlElement | None, url: str) -> str:
    """What relative addresses of a page are relative to: its first `base` with an address."""
    for element in selected(tree, "//base[@href]")[:1] if tree is not None else ():
        return absolute(element.get("href"), url) or url
    return url


def _declared(tree: HtmlElement, base: str) -> Iterator[FeedLink]:
    for element in selected(tree, "//link[@href][@rel]"):
        target = _address(element.get("href"), base)
        if target and _is_feed(target, element.get("rel") or "", element.get("type") or ""):
            yield FeedLink(url=target, clue=Clue.LINK, title=_title(element.get("title")))


def _in_headers(headers: Iterable[tuple[str, str]], url: str) -> Iterator[FeedLink]:
    for reference, said in header_links(headers):
        target = _address(reference, url)
        if target and _is_feed(target, said.get("rel", ""), said.get("type", "")):
            yield FeedLink(url=target, clue=Clue.HEADER, title=_title(said.get("title")))


def _anchors(tree: HtmlElement, base: str, url: str) -> Iterator[FeedLink]:
    for element in selected(tree, "//a[@href]"):
        target = _address(element.get("href"), base)
        if target is None or _NO_FEED.search(urlsplit(target).path):
            continue
        text = " ".join(seen_text(element).split())
        says_so = _looks_like_feed(target) or bool(_FEED_TEXT.match(text[:_TITLE_CHARACTERS]))
        if says_so and _is_near(target, url):
            yield FeedLink(url=target, clue=Clue.ANCHOR, title=_title(text or element.get("title")))


def _is_feed(target: str, rel: str, media_type: str) -> bool:
    """Whether a link with this relation and type leads to a feed."""
    relations = set(rel.lower().split())
    kind = media_type.partition(";")[0].strip().lower()
    if "feed" in relations:
        return True
    if "alternate" not in relations or "stylesheet" in relations:
        return False
    parts = urlsplit(target)
    if kind in _FEED_TYPES:
        return True
    return kind in _VAGUE_TYPES and not _NO_FEED.search(parts.path) and _looks_like_feed(target)


def _looks_like_feed(url: str) -> bool:
    parts = urlsplit(url)
    return bool(
        _FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query) or _FEED_HOST.match(parts.netloc)
    )


def _is_near(target: str, url: str) -> bool:
    """Links of readers lead everywhere: only those to the site itself or to a host of feeds are its own."""
    return registrable_domain(target) == registrable_domain(url) or bool(_FEED_HOST.match(host_of(target)))


def _address(reference: str | None, base: str) -> str | None:
    """The web address of a reference; `feed:` is a scheme for http, alone or before another."""
    plain = (reference or "").strip()
    if plain.lower().startswith("feed:"):
        plain = plain[5:] if plain[5:].lower().startswith("http") else f"http:{plain[5:]}"
    found = absolute(plain, base)
    return found.partition("#")[0] if found else None


def _title(text: str | None) -> str | None:
    return " ".join(unescape(text or "").split())[:_TITLE_CHARACTERS] or None
