"""Pages as trees and blocks: charset, parsing that never fails, and what a reader sees of an element."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ingest.parsing.payload import text_of
from ingest.parsing.words import word_count, word_key

BLOCK_TAGS = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figcaption",
        "td",
        "th",
        "dt",
        "dd",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "pre",
        "ul",
        "ol",
        "table",
        "tr",
        "figure",
        "center",
        "main",
    ]
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg"})
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_NO_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#0*(?:[0-8]|1[1245-9]|2[0-9]|3[01]|6553[45])(?![0-9]);?|"
    r"&#[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]);?"
)
"""Characters that libxml2 reads and lxml then refuses to write (XML 1.0, section 2.2), raw or by number."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LETTERS_OF_A_CARD = 250  # of one paragraph in it
_WORDS_OF_A_CARD = 80  # most words of a link that is a teaser
_DEEPEST = 250  # elements; libxml2 gives up at 256


_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""Forms and inputs need no classes of their own; lxml's look-up by name costs a tenth of reading a page."""


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
    """Bytes as text; never raises. Plain UTF-8 is most of the web and goes the short way."""
    if b"\x1b" not in payload and not payload.startswith(_MARKS):
        try:
            return payload.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return text_of(payload, content_type)


def html_tree(text: str) -> HtmlElement | None:
    """The document as a tree without comments, or None where there is no element at all."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = document_fromstring(
            _NO_XML.sub(" ", _XML_DECLARATION.sub("", text)).encode("utf-8", "replace"), parser=parser
        )
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
    candidates = list(tree.iter(*BLOCK_TAGS))
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
                found.append(Block(key, element, link_share(element, key), text, word_count(text)))
    return tuple(found)


def link_share(element: HtmlElement, key: str | None = None) -> float:
    """The part of an element's letters that lead to other pages, 0 to 1. `key`: its words, where known."""
    letters = len(word_key(seen_text(element)) if key is None else key)
    if letters < _LETTERS_OF_A_CARD and any(_is_card(outer) for outer in lineage(element)[1:]):
        return 1.0
    linked = sum(
        len(word_key("".join(map(str, link.itertext())))) for link in element.iter("a") if _leads_away(link)
    )
    return linked / letters if letters else 0.0


def _is_card(outer: HtmlElement) -> bool:
    """Whether an element is a link around a teaser; a link left open swallows paragraphs and is none."""
    if outer.tag != "a" or not _leads_away(outer) or next(outer.iter("img", *HEADINGS), None) is None:
        return False
    return word_count(seen_text(outer)) < _WORDS_OF_A_CARD


def _leads_away(link: HtmlElement) -> bool:
    """Whether a link leads to another page; anchors and jumps inside the page are text."""
    return not (link.get("href") or "#").lstrip().startswith("#")


def broken_lines(block: Block) -> list[Block]:
    """The lines into which `br` breaks a block, each as a block of its own; none where nothing breaks it."""
    if block.element.find(".//br") is None:
        return []
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, is_link in _spans(block.element):
        if text is None:
            lines.append([])
        else:
            lines[-1].append((text, is_link))
    return [line for pieces in lines if (line := _line(block.element, pieces)) is not None]


def _spans(element: HtmlElement) -> Iterator[tuple[str | None, bool]]:
    """Texts of an element, each with whether a link holds it; None where a line breaks."""
    linked = hidden = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        step = 1 if event == "start" else -1
        hidden += step * (node.tag in _UNSEEN)
        linked += step * (node.tag == "a" and _leads_away(node))
        if event == "start":
            if node.text and not hidden:
                yield str(node.text), linked > 0
            continue
        if node.tag == "br":
            yield None, False
        if node.tail and node is not element and not hidden:
            yield str(node.tail), linked > 0


def _line(element: HtmlElement, pieces: list[tuple[str, bool]]) -> Block | None:
    text = "".join(piece for piece, _ in pieces)
    key = word_key(text)
    if not key:
        return None
    linked = sum(len(word_key(piece)) for piece, is_link in pieces if is_link)
    return Block(key, element, linked / len(key), text, word_count(text))


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


def named_elements(tree: HtmlElement) -> tuple[tuple[str, HtmlElement], ...]:
    """Every element that has a class or an id, behind its `class_words`, in document order."""
    return tuple((class_words(element), element) for element in selected(tree, "//*[@class or @id]"))


def selected(tree: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements that an XPath selects."""
    found = tree.xpath(path)
    return (
        [element for element in found if isinstance(element, HtmlElement)] if isinstance(found, list) else []
    )


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
