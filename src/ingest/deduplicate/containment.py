"""Exact two-way containment: which part of each text stands in the other, and where.

Where matters as much as how much. A copy begins as its original begins and goes on to where it
was cut; an embedded passage begins somewhere inside both. The positions separate the two even
where a scanner spoiled every tenth word (docs/families.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.signatures import Flags, Hashes

BRIDGE = 14
"""Steps of so many shingles or fewer are bridged: a wrong word breaks three, and bad scans have many."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """What one text shares with another, in its own shingles (furniture left out)."""

    length: int  # shingles of the text
    shared: int  # of them found in the other text
    start: (
        int  # place of the shared shingle behind the first twentieth of them: one stray match moves nothing
    )
    end: int  # place of the one before the last twentieth
    longest: int  # longest run of consecutive shared shingles
    passage: int  # most shared shingles that only short gaps divide: a passage, however badly it was scanned
    bridged: int  # shared shingles and the short gaps between them: a scanner's errors, a changed word

    @property
    def cover(self) -> float:
        """Share of the text that stands in the other, 0 to 1."""
        return self.shared / self.length if self.length else 0.0

    @property
    def head(self) -> int:
        """Shingles before the shared part, about: a dateline, a rewritten lead, or a story of its own."""
        return max(0, self.start - self.shared // 20)

    @property
    def lead(self) -> float:
        """Share of the text that stands before the shared part."""
        return self.start / self.length if self.length else 1.0

    @property
    def bridged_cover(self) -> float:
        """Share of the text that its author took over, changed words included, 0 to 1.

        Noise makes many short gaps, an author's own sentences between quotations make long ones.
        """
        return self.bridged / self.length if self.length else 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share: the part of the shorter and the part of the longer."""

    first: int
    second: int
    first_part: Part
    second_part: Part

    @property
    def shorter(self) -> Part:
        """The part of the text with fewer shingles; of equally long ones the same whichever comes first."""
        return min(
            self.first_part,
            self.second_part,
            key=lambda part: (part.length, part.shared, part.bridged, part.start, part.end),
        )

    @property
    def longer(self) -> Part:
        """The part of the other text."""
        return self.second_part if self.shorter is self.first_part else self.first_part


def compact(texts: Iterable[Hashes]) -> list[Numbers]:
    """The texts with every distinct shingle numbered from 0, so that a table can be indexed with them."""
    kept = list(texts)
    if not kept:
        return []
    _, numbers = np.unique(np.concatenate(kept), return_inverse=True)
    bounds = np.cumsum([len(text) for text in kept])[:-1]
    return list(np.split(numbers, bounds))


def overlaps(texts: Sequence[Numbers], pairs: Sequence[tuple[int, int]]) -> Iterator[Overlap]:
    """Compare pairs of texts; pairs sorted by their first text are quickest."""
    size = max((int(text.max()) + 1 for text in texts if len(text)), default=0)
    in_first, in_second = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    marked = -1
    for first, second in pairs:
        if first != marked:
            if marked >= 0:
                in_first[texts[marked]] = False
            in_first[texts[first]] = True
            marked = first
        in_second[texts[second]] = True
        yield Overlap(first, second, _part(in_second[texts[first]]), _part(in_first[texts[second]]))
        in_second[texts[second]] = False


def _part(shared: Flags) -> Part:
    places = shared.nonzero()[0]
    count = len(places)
    if not count:
        return Part(len(shared), 0, 0, 0, 0, 0, 0)
    margin = count // 20
    steps = places[1:] - places[:-1]
    breaks = (steps != 1).nonzero()[0]
    gaps = steps[breaks]
    return Part(
        length=len(shared),
        shared=count,
        start=int(places[margin]),
        end=int(places[count - 1 - margin]) + 1,
        longest=_longest(breaks, count),
        passage=_longest(breaks[gaps > BRIDGE], count),
        bridged=count + int((gaps[gaps <= BRIDGE] - 1).sum()),
    )


def _longest(breaks: Numbers, count: int) -> int:
    """The most of `count` items between two breaks; a break stands behind the item of its number."""
    return int(np.diff(breaks, prepend=-1, append=count - 1).max())
