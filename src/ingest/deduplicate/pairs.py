"""From candidate pairs to likenesses: texts are read and compared, each pair of contents once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ingest.deduplicate.components import Union
from ingest.deduplicate.containment import Overlap, compact, overlaps
from ingest.deduplicate.edges import (
    BRIEF,
    Strength,
    figures,
    gives_other_figures,
    headline_words,
    is_part,
    is_same_brief,
    strength,
)
from ingest.deduplicate.signatures import Hashes, batches, hashed, shingles

_TEXTS_AT_ONCE = 4_000  # whose shingles are compared together: about 100 MB

Pair = tuple[int, int]


class Likeness(NamedTuple):
    """Two texts that share more than turns of phrase: the share of each that stands in the other."""

    first: int
    second: int
    first_length: int  # shingles, furniture left out
    second_length: int
    first_cover: float
    second_cover: float
    strength: Strength

    @property
    def shorter_cover(self) -> float:
        """The share of the shorter text that stands in the longer."""
        if self.first_length == self.second_length:
            return max(self.first_cover, self.second_cover)
        return self.first_cover if self.first_length < self.second_length else self.second_cover


_LIKENESS: Mapping[str, pa.DataType] = {
    "first_no": pa.int32(),
    "second_no": pa.int32(),
    "first_length": pa.int32(),
    "second_length": pa.int32(),
    "first_cover": pa.float64(),
    "second_cover": pa.float64(),
    "strength": pa.int8(),
}

LIKENESS = pa.schema(_LIKENESS)
"""The columns of `text_likeness`."""


def listed(table: pa.Table, name: str) -> list[Any]:
    """A column as Python's own values."""
    return table[name].to_pylist()


class Likenesses:
    """Many likenesses as columns: 33 bytes each, millions fit in memory."""

    def __init__(self, table: pa.Table, position: NDArray[np.int64]) -> None:
        """Take a table with the columns of `LIKENESS`.

        Args:
            table: numbers of texts in the index.
            position: of each of these numbers in the corpus.
        """
        self.first = position[table["first_no"].to_numpy()]
        self.second = position[table["second_no"].to_numpy()]
        self._rest = [table[name].to_numpy() for name in LIKENESS.names[2:]]

    @property
    def joins(self) -> NDArray[np.bool_]:
        """Whether each shows a copy, surely or perhaps."""
        joins: NDArray[np.bool_] = self._rest[-1] > 0
        return joins

    def at(self, places: NDArray[np.int64]) -> Iterator[Likeness]:
        """Some of them, in the order of `places`."""
        columns = [column[places].tolist() for column in (self.first, self.second, *self._rest)]
        for first, second, first_length, second_length, first_cover, second_cover, how in zip(
            *columns, strict=True
        ):
            yield Likeness(
                first, second, first_length, second_length, first_cover, second_cover, Strength(how)
            )


class Words(NamedTuple):
    """A text with its headline."""

    title: str
    text: str


class Content(NamedTuple):
    """What a text is compared as: equal for texts that compare alike."""

    fingerprint: int
    length: int
    furniture: tuple[int, ...]  # start, end, start, end …


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is compared with others."""

    words: Words
    content: Content
    headline: int | None  # see `headline_mark`

    def is_equal(self, other: "Wording") -> bool:
        """Whether two texts are one, word for word; see `headline_mark`."""
        one, two = self.content, other.content
        return (
            one.fingerprint == two.fingerprint
            and one.length == two.length
            and self.headline is not None
            and self.headline == other.headline
        )


class Library(Protocol):
    """The texts with their headlines, wherever they lie."""

    def read(self, numbers: Sequence[int]) -> list[Words]:
        """Some texts by their numbers in the index; a missing one is empty."""


def headline_mark(length: int, title: str) -> int | None:
    """What must be equal, beside the words, where texts are equal: nothing (0), or the words of the headline.

    A notice ("this story has been withdrawn") stands word for word at many addresses, so briefs need
    the same headline as well; None for a brief that has none, which is equal to no other.
    """
    if length >= BRIEF:
        return 0
    words = headline_words(title)
    return hashed(" ".join(sorted(words))) if words else None


def likenesses(chosen: Sequence[Pair], read: Callable[[Sequence[int]], Mapping[int, Wording]]) -> pa.Table:
    """What the texts of some pairs share, where it is more than turns of phrase.

    Texts that are equal word for word are left out: they need no comparison.

    Args:
        chosen: pairs of numbers of texts.
        read: the texts of some numbers.
    """
    found = [
        (first, second, one.length, other.length, one.cover, other.cover, int(how))
        for block in _blocks(chosen)
        for first, second, overlap, how in _compared(block, read)
        for one, other in [(overlap.first_part, overlap.second_part)]
    ]
    columns: Iterable[Sequence[object]] = zip(*found, strict=True) if found else [()] * len(LIKENESS.names)
    return pa.table(list(map(pa.array, columns, LIKENESS.types)), schema=LIKENESS)


def _compared(
    block: Sequence[Pair], read: Callable[[Sequence[int]], Mapping[int, Wording]]
) -> Iterator[tuple[int, int, Overlap, Strength]]:
    known = read(sorted({number for pair in block for number in pair}))
    kept = [(one, other) for one, other in block if not known[one].is_equal(known[other])]
    contents = sorted({known[number].content for pair in kept for number in pair})
    at = {content: place for place, content in enumerate(contents)}
    holder = {known[number].content: number for pair in kept for number in pair}
    texts = compact(_read([known[holder[content]] for content in contents]))
    pairs = [(at[known[one].content], at[known[other].content]) for one, other in kept]
    found = {(overlap.first, overlap.second): overlap for overlap in overlaps(texts, sorted(set(pairs)))}
    checks = _Checks(known)
    for (one, other), pair in zip(kept, pairs, strict=True):
        how = checks.strength(one, other, found[pair])
        if how or is_part(found[pair]):
            yield one, other, found[pair], how


def _read(wordings: Sequence[Wording]) -> list[Hashes]:
    """The shingles of texts in reading order, without their furniture."""
    texts = [wording.words.text for wording in wordings]
    kept: list[Hashes] = []
    for start, end in batches(texts):
        batch = shingles(texts[start:end])
        kept.extend(
            _bare(batch.of(place), wordings[start + place].content.furniture) for place in range(end - start)
        )
    return kept


def _bare(text: Hashes, furniture: tuple[int, ...]) -> Hashes:
    if not furniture:
        return text
    is_kept = np.ones(len(text), np.bool_)
    for start, end in zip(furniture[::2], furniture[1::2], strict=True):
        is_kept[start:end] = False
    return text[is_kept]


def _blocks(chosen: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs in runs of few texts, those of one family together: bounds how many are held at once."""
    numbers = {number: place for place, number in enumerate(sorted({one for pair in chosen for one in pair}))}
    union = Union(len(numbers))
    for first, second in chosen:
        union.join(numbers[first], numbers[second])
    block: list[Pair] = []
    texts: set[int] = set()
    for pair in sorted(chosen, key=lambda pair: (union.find(numbers[pair[0]]), pair)):
        if len(texts) >= _TEXTS_AT_ONCE:
            yield block
            block, texts = [], set()
        block.append(pair)
        texts.update(pair)
    if block:
        yield block


class _Checks:
    """What is looked up only for pairs whose words already speak for a copy."""

    def __init__(self, known: Mapping[int, Wording]) -> None:
        self._known = known
        self._figures: defaultdict[int, frozenset[str]] = defaultdict(frozenset)

    def strength(self, one: int, other: int, overlap: Overlap) -> Strength:
        found = strength(overlap)
        if not found:
            return found
        if overlap.shorter.length < BRIEF and not self._is_same_brief(one, other, overlap.shorter.length):
            return Strength.NONE
        if gives_other_figures(self._figures_of(one), self._figures_of(other), found):
            return Strength.NONE
        return found

    def _is_same_brief(self, one: int, other: int, length: int) -> bool:
        first, second = (headline_words(self._known[number].words.title) for number in (one, other))
        return is_same_brief(length, first, second)

    def _figures_of(self, number: int) -> frozenset[str]:
        if number not in self._figures:
            self._figures[number] = figures(self._known[number].words.text)
        return self._figures[number]
