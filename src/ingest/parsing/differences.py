"""What two texts say alike and what only one of them says, word for word, with places in both.

Words, figures with their sign and decimal mark, currency and percent signs count; case, quotation
marks, dashes, commas and spaces do not. Scripts that write no spaces are compared by characters; a digit
is the same digit in every script.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from ingest.parsing.alignment import Block, Items, alignment
from ingest.parsing.words import UNSPACED
from ingest.records import Record, Span

_FIGURE = r"(?<![^\W_])[+\u2212-]?\d+(?:[.,:'\u2019\u066b\u066c]\d+)*"
_SIGNS = "%‰°"
_SPACE = re.compile(r".*\s", re.DOTALL)
_END = re.compile(r"\n|[.!?\u2026\u061f\u0964][^\S\n]|[.!?\u2026\u061f\u0964]\W\s|[\u3002\uff01\uff1f]")
_APART = str.maketrans({"\u2212": "-", "\u2019": "'", "\u066b": ".", "\u066c": ","})


class Stretch(Record):
    """A piece of both texts: the same words, or other words in the same place. One side may be empty."""

    is_same: bool
    left: Span
    right: Span


class Differences(Record):
    """Two texts as stretches; those of each side run together are its text again.

    What both say ends a stretch at the end of each sentence and paragraph.
    """

    stretches: tuple[Stretch, ...]
    left_shared: float  # share of its words that stand, in the same order, in the other text; 0 to 1
    right_shared: float
    figures_dropped: tuple[str, ...]  # figures in words that only the left text has, as compared
    figures_added: tuple[str, ...]


def differences(left: str, right: str, *, numbers: Mapping[str, str] | None = None) -> Differences:
    """Compare two texts word for word.

    Args:
        left: the earlier one.
        right: the later one.
        numbers: digits by word, where words are figures too: `{"five": "5"}`.

    >>> found = differences("Rain: 12 dead today.", "Rain, 14 dead again today.")
    >>> [("Rain: 12 dead today."[one.left.start : one.left.end], one.is_same) for one in found.stretches]
    [('Rain: ', True), ('12 ', False), ('dead ', True), ('', False), ('today.', True)]
    >>> found.figures_dropped, found.figures_added
    (('12',), ('14',))
    """
    ours, theirs = _Words(left, numbers or {}), _Words(right, numbers or {})
    blocks = alignment(*_numbered(ours.keys, theirs.keys))
    shared = sum(block.size for block in blocks)
    dropped, added = _figures(ours, theirs, blocks)
    return Differences(
        stretches=tuple(_stretches(ours, theirs, blocks)),
        left_shared=shared / len(ours.keys) if ours.keys else 0.0,
        right_shared=shared / len(theirs.keys) if theirs.keys else 0.0,
        figures_dropped=dropped,
        figures_added=added,
    )


class _Words:
    """The words of a text with their places."""

    def __init__(self, text: str, numbers: Mapping[str, str]) -> None:
        matches = list(_pattern().finditer(text))
        self._text = text
        self.starts = [match.start() for match in matches]
        self._ends = [match.end() for match in matches]
        self.keys = [_key(match.group()) for match in matches]
        self._numbers = numbers

    def span(self, first: int, last: int) -> Span:
        """The text from one word to before another, each with the marks at it and the space behind."""
        end = len(self._text) if last == len(self.keys) else self._at(last)
        return Span(start=self._at(first), end=end)

    def figure(self, place: int) -> str | None:
        key = self.keys[place]
        return key if key[-1:].isdigit() else self._numbers.get(key)

    def ends_behind(self, place: int) -> bool:
        """Whether a sentence or a paragraph ends in front of a word."""
        return place < len(self.starts) and bool(
            _END.search(self._text, self._ends[place - 1], self.starts[place])
        )

    def _at(self, place: int) -> int:
        """Where a word begins, an opening mark included; the text begins with its first word."""
        if place == 0:
            return 0
        if place == len(self.starts):
            return len(self._text)
        behind, start = self._ends[place - 1], self.starts[place]
        space = _SPACE.match(self._text, behind, start)
        return space.end() if space else start


@cache
def _pattern() -> re.Pattern[str]:
    """A figure, a character of a script without spaces, a word with its marks, or a sign that counts."""
    marks = "".join(chr(code) for code in range(0x300, 0x1E000) if unicodedata.category(chr(code))[0] == "M")
    money = "".join(chr(code) for code in range(0x24, 0x20D0) if unicodedata.category(chr(code)) == "Sc")
    word = rf"[^\W{UNSPACED}](?:[^\W{UNSPACED}]|[{marks}])*"
    return re.compile(rf"{_FIGURE}|[{UNSPACED}]|{word}|[{_SIGNS}{re.escape(money)}]")


def _key(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_APART)
    return "".join(_digit(letter) for letter in plain)


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter, letter))


def _numbered(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Items, Items]:
    numbers: dict[str, int] = {}
    one, other = (
        np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64) for keys in (ours, theirs)
    )
    return one, other


def _stretches(ours: _Words, theirs: _Words, blocks: Sequence[Block]) -> Iterable[Stretch]:
    end = Block(len(ours.keys), len(theirs.keys), 0)
    if not ours.keys and not theirs.keys:
        yield Stretch(is_same=True, left=ours.span(0, 0), right=theirs.span(0, 0))
    left = right = 0
    for block in (*blocks, end):
        if block.left > left or block.right > right:
            yield Stretch(
                is_same=False, left=ours.span(left, block.left), right=theirs.span(right, block.right)
            )
        left, right = block.left + block.size, block.right + block.size
        yield from _sentences(ours, theirs, block)


def _sentences(ours: _Words, theirs: _Words, block: Block) -> Iterable[Stretch]:
    begins = 0
    for size in range(1, block.size + 1):
        if (
            size == block.size
            or ours.ends_behind(block.left + size)
            or theirs.ends_behind(block.right + size)
        ):
            yield Stretch(
                is_same=True,
                left=ours.span(block.left + begins, block.left + size),
                right=theirs.span(block.right + begins, block.right + size),
            )
            begins = size


def _figures(
    ours: _Words, theirs: _Words, blocks: Sequence[Block]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures of the words that only one side has, without those that only moved."""
    same_left = {place for block in blocks for place in range(block.left, block.left + block.size)}
    same_right = {place for block in blocks for place in range(block.right, block.right + block.size)}
    dropped = _figures_outside(ours, same_left)
    added = _figures_outside(theirs, same_right)
    moved = Counter(dropped) & Counter(added)
    return _without(dropped, moved), _without(added, moved)


def _without(figures: Sequence[str], moved: Counter[str]) -> tuple[str, ...]:
    left = moved.copy()
    kept = []
    for figure in figures:
        if left[figure]:
            left[figure] -= 1
        else:
            kept.append(figure)
    return tuple(kept)


def _figures_outside(words: _Words, same: set[int]) -> list[str]:
    found = (words.figure(place) for place in range(len(words.keys)) if place not in same)
    return [figure for figure in found if figure is not None]
