"""What is refused before any parser sees it, because parsing it costs more than a feed is worth.

Measured on 1 MB documents (research on feeds): 100,000 attributes keep feedparser busy for more than a
minute, 10^5 nested entities are expanded. Scans here are linear in the size of the document.
"""

import re
from itertools import islice

from ingest.errors import NotAFeed

READING_BYTES = 200_000_000
"""Memory that reading one feed may take: a real one of 2.5 MB takes 8 MB, 10 MB of damaged entries 100."""

MAX_BYTES = 32_000_000
MAX_ENTRIES = 5_000
MAX_PARTS = 500  # of one kind in one entry: categories, authors, files, pictures
MAX_TAG_BYTES = 65_536
MAX_ATTRIBUTES = 200
MAX_STRAY_BRACKETS = 10_000
MAX_TAGS = 900_000  # of a well-formed document, whose tree takes up to 300 bytes a tag
MAX_TAGS_MALFORMED = 50_000  # feedparser takes 25 microseconds and a kilobyte a tag
MAX_AMPERSANDS_MALFORMED = 750_000  # 3 microseconds each; 2.5 MB of escaped HTML have 144,000

_PROLOG_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE", re.DOTALL | re.IGNORECASE
)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % (MAX_TAG_BYTES - 1))
_TAG_WITH_MANY = re.compile(rb"<[^<>]{%d,}" % (MAX_ATTRIBUTES * 4))  # an attribute takes four bytes at least
_ATTRIBUTE = re.compile(rb"\s[^\s=<>\"']+\s*=")
_STRAY = re.compile(
    rb"<(?:(?![\w/!?:])|(?=[^<>]*+<))"
)  # opens no tag, or one that another opens before it ends
_ENTRY_START = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s/>]", re.IGNORECASE)


def refuse_entities(document: bytes) -> None:
    """Refuse a document type that defines entities: no feed needs one, every expansion attack does.

    Raises:
        NotAFeed: `entities`.
    """
    if _PROLOG_DOCTYPE.match(document) and _ENTITY.search(document):
        raise NotAFeed("entities", "the document type defines entities")


def is_huge(document: bytes) -> bool:
    """Whether a document's tree would take hundreds of megabytes: `<a/>` has 4 bytes, its element 120."""
    if len(document) <= 4 * MAX_TAGS:
        return False
    tags, attributes = document.count(b"<") - document.count(b"<!"), document.count(b"=")
    if max(tags, attributes) <= MAX_TAGS:
        return False
    markup = _without_cdata(document)
    return max(markup.count(b"<") - markup.count(b"<!"), markup.count(b"=")) > MAX_TAGS


def refuse_costly(document: bytes) -> None:
    """Refuse what makes a tolerant parser slow. For documents that are not well-formed, in UTF-8.

    Raises:
        NotAFeed: `entities`, `tag-too-long`, `too-many-attributes` or `too-many-brackets`.
    """
    markup = _without_cdata(document)
    if _ENTITY.search(markup):
        raise NotAFeed("entities", "the document type defines entities")
    if _LONG_TAG.search(markup):
        raise NotAFeed("tag-too-long", f"a tag is longer than {MAX_TAG_BYTES} bytes")
    if sum(1 for _ in _STRAY.finditer(markup)) > MAX_STRAY_BRACKETS:
        raise NotAFeed("too-many-brackets", f"more than {MAX_STRAY_BRACKETS} angle brackets that open no tag")
    if markup.count(b"=") > MAX_TAGS_MALFORMED * 10:
        raise NotAFeed("too-many-attributes", f"more than {MAX_TAGS_MALFORMED * 10} attributes")
    for tag in _TAG_WITH_MANY.finditer(markup):
        if sum(1 for _ in _ATTRIBUTE.finditer(tag[0])) > MAX_ATTRIBUTES:
            raise NotAFeed("too-many-attributes", f"a tag has more than {MAX_ATTRIBUTES} attributes")


def within_caps(document: bytes) -> bytes:
    """The document up to the entry, or the tag, that is one too many for a tolerant parser."""
    entries = islice(_ENTRY_START.finditer(document), MAX_ENTRIES, None)
    too_many = next((start.start() for start in entries), len(document))
    return document[: min(too_many, _end_of_tags(document))]


def _end_of_tags(document: bytes) -> int:
    """Where the tag begins that is one too many; what stands in CDATA is none."""
    position, tags = document.find(b"<"), 0
    while position >= 0 and tags < MAX_TAGS_MALFORMED:
        end = document.find(b"]]>", position) if document.startswith(b"<![CDATA[", position) else position
        tags += end == position
        position = document.find(b"<", max(end, position) + 1)
    return len(document) if position < 0 else position


def _without_cdata(document: bytes) -> bytes:
    """The document without its CDATA sections, in which tags are text (a picture as a data: address, say)."""
    kept = []
    position = 0
    while (start := document.find(b"<![CDATA[", position)) >= 0:
        end = document.find(b"]]>", start)
        if end < 0:
            break
        kept.append(document[position:start])
        position = end + 3
    kept.append(document[position:])
    return b"".join(kept)
