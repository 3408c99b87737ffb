"""Which lines of an extracted text are no body text, with the evidence in the page's own structure.

Base extractors keep captions, stand-firsts, links and notes; the document says what they are.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.normalise.wording import (
    AT_THE_END,
    BYLINE,
    ELSEWHERE,
    EMBED_CONSENT,
    EMBED_SHELL,
    FURNITURE,
    HEADLINE,
    PAYWALL,
    given_names,
    is_timestamp,
)
from ingest.parsing.html import HEADINGS, Block, broken_lines, class_words, lineage, link_share
from ingest.parsing.words import word_count, word_key
from ingest.records import DroppedLine

_CONTAINERS = frozenset({"figcaption", "aside", "footer", "nav", "button", "form"})
_BODY_SHARE = 0.35  # a class that holds more of the text than this is the body's, whatever its name
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)
_TELLING_TITLE = 15  # letters of a title that is looked for inside headings
_MOST = 0.75  # of the text: an element with it is the text's own
_MOST_BEHIND = 0.15  # of the text: more behind it is text as well
_LEAST_KEPT = 0.4  # a filter that would drop more has misread the page and drops nothing


class _Line(NamedTuple):
    """A line with its block in the document, where there is one."""

    text: str
    key: str
    block: Block | None
    tags: tuple[str, ...]
    suspicious: frozenset[str]
    words: int
    is_part: bool = False  # a line of a block that `br` breaks


class _Case(NamedTuple):
    """A line with what its rules ask about."""

    position: int
    line: _Line
    foreign: frozenset[str]
    titles: Collection[str]

    @property
    def block(self) -> Block:
        """The block that the line is; asked of lines that have one."""
        if self.line.block is None:
            raise LookupError(self.line.text)
        return self.line.block


class Sorted(NamedTuple):
    """Lines kept and lines dropped, each in order."""

    kept: list[str]
    dropped: list[DroppedLine]


def sort_lines(lines: Sequence[str], blocks: Sequence[Block], titles: Collection[str]) -> Sorted:
    """Tell body text from the rest. `titles` are the word keys of the page's titles."""
    placed = _placed(lines, blocks)
    foreign = _foreign_classes(placed)
    kept: list[_Line] = []
    dropped: list[DroppedLine] = []
    before: str | None = None  # why the line before was dropped
    for position, line in enumerate(placed):
        reason = _reason(position, line, foreign, titles) or _reason_behind(before, line)
        if reason == "links" and before is None and kept and _is_label(kept[-1]):
            dropped.append(DroppedLine(line=kept.pop().text, reason="links"))
        if reason:
            dropped.append(DroppedLine(line=line.text, reason=reason))
        else:
            kept.append(line)
        before = reason
    dropped += _cut_behind(kept)
    dropped += _cut_tail(kept)
    if sum(len(line.text) for line in kept) < _LEAST_KEPT * sum(map(len, lines)):
        return Sorted(list(lines), [])
    return Sorted([line.text for line in kept], dropped)


def _placed(lines: Sequence[str], blocks: Sequence[Block]) -> list[_Line]:
    by_key: dict[str, Block] = {}
    for block in blocks:
        by_key.setdefault(block.key, block)
    parts: dict[str, Block] = {}
    for block in blocks:
        for part in broken_lines(block):
            parts.setdefault(part.key, part)
    return [_place(line, by_key, parts) for line in lines]


def _place(text: str, by_key: Mapping[str, Block], parts: Mapping[str, Block]) -> _Line:
    key = word_key(text)
    block = by_key.get(key)
    if block is None and key in parts:
        return _Line(text, key, parts[key], (), frozenset(), word_count(text), is_part=True)
    if block is None:
        return _Line(text, key, None, (), frozenset(), word_count(text))
    around = lineage(block.element)
    names = (name for element in around[:4] for name in FURNITURE.findall(given_names(element)))
    return _Line(
        text, key, block, tuple(str(element.tag) for element in around), frozenset(names), word_count(text)
    )


def _foreign_classes(lines: Sequence[_Line]) -> frozenset[str]:
    """Names of furniture that hold little of the text: `share` around a whole article says nothing."""
    held: Counter[str] = Counter()
    for line in lines:
        for name in line.suspicious:
            held[name] += len(line.text)
    total = sum(len(line.text) for line in lines)
    return frozenset(name for name, length in held.items() if length < _BODY_SHARE * total)


def _reason(position: int, line: _Line, foreign: frozenset[str], titles: Collection[str]) -> str | None:
    """Why a line is no body text, or None. The first rule that speaks decides."""
    case = _Case(position, line, foreign, titles)
    in_document = () if line.block is None or line.is_part else _IN_DOCUMENT
    rules = (*_FIRST, *in_document, *_BY_WORDING)
    return next((reason for reason, holds in rules if holds(case)), None)


def _reason_behind(before: str | None, line: _Line) -> str | None:
    """A link below a call to read on belongs to it, where both are lines of one paragraph."""
    is_called = before in {"elsewhere", "links"} and line.is_part and line.block is not None
    return "links" if is_called and line.block and line.block.link_share > 0.5 else None


def _is_label(line: _Line) -> bool:
    """Whether a line is a heading or as short as one, so that it can only name the links below it."""
    if line.block is None or line.words > 5:
        return False
    return line.block.tag in HEADINGS or not line.text.rstrip().endswith((".", "!", "?", "”", '"', "»", "“"))


def _is_title(line: _Line, titles: Collection[str]) -> bool:
    """Whether a line repeats a title, in a heading also behind its kicker."""
    if line.key in titles:
        return True
    is_heading = line.block is not None and line.block.tag in HEADINGS
    return is_heading and any(
        len(title) >= max(_TELLING_TITLE, 0.55 * len(line.key)) and title in line.key for title in titles
    )


def _is_contained(line: _Line) -> bool:
    """Whether a line stands in an element that holds no body text by its name."""
    if _CONTAINERS & set(line.tags):
        return True
    return "figure" in line.tags and "table" not in line.tags and line.words < 60


def _leads_elsewhere(line: _Line, longest: int) -> bool:
    return line.words < longest and ELSEWHERE.search(line.text) is not None


def _is_byline(line: _Line) -> bool:
    return BYLINE.search(line.text) is not None


def _is_link(block: Block) -> bool:
    """Whether a line is a link to another page; an item of a list is judged with its list."""
    if _ADDRESS.match(block.text):
        return False  # written out, it is text
    items = block.element.getparent() if block.tag == "li" else None
    if items is None:
        return block.link_share > 0.75
    shares = [link_share(item) for item in items.iter("li")]
    linked = sum(share > 0.5 for share in shares)
    return block.link_share > 0.5 and linked >= max(1, 0.75 * len(shares))


def _is_standfirst(position: int, line: _Line, block: Block) -> bool:
    """A short text between title and body, by its container or by the name of its class."""
    if position < 5 and "header" in line.tags and line.words < 80:
        return True
    if position >= 4 or line.words >= 60:
        return False
    if position < 3 and HEADLINE.search(class_words(block.element)):
        return True
    around = lineage(block.element, 2)
    return block.tag != "p" and any(HEADLINE.search(class_words(element)) for element in around)


def _cut_behind(kept: list[_Line]) -> list[DroppedLine]:
    """Take off what stands behind the element that holds most of the text: appeals, authors, other texts."""
    held: Counter[HtmlElement] = Counter()
    for line in kept:
        parent = _holder(line)
        if parent is not None:
            held[parent] += len(line.text)
    total = sum(len(line.text) for line in kept)
    main, length = next(iter(held.most_common(1)), (None, 0))
    if main is None or length < _MOST * total:
        return []
    end = max(place for place, line in enumerate(kept) if _is_inside(line, main)) + 1
    behind = kept[end:]
    if sum(len(line.text) for line in behind) > _MOST_BEHIND * total or any(
        line.block is None or _looks_like(line.block, main) for line in behind
    ):
        return []
    del kept[end:]
    return [DroppedLine(line=line.text, reason="behind") for line in behind]


def _holder(line: _Line) -> HtmlElement | None:
    """The element that a line stands in: the broken block itself, or what is around a whole one."""
    if line.block is None:
        return None
    return line.block.element if line.is_part else line.block.element.getparent()


def _is_inside(line: _Line, main: HtmlElement) -> bool:
    if line.block is None:
        return False
    return line.block.element is main or main in line.block.element.iterancestors()


def _looks_like(block: Block, main: HtmlElement) -> bool:
    """Whether a block stands in an element like the main one: advertisements split a text in two."""
    parent = block.element.getparent()
    return parent is not None and (parent.tag, parent.get("class")) == (main.tag, main.get("class"))


def _cut_tail(kept: list[_Line]) -> list[DroppedLine]:
    """Take notes and headings without a text off the end of the lines; in the order in which they stood."""
    cut: list[DroppedLine] = []
    while len(kept) > 2:
        last = kept[-1]
        if last.words < 60 and AT_THE_END.search(last.text):
            reason = "tail"
        elif last.block is not None and last.block.tag in HEADINGS:
            reason = "tail-heading"
        else:
            break
        cut.append(DroppedLine(line=last.text, reason=reason))
        kept.pop()
    return cut[::-1]


_Rule = tuple[str, Callable[[_Case], bool]]
_FIRST: tuple[_Rule, ...] = (
    ("title", lambda case: case.position < 6 and _is_title(case.line, case.titles)),
    ("consent", lambda case: case.line.words < 80 and EMBED_CONSENT.search(case.line.text) is not None),
    ("embed", lambda case: case.line.words < 40 and EMBED_SHELL.search(case.line.text) is not None),
    ("paywall", lambda case: case.line.words < 60 and PAYWALL.search(case.line.text) is not None),
)
_IN_DOCUMENT: tuple[_Rule, ...] = (
    ("heading", lambda case: case.position < 3 and case.block.tag == "h1"),
    ("standfirst", lambda case: _is_standfirst(case.position, case.line, case.block)),
    ("container", lambda case: _is_contained(case.line)),
    ("links", lambda case: case.line.words <= 30 and _is_link(case.block)),
    ("class", lambda case: case.line.words < 80 and bool(case.line.suspicious & case.foreign)),
    ("elsewhere", lambda case: case.block.link_share > 0.3 and _leads_elsewhere(case.line, 40)),
)
_BY_WORDING: tuple[_Rule, ...] = (
    ("elsewhere", lambda case: _leads_elsewhere(case.line, 30)),
    ("timestamp", lambda case: case.position < 4 and is_timestamp(case.line.text)),
    ("byline", lambda case: case.position < 4 and case.line.words < 8 and _is_byline(case.line)),
)
