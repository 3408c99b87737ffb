"""From the index to the overlaps that mean something: equal texts, joining edges, parts taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.candidates import Pairs, candidate_pairs
from ingest.deduplicate.components import Union
from ingest.deduplicate.containment import Overlap, compact, overlaps
from ingest.deduplicate.corpus import Corpus
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
from ingest.deduplicate.index import Signature, read_shingles

_LIKENESS = np.dtype(
    [
        ("first", np.int32), ("second", np.int32), ("first_length", np.int32), ("second_length", np.int32),
        ("first_cover", np.float64), ("second_cover", np.float64), ("strength", np.int8),
    ]
)  # fmt: skip
_TEXTS_AT_ONCE = 4_000  # whose shingles are compared together: about 100 MB
_SHARED = 2  # sampled shingles; one is a turn of phrase
_SHARE = 0.05  # estimated share of the shorter text below which no rule speaks of a copy …
_PASSAGE = 4  # … unless so many sampled shingles are shared: two or three sentences inside a long text


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
        return self.first_cover if self.first_length <= self.second_length else self.second_cover


class Likenesses:
    """Many likenesses as columns: 33 bytes each, millions fit in memory."""

    def __init__(self, found: Iterable[Likeness]) -> None:
        self._rows = np.fromiter(found, dtype=_LIKENESS)

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def first(self) -> NDArray[np.int32]:
        """Position of one text of each pair."""
        column: NDArray[np.int32] = self._rows["first"]
        return column

    @property
    def second(self) -> NDArray[np.int32]:
        """Position of the other."""
        column: NDArray[np.int32] = self._rows["second"]
        return column

    @property
    def joins(self) -> NDArray[np.bool_]:
        """Whether each shows a copy, surely or perhaps."""
        joins: NDArray[np.bool_] = self._rows["strength"] > 0
        return joins

    def at(self, places: NDArray[np.int64]) -> Iterator[Likeness]:
        """Some of them, in the order of `places`."""
        for line in self._rows[places].tolist():
            first, second, first_length, second_length, first_cover, second_cover, how = line
            yield Likeness(
                first, second, first_length, second_length, first_cover, second_cover, Strength(how)
            )


@dataclass(frozen=True)
class Comparison:
    """All that the texts of a corpus have in common."""

    equal: tuple[tuple[int, int], ...]  # positions of texts with the same words
    likenesses: Likenesses

    @cached_property
    def twin(self) -> dict[int, int]:
        """For each text that is equal to an earlier one, that one."""
        return {second: first for first, second in self.equal}


def compare(corpus: Corpus, index: list[Signature]) -> Comparison:
    """Compare all texts of a corpus; texts with the same words are compared with others once."""
    equal = _equal(corpus, index)
    twins = {second for _, second in equal}
    single = [position for position in range(len(index)) if position not in twins]
    days = corpus.days[single] if single else np.empty(0)
    pairs = candidate_pairs([index[position].sample for position in single], days)
    chosen = [(single[one], single[other]) for one, other in _worth_reading(pairs, single, index)]
    return Comparison(equal=tuple(equal), likenesses=Likenesses(_likenesses(corpus, index, chosen)))


def _equal(corpus: Corpus, index: list[Signature]) -> list[tuple[int, int]]:
    """Texts with the same words, each with the first of them; briefs need the same headline as well.

    A notice ("this story has been withdrawn") stands word for word at many addresses.
    """
    firsts: dict[tuple[object, ...], int] = {}
    equal = []
    for position, signature in enumerate(index):
        mark: tuple[object, ...] = (signature.fingerprint, signature.length)
        if signature.length < BRIEF:
            headline = headline_words(corpus.rows[position].title)
            if not headline:
                continue
            mark = (*mark, headline)
        first = firsts.setdefault(mark, position)
        if first != position:
            equal.append((first, position))
    return equal


def _worth_reading(pairs: Pairs, single: list[int], index: list[Signature]) -> list[tuple[int, int]]:
    full = np.array([len(index[position].sample) for position in single], np.int64)
    thin = np.array([index[position].thin for position in single], np.int64)
    is_whole = np.array([index[position].is_whole for position in single], np.bool_)
    both = is_whole[pairs.first] & is_whole[pairs.second] if len(full) else np.empty(0, np.bool_)
    sizes = np.where(
        both,
        np.minimum(full[pairs.first], full[pairs.second]),
        np.minimum(thin[pairs.first], thin[pairs.second]),
    )
    kept = (pairs.shared >= _PASSAGE) | ((pairs.shared >= _SHARED) & (pairs.shared >= _SHARE * sizes))
    return list(zip(pairs.first[kept].tolist(), pairs.second[kept].tolist(), strict=True))


def _likenesses(corpus: Corpus, index: list[Signature], chosen: list[tuple[int, int]]) -> Iterator[Likeness]:
    checks = _Checks(corpus)
    for block in _blocks(chosen):
        needed = sorted({position for pair in block for position in pair})
        at = {position: place for place, position in enumerate(needed)}
        texts = compact(read_shingles(corpus, needed, index))
        for overlap in overlaps(texts, [(at[one], at[other]) for one, other in block]):
            one, other = needed[overlap.first], needed[overlap.second]
            found = checks.strength(one, other, overlap)
            if found or is_part(overlap):
                first, second = overlap.first_part, overlap.second_part
                yield Likeness(one, other, first.length, second.length, first.cover, second.cover, found)


def _blocks(chosen: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The pairs in runs of few texts, those of one family together: bounds how many are held at once."""
    union = Union(max((second for _, second in chosen), default=-1) + 1)
    for first, second in chosen:
        union.join(first, second)
    block: list[tuple[int, int]] = []
    texts: set[int] = set()
    for pair in sorted(chosen, key=lambda pair: (union.find(pair[0]), pair)):
        if len(texts) >= _TEXTS_AT_ONCE:
            yield block
            block, texts = [], set()
        block.append(pair)
        texts.update(pair)
    if block:
        yield block


class _Checks:
    """What is looked up only for pairs whose words already speak for a copy."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
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
        first, second = (headline_words(self._corpus.rows[position].title) for position in (one, other))
        return is_same_brief(length, first, second)

    def _figures_of(self, position: int) -> frozenset[str]:
        if position not in self._figures:
            self._figures[position] = figures(self._corpus.read([position])[0])
        return self._figures[position]
