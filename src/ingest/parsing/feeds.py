"""`parse_feed`: the bytes of a feed document, whatever its format and state, as a `Feed`.

What lxml accepts as strict XML is read by our own reader (`feeds_xml`), JSON Feed by another
(`feeds_json`). Documents with stray control characters, a wrong charset or text around the root are
mended first; what is still no XML goes to feedparser (`feeds_lenient`), which is slow, and kept away
from what makes it slower still (`feeds_gate`). All three give the same record.
"""

import re
from html import escape
from html.entities import html5

from lxml import etree

from ingest.errors import NotAFeed
from ingest.parsing.feeds_fields import without_controls
from ingest.parsing.feeds_gate import (
    MAX_AMPERSANDS_MALFORMED,
    MAX_BYTES,
    MAX_ENTRIES,
    MAX_TAGS_MALFORMED,
    is_huge,
    refuse_costly,
    refuse_entities,
    within_caps,
)
from ingest.parsing.feeds_json import read_json
from ingest.parsing.feeds_recovered import completed, recovered_feed
from ingest.parsing.feeds_xml import read_xml
from ingest.parsing.payload import text_of
from ingest.parsing.xml import Element, Malformed, parsed
from ingest.records import Feed

_C1 = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"&#(?:1[2-5]\d|[xX]0*[89][0-9a-fA-F]);"))
_OTHER_CHARSET = re.compile(
    rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?!utf-?8)|[^<]{0,4}\x00|\xff\xfe|\xfe\xff", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|entry|urlset|sitemapindex)\b", re.IGNORECASE)
_SITEMAPS = ("urlset", "sitemapindex")
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)\s*>", re.IGNORECASE)
_CONTENTS = re.compile(r"<(?:[\w.-]{1,40}:)?(?:feed|channel|item|entry|url|sitemap)\b", re.IGNORECASE)
_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos);)(?:#(?:(?P<decimal>\d{1,9})|[xX](?P<hex>[0-9a-fA-F]{1,8}));|(?P<name>\w{1,31};))?"
)
_HTML = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)


def parse_feed(payload: bytes, *, url: str, content_type: str | None = None) -> Feed:
    """Read a feed document: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0, JSON Feed 1.x, CDF or a sitemap of news.

    Args:
        payload: the document without content encoding.
        url: where it is from; relative addresses are resolved against it.
        content_type: the HTTP header, whose charset is believed where the document shows none.

    Raises:
        NotAFeed: `empty`, `too-large`, `html`, `json`, `no-feed` (another kind of document), `sitemap`
            (without news), `sitemap-index`, `entities`, `too-deep`, `tag-too-long`, `too-many-attributes`,
            `too-many-brackets`, `too-much-markup` or `unreadable`.
    """
    if len(payload) > MAX_BYTES:
        raise NotAFeed("too-large", f"{len(payload)} bytes")
    if not payload.strip():
        raise NotAFeed("empty")
    if payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return read_json(text_of(payload, content_type), url=url)
    document = _in_utf8(payload, content_type)
    refuse_entities(document)
    feed = _strict(document, url)
    return feed or _mended(text_of(payload, content_type), url)


def _in_utf8(payload: bytes, content_type: str | None) -> bytes:
    """The document in UTF-8 where it declares another charset: publishers declare one and send another."""
    if not _OTHER_CHARSET.match(payload):
        return payload
    return _DECLARATION.sub("", text_of(payload, content_type), count=1).encode("utf-8", "replace")


def _strict(document: bytes, url: str) -> Feed | None:
    """The feed, where the document is well-formed, all of it is there and not too much; else None.

    Raises:
        NotAFeed: `entities` or `too-deep`.
    """
    if is_huge(document):
        return None  # its first entries may still be read
    try:
        root = parsed(document, url=url)
    except Malformed as error:
        if "depth" in str(error):
            raise NotAFeed("too-deep", str(error)) from error
        return None
    if root is None:
        return None
    document_type = root.getroottree().docinfo.internalDTD
    entities = () if document_type is None else document_type.entities()  # type: ignore[attr-defined]
    if any(True for _ in entities):
        raise NotAFeed("entities", "the document type defines entities")
    if document_type is not None and next(root.iter(etree.Entity), None) is not None:
        return None  # names of a document type that we don't load; feedparser knows those of HTML
    return _read(root, document, url)


def _read(root: Element, document: bytes, url: str) -> Feed | None:
    has_controls = any(pattern.search(document) for pattern in _C1)
    return read_xml(root, document, url=url, has_controls=has_controls)


def _mended(text: str, url: str) -> Feed:
    """A document that is not well-formed, with the commonest damage undone.

    Raises:
        NotAFeed: it has no feed in it, or one that costs too much.
    """
    start = _ROOT.search(text)
    if start is None:
        raise NotAFeed(
            "html" if _HTML.search(text) else "no-feed", "there is no rss, feed, RDF or urlset element"
        )
    if text.count("&") > MAX_AMPERSANDS_MALFORMED:
        raise NotAFeed("too-much-markup", f"more than {MAX_AMPERSANDS_MALFORMED} ampersands, not well-formed")
    ends = [match.end() for match in _END.finditer(text, start.start())]
    mended = _without_bare_ampersands(without_controls(text[start.start() : ends[-1] if ends else None]))
    document = mended.encode("utf-8", "replace")
    feed = _strict(document, url)
    if feed is not None:
        warning = "not well-formed: charset, control characters, entities or text around the root mended"
        return feed.model_copy(update={"warnings": (*feed.warnings, warning)})
    refuse_costly(document)
    capped = within_caps(document)
    feed = _tolerated(capped, url, is_sitemap=start[0].lower().endswith(_SITEMAPS))
    if len(capped) < len(document):
        warning = f"more than {MAX_ENTRIES} entries or {MAX_TAGS_MALFORMED} tags: the rest is not read"
        feed = feed.model_copy(update={"warnings": (*feed.warnings, warning)})
    if not feed.entries and _HTML.search(text[: start.start()]):
        raise NotAFeed("html", "a page, not a feed")
    if not feed.entries and not _CONTENTS.search(text):
        raise NotAFeed("unreadable", "damaged, with neither a channel nor entries")
    return feed


def _tolerated(document: bytes, url: str, *, is_sitemap: bool) -> Feed:
    """What tolerant parsers find: feedparser, which knows no sitemaps, and libxml2's recovery.

    Raises:
        NotAFeed: `unreadable`, `sitemap`, `sitemap-index`.
    """
    if not is_sitemap:
        from ingest.parsing.feeds_lenient import read_lenient  # noqa: PLC0415 - costs 0.1 s, and is rare

        return completed(read_lenient(document, url=url), document)
    feed = recovered_feed(document, url)
    if feed is None:
        raise NotAFeed("unreadable", "a sitemap of which nothing can be recovered")
    return feed.model_copy(update={"warnings": (*feed.warnings, "not well-formed")})


def _without_bare_ampersands(text: str) -> str:
    r"""Entities that only HTML knows become characters, other ampersands text; CDATA stays as it is.

    References to what is no character of XML go.

    >>> _without_bare_ampersands("AT&T&nbsp;<![CDATA[&nbsp;]]>")
    'AT&amp;T\xa0<![CDATA[&nbsp;]]>'
    >>> _without_bare_ampersands("&#65;&#0;&#xD800;&#x1F600;")
    '&#65;&#x1F600;'
    """
    parts = []
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0 and (end := text.find("]]>", start)) >= 0:
        parts += [_AMPERSAND.sub(_as_xml, text[position:start]), text[start:end]]
        position = end
    return "".join((*parts, _AMPERSAND.sub(_as_xml, text[position:])))


def _as_xml(ampersand: re.Match[str]) -> str:
    if digits := ampersand["decimal"] or ampersand["hex"]:
        return ampersand[0] if _is_character(int(digits, 10 if ampersand["decimal"] else 16)) else ""
    name = ampersand["name"] or ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"


def _is_character(code: int) -> bool:
    """XML 1.0 section 2.2."""
    return (
        code in {0x9, 0xA, 0xD}
        or 0x20 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or 0x10000 <= code < 0x110000
    )
