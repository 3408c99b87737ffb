"""Connected components, named by their smallest member, so that no order of the edges shows."""

from collections.abc import Iterable, Sequence


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
