"""Which lines of an extracted text are no body text, with the evidence in the page's own structure.

Base extractors keep captions, stand-firsts, links and notes; the document says what they are.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ingest.normalise.wording import AT_THE_END, ELSEWHERE, FURNITURE, HEADLINE, is_timestamp
from ingest.parsing.html import HEADINGS, Block, class_words, lineage
from ingest.parsing.words import word_key
from ingest.records import DroppedLine

_CONTAINERS = frozenset({"figcaption", "aside", "footer", "nav", "button", "form"})
_BODY_SHARE = 0.35  # a class that holds more of the text than this is the body's, whatever its name
_LEAST_KEPT = 0.4  # a filter that would drop more has misread the page and drops nothing


class _Line(NamedTuple):
    """A line with its block in the document, where there is one."""

    text: str
    key: str
    block: Block | None
    tags: tuple[str, ...]
    suspicious: frozenset[str]

    @property
    def words(self) -> int:
        return len(self.text.split())


class Sorted(NamedTuple):
    """Lines kept and lines dropped, each in order."""

    kept: list[str]
    dropped: list[DroppedLine]


def sort_lines(lines: Sequence[str], blocks: Sequence[Block], titles: Collection[str]) -> Sorted:
    """Tell body text from the rest. `titles` are the word keys of the page's titles."""
    by_key: dict[str, Block] = {}
    for block in blocks:
        by_key.setdefault(block.key, block)
    placed = [_place(line, by_key) for line in lines]
    foreign = _foreign_classes(placed)
    kept: list[_Line] = []
    dropped: list[DroppedLine] = []
    for position, line in enumerate(placed):
        reason = _reason(position, line, foreign, titles)
        if reason:
            dropped.append(DroppedLine(line=line.text, reason=reason))
        else:
            kept.append(line)
    dropped += _cut_tail(kept)
    if sum(len(line.text) for line in kept) < _LEAST_KEPT * sum(map(len, lines)):
        return Sorted(list(lines), [])
    return Sorted([line.text for line in kept], dropped)


def _place(text: str, by_key: Mapping[str, Block]) -> _Line:
    key = word_key(text)
    block = by_key.get(key)
    if block is None:
        return _Line(text, key, None, (), frozenset())
    around = lineage(block.element)
    names = (name for element in around[:4] for name in FURNITURE.findall(class_words(element)))
    return _Line(text, key, block, tuple(str(element.tag) for element in around), frozenset(names))


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
    if line.key in titles and position < 6:
        return "title"
    reason = _reason_in_document(position, line, line.block, foreign) if line.block else None
    if reason:
        return reason
    if line.words < 30 and ELSEWHERE.search(line.text):
        return "elsewhere"
    if position < 4 and is_timestamp(line.text):
        return "timestamp"
    return None


def _reason_in_document(position: int, line: _Line, block: Block, foreign: frozenset[str]) -> str | None:
    if block.tag == "h1" or _is_standfirst(position, line, block):
        return "heading" if block.tag == "h1" else "standfirst"
    if _CONTAINERS & set(line.tags) or (
        "figure" in line.tags and "table" not in line.tags and line.words < 60
    ):
        return "container"
    if block.link_share > 0.75 and line.words <= 30:
        return "links"
    if line.words < 80 and line.suspicious & foreign:
        return "class"
    if block.link_share > 0.3 and line.words < 40 and ELSEWHERE.search(line.text):
        return "elsewhere"
    return None


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
