"""From candidate pairs to likenesses: texts are compared, each pair of contents once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ingest.deduplicate.components import connected
from ingest.deduplicate.containment import Overlaps, numbered, overlaps
from ingest.deduplicate.edges import (
    BRIEF,
    FIGURES,
    OWN_COVER,
    Strength,
    are_parts,
    gives_other_figures,
    headline_words,
    is_same_brief,
    strengths,
)
from ingest.deduplicate.index import Numbers, Reading
from ingest.deduplicate.signatures import WIDTH, distinct, hashed

_TEXTS_AT_ONCE = 400  # whose shingles are compared together, about: ten megabytes


class Likeness(NamedTuple):
    """Two texts that share more than turns of phrase: the share of each that stands in the other."""

    first: int
    second: int
    first_length: int  # shingles, furniture left out
    second_length: int
    first_cover: float
    second_cover: float
    strength: int


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
        joins: NDArray[np.bool_] = self.strength > 0
        return joins

    @property
    def strength(self) -> NDArray[np.int8]:
        """How surely each shows a copy."""
        strength: NDArray[np.int8] = self._rest[-1]
        return strength

    @property
    def shorter_cover(self) -> NDArray[np.float64]:
        """The share of the shorter text that stands in the longer."""
        first_length, second_length, first, second, _ = self._rest
        shorter: NDArray[np.float64] = np.where(first_length < second_length, first, second)
        return np.where(first_length == second_length, np.maximum(first, second), shorter)

    def at(self, places: NDArray[np.int64]) -> Iterator[Likeness]:
        """Some of them, in the order of `places`."""
        columns = [column[places].tolist() for column in (self.first, self.second, *self._rest)]
        for first, second, first_length, second_length, first_cover, second_cover, how in zip(
            *columns, strict=True
        ):
            yield Likeness(first, second, first_length, second_length, first_cover, second_cover, how)


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

    title: str
    reading: Reading
    content: Content
    headline: int | None  # see `headline_mark`


class Library(Protocol):
    """The texts with their headlines, wherever they lie."""

    def read(self, numbers: Sequence[int]) -> list[Words]:
        """Some texts by their numbers in the index; a missing one is empty."""


def headline_mark(length: int, title: str) -> int | None:
    """What must be equal, beside the words, where texts are equal: nothing (0), or the words of the headline.

    A notice ("this story has been withdrawn") stands word for word at many addresses, so briefs need
    the same headline as well; None for a brief that has none, and for a text of one or two words, which are
    equal to no other.
    """
    if length >= BRIEF:
        return 0
    words = headline_words(title)
    return hashed(" ".join(sorted(words))) if words and length else None


def likenesses(
    first: Numbers, second: Numbers, read: Callable[[Sequence[int]], Mapping[int, Wording]]
) -> pa.Table:
    """What the texts of some pairs share, where it is more than turns of phrase.

    Texts that are equal word for word are left out: they need no comparison.

    Args:
        first: numbers of texts.
        second: the number of the other text of each pair.
        read: the texts of some numbers.
    """
    blocks = [_compared(first[block], second[block], read) for block in _blocks(first, second)]
    return pa.concat_tables([LIKENESS.empty_table(), *blocks])


def _compared(
    first: Numbers, second: Numbers, read: Callable[[Sequence[int]], Mapping[int, Wording]]
) -> pa.Table:
    numbers = np.unique(np.concatenate((first, second)))
    texts = list(read(numbers.tolist()).values())
    one, other = np.searchsorted(numbers, first), np.searchsorted(numbers, second)
    words = _named([(text.content[:2], text.headline) if text.headline is not None else at
                    for at, text in enumerate(texts)])  # fmt: skip
    kept = np.flatnonzero(words[one] != words[other])
    one, other = one[kept], other[kept]
    contents = _named([(text.content, text.reading.quoted.tobytes()) for text in texts])
    holder = np.zeros(len(texts), np.int64)
    holder[contents] = np.arange(len(texts))
    bare = [_bare(texts[at]) for at in holder[: int(contents.max(initial=-1)) + 1].tolist()]
    pairs, place = np.unique(np.stack((contents[one], contents[other])), axis=1, return_inverse=True)
    found = overlaps(numbered([text.shingles for text in bare]), pairs[0], pairs[1])
    how = _Checks(found, pairs, bare).strengths()[place]
    _check_briefs(how, texts, one, other, found.shorter.length[place])
    shown = np.flatnonzero((how > 0) | are_parts(found)[place])
    return _table(first[kept][shown], second[kept][shown], found.at(place[shown]), how[shown])


def own_cover(one: Reading, other: Reading) -> float:
    """The share of the shorter text that stands in the other, without what either has within quotation marks.

    One paper quotes a statement, another prints it whole without marks. Of two equally long texts the lesser.
    """
    length = min(len(one.shingles), len(other.shingles))
    quoted = np.concatenate([text.shingles[_is_quoted(text)] for text in (one, other)])
    covers = []
    for text, beside in ((one, other), (other, one)):
        if len(text.shingles) == length:
            own = text.shingles[~np.isin(text.shingles, quoted)]
            covers.append(int(np.isin(own, beside.shingles).sum()) / max(1, len(own)))
    return min(covers)


def _is_quoted(text: Reading) -> NDArray[np.bool_]:
    """For each shingle whether it stands within quotation marks."""
    steps = np.zeros(len(text.shingles) + 1, np.int64)
    np.add.at(steps, text.quoted[::2], 1)
    np.add.at(steps, text.quoted[1::2], -1)
    inside: NDArray[np.bool_] = np.cumsum(steps[:-1]) > 0
    return inside


def _named(keys: Sequence[object]) -> Numbers:
    """For each key a number from 0, the same for equal ones."""
    known: dict[object, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], np.int64)


def _table(first: Numbers, second: Numbers, found: Overlaps, how: "NDArray[np.int8]") -> pa.Table:
    one, other = found.first, found.second
    columns: Sequence[NDArray[Any]] = (first, second, one.length, other.length, one.cover, other.cover, how)
    arrays = [pa.array(values).cast(kind) for values, kind in zip(columns, LIKENESS.types, strict=True)]
    return pa.table(arrays, schema=LIKENESS)


def _bare(wording: Wording) -> Reading:
    """A text without its furniture."""
    reading, furniture = wording.reading, wording.content.furniture
    if not furniture:
        return reading
    is_kept = np.ones(len(reading.shingles) + WIDTH, np.bool_)
    for start, end in zip(furniture[::2], furniture[1::2], strict=True):
        is_kept[start:end] = False
    before = np.concatenate(([0], np.cumsum(is_kept)))
    figures = is_kept[reading.places]
    return Reading(
        reading.shingles[is_kept[: len(reading.shingles)]],
        before[reading.places[figures]],
        reading.figures[figures],
        before[reading.quoted],
    )


def _blocks(first: Numbers, second: Numbers) -> Iterator[Numbers]:
    """The pairs in runs of some hundred texts, those that hang together in one: the cache holds them."""
    numbers = distinct(np.concatenate((first, second)))
    one, other = np.searchsorted(numbers, first), np.searchsorted(numbers, second)
    name = connected(len(numbers), one, other)
    order = np.lexsort((second, first, name[one]))
    sizes = np.bincount(name, minlength=len(numbers))
    texts = np.cumsum(np.where(sizes > 0, sizes, 0))[name[one[order]]]
    block = texts // _TEXTS_AT_ONCE
    yield from np.split(order, np.flatnonzero(np.diff(block)) + 1) if len(order) else ()


class _Checks:
    """What is looked up only for pairs whose words already speak for a copy."""

    def __init__(self, found: Overlaps, pairs: Numbers, texts: Sequence[Reading]) -> None:
        self._found = found
        self._pairs = pairs
        self._texts = texts

    def strengths(self) -> NDArray[np.int8]:
        """How sure each pair is, its figures considered."""
        how = strengths(self._found)
        fewer, spoiled = np.minimum(*(self._counted(side) for side in (0, 1))), self._spoiled()
        doubtful = np.flatnonzero((how > 0) & (fewer >= FIGURES) & (2 * spoiled > fewer))
        for at in doubtful.tolist():
            one, other = self._figures(at, 0), self._figures(at, 1)
            if gives_other_figures(one, other, int(how[at])):
                how[at] = Strength.NONE
        self._ask_for_another(how)
        return how

    def _ask_for_another(self, how: "NDArray[np.int8]") -> None:
        """Leave it to a second article of the family where little is shared but what both quote."""
        quoted = np.array([int((one.quoted[1::2] - one.quoted[::2]).sum()) for one in self._texts], np.int64)
        shared, length = self._found.shorter.shared, self._found.shorter.length
        at_most = np.minimum(quoted[self._pairs].sum(axis=0), shared)
        doubtful = (how > Strength.FAINT) & (shared - at_most < OWN_COVER * (length - at_most))
        for at in np.flatnonzero(doubtful).tolist():
            if own_cover(*(self._texts[number] for number in self._pairs[:, at])) < OWN_COVER:
                how[at] = Strength.FAINT

    def _counted(self, side: int) -> Numbers:
        """How many figures each text of a pair has; not all of them stand in what it shares."""
        counts = np.array([len(text.figures) for text in self._texts], np.int64)
        counted: Numbers = counts[self._pairs[side]]
        return counted

    def _spoiled(self) -> Numbers:
        """Shingles of each pair that are not shared within what is: where few are, few figures differ."""
        parts = (self._found.first, self._found.second)
        one, other = (part.end - part.start - part.shared for part in parts)
        spoiled: Numbers = np.maximum(one, other)
        return spoiled

    def _figures(self, at: int, side: int) -> frozenset[int]:
        """The figures among the words that a text shares with the other of a pair."""
        text = self._texts[self._pairs[side][at]]
        part = (self._found.first, self._found.second)[side]
        within = slice(*np.searchsorted(text.places, (part.start[at], part.end[at] + WIDTH - 1)))
        return frozenset(text.figures[within].tolist())


def _check_briefs(
    how: "NDArray[np.int8]", texts: Sequence[Wording], one: Numbers, other: Numbers, length: Numbers
) -> None:
    """Take back what only the words of briefs speak for, where their headlines differ."""
    for at in np.flatnonzero((how > 0) & (length < BRIEF)).tolist():
        titles = (headline_words(texts[number[at]].title) for number in (one, other))
        if not is_same_brief(int(length[at]), *titles):
            how[at] = Strength.NONE
