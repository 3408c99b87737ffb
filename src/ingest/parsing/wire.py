"""`parse_wire`: what an agency sends, in whatever format, as items of one record.

| format | recognised by | reader |
|---|---|---|
| NewsML-G2 | a `newsItem` or `newsMessage` element as the root | `newsml_g2` |
| NITF | a `nitf` element as the root | `nitf` |
| ninjs 1.x, 2.x, 3.x | a JSON object with `uri` and names that only ninjs has, or a list of them | `ninjs` |
| IPTC 7901 | the control character SOH, a header line, STX | `iptc_7901` |

The content decides; names of files and media types are hints that nobody can rely on.
"""

import json
import re

from lxml import etree

from ingest.errors import NotAFeed, NotAWireItem
from ingest.parsing.feeds_fields import without_controls
from ingest.parsing.feeds_gate import MAX_BYTES, refuse_entities
from ingest.parsing.iptc_7901 import is_iptc_7901, read_iptc_7901
from ingest.parsing.newsml_g2 import MAX_ITEMS, news_items, read_newsml_g2
from ingest.parsing.ninjs import is_ninjs, read_ninjs
from ingest.parsing.nitf import read_nitf
from ingest.parsing.payload import text_of
from ingest.parsing.xml import Element, Malformed, local_name, parsed
from ingest.records import WireItem

_HEAD = 20_000  # bytes of a document that may stand before its root
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(newsItem|newsMessage|nitf)[\s>/]")
_PROLOG = re.compile(
    r"\s*(?:<\?[^>]{0,2000}\?>\s*|<!--.{0,8000}?-->\s*|<!DOCTYPE[^>\[]{0,1000}>\s*){0,20}", re.DOTALL
)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}\?>", re.IGNORECASE)
_NINJS_HINT = re.compile(r"\"uri\"\s*:", re.IGNORECASE)


def is_wire(payload: bytes, *, content_type: str | None = None) -> bool:
    """Whether bytes look like a wire format: quick, and right for everything that `parse_wire` reads.

    Args:
        payload: a document without content encoding.
        content_type: the HTTP header, whose charset is believed where the document shows none.
    """
    if is_iptc_7901(payload):
        return True
    if payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _NINJS_HINT.search(text_of(payload, content_type)) is not None and any(
            map(is_ninjs, _listed(payload, content_type))
        )
    return _root_name(payload) is not None


def split_wire(payload: bytes, *, content_type: str | None = None) -> tuple[bytes, ...]:
    """The document of each item, in order: an item alone is its document as it came.

    A message with several items becomes several documents, which `parse_wire` reads as it reads the message;
    nothing is lost but what the message says of its own sending.

    Raises:
        NotAWireItem: as `parse_wire`.
    """
    if len(parse_wire(payload, content_type=content_type)) == 1:
        return (payload,)
    if payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[":
        listed = [one for one in _listed(payload, content_type) if is_ninjs(one)][:MAX_ITEMS]
        return tuple(json.dumps(one, ensure_ascii=False).encode("utf-8", "replace") for one in listed)
    root = _tree(text_of(payload, content_type))
    return tuple(etree.tostring(item, encoding="utf-8", with_tail=False) for item in news_items(root))


def parse_wire(payload: bytes, *, content_type: str | None = None) -> tuple[WireItem, ...]:
    """The news items in what an agency sends, at least one, in order.

    Args:
        payload: the document without content encoding, at most 32 MB.
        content_type: the HTTP header, whose charset is believed where the document shows none.

    Raises:
        NotAWireItem: `empty`, `too-large`, `no-wire` (another kind of document), `entities`, `malformed`
            (its markup, its JSON or its header is broken, or nested too deeply), `no-item` (a message
            without news items: concepts, packages, plans).
    """
    if len(payload) > MAX_BYTES:
        raise NotAWireItem("too-large", f"{len(payload)} bytes")
    if not payload.strip(b"\0 \t\r\n"):
        raise NotAWireItem("empty")
    if is_iptc_7901(payload):
        item = read_iptc_7901(payload, content_type)
        if item is None:
            raise NotAWireItem("malformed", "no header as IPTC 7901 has it")
        return (item,)
    if payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _from_json(payload, content_type)
    return _from_xml(payload, content_type)


def _from_json(payload: bytes, content_type: str | None) -> tuple[WireItem, ...]:
    try:
        found = [one for one in _listed(payload, content_type) if is_ninjs(one)]
    except RecursionError as error:
        raise NotAWireItem("malformed", "nested too deeply") from error
    if not found:
        raise NotAWireItem("no-wire", "no ninjs object in the JSON")
    return tuple(read_ninjs(one) for one in found[:MAX_ITEMS] if isinstance(one, dict))


def _listed(payload: bytes, content_type: str | None) -> list[object]:
    """The value of a JSON document, as a list; nothing where it is no JSON."""
    try:
        document = json.loads(text_of(payload, content_type).lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return []
    return document if isinstance(document, list) else [document]


def _from_xml(payload: bytes, content_type: str | None) -> tuple[WireItem, ...]:
    name = _root_name(payload)
    if name is None:
        raise NotAWireItem("no-wire", "no newsItem, newsMessage or nitf element as the root")
    root = _tree(text_of(payload, content_type))
    if name == "nitf":
        return (read_nitf(root),)
    items = news_items(root)
    if not items:
        raise NotAWireItem("no-item", f"a {local_name(root)} without news items")
    return tuple(map(read_newsml_g2, items))


def _root_name(payload: bytes) -> str | None:
    """The root's name, where it is one of a wire format. Names are ASCII in every charset that XML knows."""
    head = payload[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    prolog = _PROLOG.match(head)
    root = _ROOT.match(head, prolog.end() if prolog else 0)
    return root[1] if root else None


def _tree(text: str) -> Element:
    """The document as it stands, else without the control characters that telex lines leave in XML."""
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    try:
        refuse_entities(text.encode("utf-8", "replace"))
    except NotAFeed as error:
        raise NotAWireItem("entities", "the document type defines entities") from error
    for document in (text, without_controls(text)):
        try:
            root = parsed(document.encode("utf-8", "replace"))
        except Malformed as error:
            problem = str(error)[:200]
            continue
        if root is not None and next(root.iter(etree.Entity), None) is None:
            return root
        problem = "names of entities that it does not define"
    raise NotAWireItem("malformed", problem)
