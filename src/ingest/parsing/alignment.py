"""Two sequences aligned: which stretches of one stand, in the same order, in the other.

Runs of eight, three, then one item that each sequence holds once are laid beside each other
("patience diff": rare things first), the gaps between them likewise; a small gap gets the longest common
subsequence. A gap in which nothing is rare and that is too large for this counts as rewritten. The
cost is bounded by the length of both, whatever they hold.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Items = NDArray[np.int64]

_RUNS = (8, 3, 1)
_SMALL = 3_600  # product of the lengths up to which every pair of items is looked at
_PASSES = 24  # times that each item is looked at, on average, before the rest counts as rewritten
_FREE = 200_000
_THREAD = 3  # items of a match that hold nothing together where more is rewritten on both sides


class Block(NamedTuple):
    """A stretch that both sequences hold."""

    left: int
    right: int
    size: int


class _Gap(NamedTuple):
    """A stretch of each sequence that has not been compared yet."""

    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def size(self) -> int:
        return self.left_end - self.left + self.right_end - self.right


def alignment(left: Items, right: Items) -> list[Block]:
    """The stretches that both hold, in order; adjacent ones are one.

    >>> alignment(np.array([1, 2, 3, 9]), np.array([1, 2, 7, 8, 3, 9]))
    [Block(left=0, right=0, size=2), Block(left=2, right=4, size=2)]
    """
    found: list[Block] = []
    waiting = [_Gap(0, len(left), 0, len(right))]
    budget = _PASSES * (len(left) + len(right)) + _FREE
    while waiting:
        gap = waiting.pop()
        budget -= gap.size
        gap = _trimmed(left, right, gap, found)
        if gap.left == gap.left_end or gap.right == gap.right_end or budget < 0:
            continue
        anchors = _anchors(left, right, gap)
        found += anchors
        if anchors:
            waiting += _between(gap, anchors)
    return _threads(_merged(sorted(found)), len(left), len(right))


def _trimmed(left: Items, right: Items, gap: _Gap, found: list[Block]) -> _Gap:
    """The gap without what both begin and end with, which is found."""
    one, other = left[gap.left : gap.left_end], right[gap.right : gap.right_end]
    size = min(len(one), len(other))
    front = _alike(one[:size], other[:size])
    if front:
        found.append(Block(gap.left, gap.right, front))
    rest = size - front
    back = _alike(one[len(one) - rest :][::-1], other[len(other) - rest :][::-1])
    if back:
        found.append(Block(gap.left_end - back, gap.right_end - back, back))
    return _Gap(gap.left + front, gap.left_end - back, gap.right + front, gap.right_end - back)


def _alike(one: Items, other: Items) -> int:
    """How many items two sequences of one length begin with alike."""
    differs = one != other
    return int(differs.argmax()) if differs.any() else len(one)


def _anchors(left: Items, right: Items, gap: _Gap) -> list[Block]:
    one, other = left[gap.left : gap.left_end], right[gap.right : gap.right_end]
    if len(one) * len(other) <= _SMALL:
        places = _common(one.tolist(), other.tolist())
        return [Block(gap.left + at, gap.right + there, 1) for at, there in places]
    for run in _RUNS:
        places = _rare(one, other, run)
        if places:
            return _disjoint([Block(gap.left + at, gap.right + there, run) for at, there in places])
    return []


def _rare(one: Items, other: Items, run: int) -> list[tuple[int, int]]:
    """Where runs stand that each holds once, as many as stand in the same order in both."""
    if min(len(one), len(other)) < run:
        return []
    names, first = np.unique(np.concatenate((_rolled(one, run), _rolled(other, run))), return_inverse=True)
    split = len(one) - run + 1
    mine, theirs = first[:split], first[split:]
    count = [np.bincount(side, minlength=len(names)) for side in (mine, theirs)]
    is_rare = (count[0] == 1) & (count[1] == 1)
    place = np.empty(len(names), np.int64)
    place[theirs] = np.arange(len(theirs))
    at = np.flatnonzero(is_rare[mine])
    return _ascending(at.tolist(), place[mine[at]].tolist())


def _rolled(items: Items, run: int) -> Items:
    """A hash of each run of so many items."""
    count = len(items) - run + 1
    rolled = np.zeros(count, np.uint64)
    for step in range(run):
        rolled = (rolled ^ (rolled >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
        rolled += items[step : step + count].astype(np.uint64)
    return rolled.view(np.int64)


def _ascending(places: Sequence[int], values: Sequence[int]) -> list[tuple[int, int]]:
    """The longest ascending subsequence of some values, with their places."""
    tails: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(holders[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            holders.append(position)
        else:
            tails[at], holders[at] = value, position
    chain = []
    position = holders[-1] if holders else -1
    while position >= 0:
        chain.append((places[position], values[position]))
        position = before[position]
    return chain[::-1]


def _disjoint(blocks: Sequence[Block]) -> list[Block]:
    """Overlapping runs as stretches that do not overlap: one further item each, or none."""
    kept: list[Block] = []
    for block in blocks:
        over = 0
        if kept:
            last = kept[-1]
            over = max(0, last.left + last.size - block.left, last.right + last.size - block.right)
        if over < block.size:
            kept.append(Block(block.left + over, block.right + over, block.size - over))
    return kept


def _common(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """A longest common subsequence, by the table of all pairs."""
    width = len(other) + 1
    table = [[0] * width for _ in range(len(one) + 1)]
    for at in range(len(one) - 1, -1, -1):
        row, below, item = table[at], table[at + 1], one[at]
        for there in range(len(other) - 1, -1, -1):
            row[there] = below[there + 1] + 1 if item == other[there] else max(below[there], row[there + 1])
    places, at, there = [], 0, 0
    while at < len(one) and there < len(other):
        if one[at] == other[there]:
            places.append((at, there))
            at, there = at + 1, there + 1
        elif table[at + 1][there] >= table[at][there + 1]:
            at += 1
        else:
            there += 1
    return places


def _between(gap: _Gap, anchors: Sequence[Block]) -> list[_Gap]:
    """What lies before, between and behind some blocks; a small gap is compared to its end already."""
    if (gap.left_end - gap.left) * (gap.right_end - gap.right) <= _SMALL:
        return []
    gaps, left, right = [], gap.left, gap.right
    for block in (*anchors, Block(gap.left_end, gap.right_end, 0)):
        if block.left > left and block.right > right:
            gaps.append(_Gap(left, block.left, right, block.right))
        left, right = block.left + block.size, block.right + block.size
    return gaps


def _merged(blocks: Sequence[Block]) -> list[Block]:
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if last and (last.left + last.size, last.right + last.size) == (block.left, block.right):
            merged[-1] = Block(last.left, last.right, last.size + block.size)
        else:
            merged.append(block)
    return merged


def _threads(blocks: Sequence[Block], left: int, right: int) -> list[Block]:
    """Without chance matches: an "of the" between two rewritten passages holds nothing together."""
    kept: list[Block] = []
    end_left = end_right = 0
    for place, block in enumerate(blocks):
        after = blocks[place + 1] if place + 1 < len(blocks) else Block(left, right, 0)
        before = max(block.left - end_left, block.right - end_right)
        behind = max(after.left - block.left - block.size, after.right - block.right - block.size)
        if block.size > _THREAD or 2 * block.size > min(before, behind):
            kept.append(block)
            end_left, end_right = block.left + block.size, block.right + block.size
    return kept
