"""Candidate pairs: texts that share rare shingles, found by sorting the postings once.

The join is a sort and at most `ALL_PAIRS` shifted comparisons of one array, pure and without a
database. A shingle that many texts hold links each of
them only with the next few in order of time: a story in 500 papers is found at linear cost, and
turns of phrase stay cheap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ALL_PAIRS = 48
"""A shingle held by so many texts or fewer makes a pair of any two of them."""

WINDOW = 30.0
"""Days between two texts beyond which one is no candidate for the other."""

_NEIGHBOURS = 3  # texts behind it with which a text is paired by a shingle of more than ALL_PAIRS texts
_PAIRS_AT_ONCE = 8_000_000  # bounds memory: 64 MB of keys before they are counted

_POSTINGS_AT_ONCE = 8_000_000  # sorted together: about 300 MB

Positions = NDArray[np.int64]
Keys = NDArray[np.uint64]
Marks = NDArray[np.uint32] | NDArray[np.uint64]
"""Shingles of one text, each once."""


class _Postings(NamedTuple):
    """Texts sorted by shingle and day; where each shingle of two or more texts starts, how many hold it."""

    owners: NDArray[np.int32]
    starts: Positions
    sizes: Positions


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of positions with the number of sampled shingles that both hold; `first < second`."""

    first: Positions
    second: Positions
    shared: Positions


def candidate_pairs(samples: Sequence[Marks], days: NDArray[np.float64], window: float = WINDOW) -> Pairs:
    """All pairs of texts that share a sampled shingle.

    Args:
        samples: the sampled shingles of each text, each once; positions must be a canonical order.
        days: when each text appeared, in days since any day; NaN where unknown (near to everything).
        window: days beyond which two texts are not paired.
    """
    keys, counts = np.empty(0, np.uint64), np.empty(0, np.int64)
    waiting: list[Keys] = []
    for postings in _parts(samples, days):
        for found in _shared_places(postings, days, window):
            waiting.append(found)
            if sum(map(len, waiting)) > _PAIRS_AT_ONCE:
                keys, counts = _counted(keys, counts, waiting)
                waiting = []
    keys, counts = _counted(keys, counts, waiting)
    return Pairs(
        first=(keys >> np.uint64(32)).astype(np.int64),
        second=(keys & np.uint64(0xFFFFFFFF)).astype(np.int64),
        shared=counts,
    )


def _shared_places(postings: _Postings, days: NDArray[np.float64], window: float) -> Iterator[Keys]:
    """Keys of pairs (first position in the high half), once for each shingle that the two share."""
    owners, starts, sizes = postings.owners, postings.starts, postings.sizes
    widest = int(min(sizes.max(initial=0), ALL_PAIRS))
    for step in range(1, widest):
        reach = np.where(sizes <= ALL_PAIRS, sizes, _NEIGHBOURS + 1)
        counts = np.where(reach > step, sizes - step, 0)
        if not counts.any():
            break
        ends = np.cumsum(counts)
        places = np.arange(ends[-1]) - np.repeat(ends - counts, counts) + np.repeat(starts, counts)
        one, other = owners[places], owners[places + step]
        near = ~(np.abs(days[one] - days[other]) > window)
        one, other = one[near], other[near]
        low, high = np.minimum(one, other), np.maximum(one, other)
        yield (low.astype(np.uint64) << np.uint64(32)) | high.astype(np.uint64)


def _parts(samples: Sequence[Marks], days: NDArray[np.float64]) -> Iterator[_Postings]:
    """All postings, some millions at a time: every posting of a shingle is in one part."""
    by_day = np.argsort(days, kind="stable")
    marks = np.concatenate([samples[position] for position in by_day] or [np.empty(0, np.uint64)])
    owners = np.repeat(by_day.astype(np.int32), [len(samples[position]) for position in by_day])
    parts = len(marks) // _POSTINGS_AT_ONCE + 1
    bounds = np.sort(marks[:: max(1, len(marks) // 100_000)])[:: max(1, 100_000 // parts)][1:]
    lower: np.unsignedinteger | None = None
    for upper in (*bounds, None):
        inside = np.ones(len(marks), np.bool_) if lower is None else marks >= lower
        if upper is not None:
            inside &= marks < upper
        yield _sorted(marks[inside], owners[inside])
        lower = upper


def _sorted(marks: Marks, owners: NDArray[np.int32]) -> _Postings:
    order = np.argsort(marks, kind="stable")
    marks = marks[order]
    is_first = np.ones(len(marks), np.bool_)
    is_first[1:] = marks[1:] != marks[:-1]
    starts = np.flatnonzero(is_first)
    sizes = np.diff(np.append(starts, len(marks)))
    several = sizes > 1
    return _Postings(owners[order], starts[several], sizes[several])


def _counted(keys: Keys, counts: Positions, more: Sequence[Keys]) -> tuple[Keys, Positions]:
    if not more:
        return keys, counts
    new_keys, new_counts = np.unique(np.concatenate(more), return_counts=True)
    merged, places = np.unique(np.concatenate((keys, new_keys)), return_inverse=True)
    sums = np.bincount(places, np.concatenate((counts, new_counts)), len(merged))
    return merged, sums.astype(np.int64)
