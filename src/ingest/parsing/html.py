"""Pages as trees and blocks: charset, parsing that never fails, and what a reader sees of an element."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.parsing.words import word_count, word_key

BLOCK_TAGS = frozenset(
    ["p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "td", "th", "dt", "dd", "div", "section", "article", "header", "footer", "aside", "pre", "ul", "ol", "table", "tr", "figure", "center", "main"]
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_WIDER = {  # WHATWG Encoding Standard, section 4.2: what a label means on the web
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874", "tis-620": "cp874",
}  # fmt: skip
_LOOK_FOR_CHARSET = 4096  # bytes; browsers look at the first 1024
_DEEPEST = 250  # elements; libxml2 gives up at 256


class Block(NamedTuple):
    """An element that holds text and no other block."""

    key: str  # its words run together
    element: HtmlElement
    link_share: float  # part of its characters that are links, 0 to 1
    text: str
    words: int

    @property
    def tag(self) -> str:
        """The element's name."""
        return str(self.element.tag)


def decoded_text(payload: bytes, content_type: str | None = None) -> str:
    """Bytes as text: byte-order mark, UTF-8 where valid, declared charset, Windows-1252. Never raises.

    UTF-8 comes before the declaration because text in another charset is practically never valid UTF-8,
    while declarations are often wrong.
    """
    for mark, charset in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if payload.startswith(mark):
            return payload.decode(charset, "replace").lstrip("\ufeff")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode(_declared_charset(payload, content_type), "replace")


def _declared_charset(payload: bytes, content_type: str | None) -> str:
    header = _IN_HEADER.search(content_type or "")
    inside = _DECLARED.search(payload[:_LOOK_FOR_CHARSET])
    labels = [header[1]] if header else []
    labels += [inside[1].decode("ascii", "replace")] if inside else []
    for label in labels:
        try:
            name = codecs.lookup(label).name
            "".encode(name)  # codecs.lookup also knows rot13 and base64
        except (LookupError, ValueError):
            continue
        return _WIDER.get(name, name)
    return "cp1252"


def html_tree(text: str) -> HtmlElement | None:
    """The document as a tree without comments, or None where there is no element at all."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_XML_DECLARATION.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def seen_text(element: HtmlElement) -> str:
    """The text of an element without scripts and styles; a line break is a space."""
    if next(element.iter(*_UNSEEN, "br"), None) is None:
        return "".join(map(str, element.itertext()))
    return "".join(_seen_pieces(element))


def _seen_pieces(element: HtmlElement) -> Iterator[str]:
    hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        is_unseen = node.tag in _UNSEEN
        if event == "start":
            hidden += is_unseen
            if not hidden and node.text:
                yield str(node.text)
            continue
        hidden -= is_unseen
        if node.tag == "br":
            yield " "
        if not hidden and node is not element and node.tail:
            yield str(node.tail)


def blocks(tree: HtmlElement) -> tuple[Block, ...]:
    """The innermost blocks that hold text, in document order."""
    outer: set[HtmlElement] = set()
    candidates = [element for element in tree.iter(*BLOCK_TAGS)]
    for element in candidates:
        parent = element.getparent()
        while parent is not None and parent not in outer:
            outer.add(parent)
            parent = parent.getparent()
    found = []
    for element in candidates:
        if element not in outer:
            text = seen_text(element)
            key = word_key(text)
            if key:
                found.append(Block(key, element, _link_share(element, key), text, word_count(text)))
    return tuple(found)


def _link_share(element: HtmlElement, key: str) -> float:
    linked = sum(len(word_key("".join(map(str, link.itertext())))) for link in element.iter("a"))
    return linked / len(key)


def lineage(element: HtmlElement, depth: int = 6) -> list[HtmlElement]:
    """An element and its ancestors below `body`, innermost first, at most `depth`."""
    found: list[HtmlElement] = []
    current: HtmlElement | None = element
    while current is not None and len(found) < min(depth, _DEEPEST) and current.tag not in {"body", "html"}:
        found.append(current)
        current = current.getparent()
    return found


def class_words(element: HtmlElement) -> str:
    """Class and id of an element in lower case: what its author calls it."""
    return " ".join(filter(None, (element.get("class"), element.get("id")))).lower()


def shape(element: HtmlElement) -> tuple[str, ...]:
    """How an element sits in its surroundings: paragraphs of one article share it."""
    parent = element.getparent()
    grandparent = parent.getparent() if parent is not None else None
    return (
        str(element.tag),
        element.get("class") or "",
        str(parent.tag) if parent is not None else "",
        (parent.get("class") or "") if parent is not None else "",
        (grandparent.get("class") or "") if grandparent is not None else "",
    )
