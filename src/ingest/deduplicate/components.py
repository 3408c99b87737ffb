"""Connected components, named by their smallest member, so that no order of the edges shows."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Union:
    """Sets of numbers that only ever merge; each is named by its smallest number."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, item: int) -> int:
        """The name of the set that holds an item."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, first: int, second: int) -> int:
        """Make the sets of two items one; its name."""
        first, second = sorted((self.find(first), self.find(second)))
        self._parent[second] = first
        return first


def components(count: int, edges: Iterable[tuple[int, int]], items: Sequence[int]) -> list[int]:
    """For each item the smallest number that edges connect it with.

    >>> components(5, [(3, 1), (4, 3)], [4, 0, 1])
    [1, 0, 1]
    """
    union = Union(count)
    for first, second in edges:
        union.join(first, second)
    return [union.find(item) for item in items]


def connected(count: int, first: Numbers, second: Numbers) -> Numbers:
    """For each number below `count` the smallest that pairs connect it with, by whole columns.

    >>> connected(5, np.array([3, 4]), np.array([1, 3])).tolist()
    [0, 1, 2, 1, 1]
    """
    name = np.arange(count)
    while True:
        low = np.minimum(name[first], name[second])
        before = name.copy()
        np.minimum.at(name, before[first], low)
        np.minimum.at(name, before[second], low)
        name = name[name]
        if np.array_equal(name, before):
            return name
