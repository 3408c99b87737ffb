"""Families: what joining edges connect, with a guard against chains.

One false edge between two large families costs more than a hundred missed ones (measured:
13 points of ARI). So two clusters become one only where at least two articles of each side
show it, and a faint edge counts only where a second article of the family confirms it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.components import Union
from ingest.deduplicate.edges import Strength

_CLUSTER = 3  # articles of a cluster from which on one edge is not enough
_CONFIRMED = 2


class JoiningEdge(NamedTuple):
    """Two articles that are copies, or versions, of one text; orders from the surest to the faintest."""

    doubt: float  # strength and cover turned round, so that the surest sorts first
    first: int
    second: int

    @property
    def is_faint(self) -> bool:
        """Whether it needs another edge beside it."""
        return self.doubt >= float(Strength.STRONG - Strength.FAINT)


def doubts(strength: NDArray[np.int8], cover: NDArray[np.float64]) -> NDArray[np.float64]:
    """How little sure edges are, by their strengths and the shares of the shorter texts that were found."""
    doubt: NDArray[np.float64] = (Strength.STRONG - strength) + (1.0 - cover) / 2
    return doubt


def families(count: int, certain: Iterable[tuple[int, int]], edges: Iterable[JoiningEdge]) -> list[int]:
    """For each article the number of its family: the smallest of its members.

    The result is a function of the set of edges: they are taken in their own order, surest first,
    and those refused are offered again until nothing changes.

    Args:
        count: articles are numbered from 0.
        certain: pairs that need no confirmation: versions of one article, equal texts.
        edges: pairs whose texts overlap.
    """
    twins = Union(count)
    for first, second in certain:
        twins.join(twins.find(first), twins.find(second))
    clusters = _Clusters(count, [twins.find(item) for item in range(count)])
    waiting = sorted(set(edges))
    clusters.know(waiting)
    while True:
        refused = [edge for edge in waiting if not clusters.offer(edge)]
        if len(refused) == len(waiting):
            return clusters.names()
        waiting = refused


class _Clusters:
    """Clusters that grow by confirmed edges; articles of equal texts are together from the start."""

    def __init__(self, count: int, text: Sequence[int]) -> None:
        self._union = Union(count)
        self._members: dict[int, list[int]] = {}
        self._linked: defaultdict[int, set[int]] = defaultdict(set)  # texts that an edge connects
        self._text = text  # of each article: equal texts are compared with others once, and count each
        self._count = count
        for article, first in enumerate(text):
            self.merge(article, first)

    def know(self, edges: Sequence[JoiningEdge]) -> None:
        for edge in edges:
            first, second = self._text[edge.first], self._text[edge.second]
            self._linked[first].add(second)
            self._linked[second].add(first)

    def offer(self, edge: JoiningEdge) -> bool:
        """Merge by an edge if it is confirmed; whether its ends are together now."""
        one, other = self._union.find(edge.first), self._union.find(edge.second)
        if one == other:
            return True
        if not self._is_confirmed(one, other, is_faint=edge.is_faint):
            return False
        self.merge(edge.first, edge.second)
        return True

    def merge(self, first: int, second: int) -> None:
        one, other = self._union.find(first), self._union.find(second)
        if one != other:
            members = self._of(one) + self._of(other)
            self._members.pop(one, None)
            self._members.pop(other, None)
            self._members[self._union.join(one, other)] = members

    def names(self) -> list[int]:
        return [self._union.find(item) for item in range(self._count)]

    def _of(self, name: int) -> list[int]:
        return self._members.get(name, [name])

    def _is_confirmed(self, one: int, other: int, *, is_faint: bool) -> bool:
        smaller, larger = sorted((self._of(one), self._of(other)), key=len)
        if not is_faint and len(smaller) < _CLUSTER:
            return True
        inside = {self._text[item] for item in larger}
        here = [item for item in smaller if self._linked[self._text[item]] & inside]
        shown = set().union(*(self._linked[self._text[item]] for item in here))
        there = [item for item in larger if self._text[item] in shown]
        return len(here) >= min(_CONFIRMED, len(smaller)) and len(there) >= _CONFIRMED
