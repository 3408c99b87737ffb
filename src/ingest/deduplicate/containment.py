"""Exact two-way containment: which part of each text stands in the other, and where.

Where matters as much as how much. A copy begins as its original begins and goes on to where it
was cut; an embedded passage begins somewhere inside both. The positions separate the two even
where a scanner spoiled every tenth word (docs/families.md). All pairs of a block are compared by
whole columns: a pair costs a few microseconds and one look at each of its shingles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.signatures import Flags, Marks

BRIDGE = 14
"""Steps of so many shingles or fewer are bridged: a wrong word breaks three, and bad scans have many."""

_FLAGS_AT_ONCE = 1 << 20

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Parts:
    """What texts share with others, pair by pair, in their own shingles (furniture left out)."""

    length: Numbers  # shingles of the text
    shared: Numbers  # of them found in the other text
    start: Numbers  # place of the shared one behind the first twentieth of them: a stray match moves nothing
    end: Numbers  # behind the one before the last twentieth
    longest: Numbers  # longest run of consecutive shared shingles
    passage: Numbers  # most shared shingles that only short gaps divide: a passage, however badly scanned
    bridged: Numbers  # shared shingles and the short gaps between them: a scanner's errors, a changed word

    @cached_property
    def cover(self) -> Shares:
        """Share of the text that stands in the other, 0 to 1."""
        return self.shared / np.maximum(self.length, 1)

    @cached_property
    def head(self) -> Numbers:
        """Shingles before the shared part, about: a dateline, a rewritten lead, or a story of its own."""
        head: Numbers = np.maximum(0, self.start - self.shared // 20)
        return head

    @cached_property
    def lead(self) -> Shares:
        """Share of the text that stands before the shared part."""
        return np.where(self.length > 0, self.start / np.maximum(self.length, 1), 1.0)

    @cached_property
    def bridged_cover(self) -> Shares:
        """Share of the text that its author took over, changed words included, 0 to 1.

        Noise makes many short gaps, an author's own sentences between quotations make long ones.
        """
        return self.bridged / np.maximum(self.length, 1)

    def chosen(self, other: "Parts", is_own: Flags) -> "Parts":
        """Of each pair the own part where it is flagged, else the other's."""
        return Parts(
            *(np.where(is_own, getattr(self, one.name), getattr(other, one.name)) for one in fields(self))
        )

    def at(self, places: Numbers) -> "Parts":
        """Those of some pairs."""
        return Parts(*(getattr(self, one.name)[places] for one in fields(self)))


@dataclass(frozen=True)
class Overlaps:
    """What the texts of pairs share: the parts of the first texts and the parts of the second."""

    first: Parts
    second: Parts

    @cached_property
    def shorter(self) -> Parts:
        """The parts of the texts with fewer shingles; of equally long ones the same whichever comes first."""
        return self.first.chosen(self.second, self._is_first_shorter)

    @cached_property
    def longer(self) -> Parts:
        """The parts of the other texts."""
        return self.second.chosen(self.first, self._is_first_shorter)

    def at(self, places: Numbers) -> "Overlaps":
        """Those of some pairs."""
        return Overlaps(self.first.at(places), self.second.at(places))

    @cached_property
    def _is_first_shorter(self) -> Flags:
        less = np.ones(len(self.first.length), np.bool_)
        for name in ("end", "start", "bridged", "shared", "length"):
            one, other = getattr(self.first, name), getattr(self.second, name)
            less = (one < other) | ((one == other) & less)
        return less


@dataclass(frozen=True, slots=True)
class Numbered:
    """Texts with every distinct shingle numbered in the order of reading, so that a table can be indexed."""

    texts: Sequence["NDArray[np.int32]"]  # each with `size` behind its last shingle: it is in no other text
    size: int


def numbered(texts: Sequence[Marks]) -> Numbered:
    """Number the distinct shingles of texts; those of one passage get neighbouring numbers."""
    if not texts:
        return Numbered((), 0)
    counts = np.array([len(text) for text in texts])
    flat = np.concatenate(texts).astype(np.uint64)
    keys = np.sort(flat << np.uint64(32) | np.arange(len(flat), dtype=np.uint64))
    place = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    is_head = np.ones(len(keys), np.bool_)
    is_head[1:] = keys[1:] >> np.uint64(32) != keys[:-1] >> np.uint64(32)
    heads = place[is_head]
    is_new = np.zeros(len(flat), np.bool_)
    is_new[heads] = True
    numbers = np.cumsum(is_new)[heads] - 1
    at = np.arange(len(flat)) + np.repeat(np.arange(len(texts)), counts)
    out = np.full(len(flat) + len(texts), len(heads), np.int32)
    out[at[place]] = numbers[np.cumsum(is_head) - 1]
    return Numbered(np.split(out, np.cumsum(counts + 1)[:-1]), len(heads))


def overlaps(found: Numbered, first: Numbers, second: Numbers) -> Overlaps:
    """Compare pairs of texts, given by their places."""
    return Overlaps(_parts(found, second, first), _parts(found, first, second))


def _parts(found: Numbered, marking: Numbers, asked: Numbers) -> Parts:
    """The parts of the asked texts that stand in the marking ones, pair by pair."""
    order = np.lexsort((asked, marking))
    marking, asked = marking[order], asked[order]
    lengths = np.array([len(text) for text in found.texts], np.int64)[asked]
    columns = np.empty((len(fields(Parts)), len(order)), np.int64)
    starts = np.flatnonzero(np.diff(marking, prepend=-1))
    held = np.zeros(found.size + 1, np.bool_)
    for groups in _split_by_size(starts, lengths):
        within = slice(int(groups[0]), int(groups[-1]))
        flags = [
            _flagged(held, found.texts[marking[start]], [found.texts[text] for text in asked[start:end]])
            for start, end in pairwise(groups.tolist())
        ]
        columns[:, order[within]] = _measured(np.concatenate(flags), lengths[within])
    return Parts(*columns)


def _split_by_size(starts: Numbers, lengths: Numbers) -> Iterator[Numbers]:
    """Bounds of groups of pairs, so many together as have about a million shingles.

    Args:
        starts: the first pair of each group.
        lengths: shingles to look at of each pair.
    """
    bounds = np.append(starts, len(lengths))
    before = np.concatenate(([0], np.cumsum(lengths)))[starts]
    cuts = np.flatnonzero(np.diff(before // _FLAGS_AT_ONCE, prepend=-1))
    for first, last in pairwise([*cuts.tolist(), len(starts)]):
        yield bounds[first : last + 1]


def _flagged(held: Flags, marking: "NDArray[np.int32]", asked: Sequence["NDArray[np.int32]"]) -> Flags:
    """For each shingle of the asked texts whether the marking text holds it.

    Args:
        held: for each number of a shingle False; handed back so.
        marking: one text.
        asked: others.
    """
    marks = marking[:-1]
    held[marks] = True
    flags = held[np.concatenate(asked)]
    held[marks] = False
    return flags


def _measured(flags: Flags, lengths: Numbers) -> tuple[Numbers, ...]:
    """The columns of `Parts` out of the flags of texts, each with one that is never set behind it."""
    bounds = np.cumsum(lengths) - lengths
    edges = np.flatnonzero(flags[1:] != flags[:-1]) + 1
    if len(flags) and flags[0]:
        edges = np.concatenate(([0], edges))
    starts, ends = edges[::2], edges[1::2]
    runs = ends - starts
    owner = np.searchsorted(bounds, starts, side="right") - 1
    low, high = (np.searchsorted(owner, np.arange(len(lengths)), side=side) for side in ("left", "right"))
    before = np.concatenate(([0], np.cumsum(runs)))
    shared = before[high] - before[low]
    gaps = np.full(len(runs), BRIDGE)
    gaps[1:] = np.where(owner[1:] == owner[:-1], starts[1:] - ends[:-1], BRIDGE)
    is_far = gaps >= BRIDGE
    noise = np.concatenate(([0], np.cumsum(np.where(is_far, 0, gaps))))
    margin = shared // 20
    return (
        lengths - 1,
        shared,
        _place(before[low] + margin, starts, before, shared) - np.where(shared > 0, bounds, 0),
        _place(before[high] - 1 - margin, starts, before, shared) + (shared > 0) * (1 - bounds),
        _most(runs, low, high),
        _most(*_passages(runs, is_far, low, high)),
        shared + noise[high] - noise[low],
    )


def _place(rank: Numbers, starts: Numbers, before: Numbers, shared: Numbers) -> Numbers:
    """Where the shared shingle of a rank stands; 0 where a text shares none."""
    place = np.zeros(len(rank), np.int64)
    some = np.flatnonzero(shared > 0)
    run = np.searchsorted(before, rank[some], side="right") - 1
    place[some] = starts[run] + rank[some] - before[run]
    return place


def _passages(runs: Numbers, is_far: Flags, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Shared shingles of each passage, and which passages are of which text."""
    firsts = np.flatnonzero(is_far)
    sums = np.add.reduceat(runs, firsts) if len(firsts) else runs
    return sums, np.searchsorted(firsts, low), np.searchsorted(firsts, high)


def _most(values: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """The greatest of the values from `low` to before `high`; 0 where there are none."""
    most = np.zeros(len(low), np.int64)
    some = np.flatnonzero(high > low)
    if len(some):
        most[some] = np.maximum.reduceat(values, low[some])
    return most
