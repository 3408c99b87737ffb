"""Which families tell one event: rules with their reasons. Where in doubt, two reports stay apart.

What two reports share counts by its rarity among the reports of the days around them, so "Parliament" says
little on a day of elections and much on another. A report joins a story where it is like half of it or more,
so that one report about two events does not chain them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import log, sqrt

from ingest.parsing.words import words
from ingest.records import identity
from ingest.stories.tellings import BODY, FIGURE, LAND, PERSON, PLACE, WORD, Telling

APART = 2
"""Days between two reports of one event."""

AROUND = 3
"""Days before and behind that say how rare a mark is."""

SPAN = 4
"""Days from the first report of a story to its last."""

LIKE = {2: 0.3, 3: 0.25}
"""Cosine of two reports from which on they tell one event, by the words that their headlines share."""

_FIGURES = 2  # that both texts give, where neither names a person, body or place that the other names
_FEWEST = 300  # reports around, at least, that rarity is counted among: a small press is part of a larger one
_COMMON = 10  # reports, or this many hundredths …
_COMMON_SHARE = 400  # … of those around: headline words that more of them have bring no two together
_WEIGHT = {PERSON: 1.0, BODY: 1.0, PLACE: 1.0, LAND: 0.5, FIGURE: 1.0, WORD: 1.0}

Mark = tuple[str, str]


@dataclass(slots=True)
class _Around:
    """The reports of the days around one."""

    reports: int = 0
    marks: Counter[Mark] = field(default_factory=Counter)

    def weight(self, mark: Mark) -> float:
        rarity = log(max(self.reports, _FEWEST) / max(1, self.marks[mark]))
        return _WEIGHT[mark[0]] * max(0.0, rarity)

    def is_common(self, mark: Mark) -> bool:
        return self.marks[mark] > max(_COMMON, self.reports // _COMMON_SHARE)


class Days:
    """Reports by day, and how rare each mark is around a day."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._by_day: defaultdict[int, list[Telling]] = defaultdict(list)
        for one in tellings:
            self._by_day[one.day].append(one)
        self._around: dict[int, _Around] = {}

    def likenesses(self) -> Iterator[tuple[float, Telling, Telling]]:
        """Pairs that tell one event, with how much they are alike."""
        for day in sorted(self._by_day):
            around = self._of(day)
            for one, other in self._meetings(day, around):
                shared = one.marks & other.marks
                least = LIKE.get(min(_headline_words(shared), max(LIKE)))
                if least is not None and _are_named(shared) and not _are_about_others(one, other):
                    likeness = _likeness(one, other, shared, around)
                    if likeness >= least:
                        yield likeness, one, other

    def _of(self, day: int) -> _Around:
        if day not in self._around:
            made = _Around()
            for near in range(day - AROUND, day + AROUND + 1):
                for one in self._by_day.get(near, ()):
                    made.reports += 1
                    made.marks.update(one.marks)
            self._around[day] = made
        return self._around[day]

    def _meetings(self, day: int, around: _Around) -> Iterator[tuple[Telling, Telling]]:
        """Pairs within a day, and of it with the days behind it, that share a headline word that is rare."""
        holders: defaultdict[Mark, list[Telling]] = defaultdict(list)
        near = [one for behind in range(day, day + APART + 1) for one in self._by_day.get(behind, ())]
        for one in near:
            for mark in one.marks:
                if mark[0] == WORD and not around.is_common(mark):
                    holders[mark].append(one)
        met: set[tuple[str, str]] = set()
        for listed in holders.values():
            for one in listed:
                for other in listed:
                    if one.day == day and (one.day, one.family_id) < (other.day, other.family_id):
                        pair = one.family_id, other.family_id
                        if pair not in met:
                            met.add(pair)
                            yield one, other


def _headline_words(shared: AbstractSet[Mark]) -> int:
    """How many words both headlines have; a body or place that both name ("Supreme Court") is one of them."""
    headline = _worded(shared)
    parts = [headline.intersection(words(name)) for kind, name in shared if kind in {BODY, PLACE}]
    return len(headline) - max((len(part) - 1 for part in parts if part), default=0)


def _are_about_others(one: Telling, other: Telling) -> bool:
    """Whether each headline names a person, a body or a place, and they name no such thing together."""
    ours, theirs = _in_headline(one), _in_headline(other)
    return ours.isdisjoint(theirs) and not {kind for kind, _ in ours}.isdisjoint({kind for kind, _ in theirs})


def _in_headline(side: Telling) -> frozenset[Mark]:
    headline = _worded(side.marks)
    named = (mark for mark in side.marks if mark[0] in {PERSON, BODY, PLACE})
    return frozenset(mark for mark in named if not headline.isdisjoint(words(mark[1])))


def _worded(marks: AbstractSet[Mark]) -> frozenset[str]:
    return frozenset(word for kind, word in marks if kind == WORD)


def _are_named(shared: AbstractSet[Mark]) -> bool:
    """Whether what both texts name can tell an event: one percentage does not."""
    kinds = Counter(kind for kind, _ in shared)
    return kinds[PERSON] + kinds[BODY] + kinds[PLACE] > 0 or kinds[FIGURE] >= _FIGURES


def _likeness(one: Telling, other: Telling, shared: AbstractSet[Mark], around: _Around) -> float:
    """Cosine of what two reports say, each mark by its rarity."""
    total = sum(around.weight(mark) ** 2 for mark in sorted(shared))
    sizes = [sum(around.weight(mark) ** 2 for mark in sorted(side.marks)) for side in (one, other)]
    return round(total / sqrt(sizes[0] * sizes[1]), 9) if total else 0.0


def components(edges: Iterable[tuple[float, Telling, Telling]]) -> Mapping[str, str]:
    """For each family with an edge, the smallest family that edges lead to."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for _, one, other in edges:
        low, high = sorted((find(one.family_id), find(other.family_id)))
        parent[high] = low
    return {name: find(name) for name in list(parent)}


def stories(edges: Sequence[tuple[float, Telling, Telling]]) -> dict[str, str]:
    """The story of each family that shares one.

    Edges are taken from the surest on, ties by the families' ids, so their order does not matter.
    """
    clusters = _Clusters(edges)
    for _, (first, second) in sorted((-likeness, _pair(one, other)) for likeness, one, other in edges):
        clusters.offer(first, second)
    return clusters.named()


def _pair(one: Telling, other: Telling) -> tuple[str, str]:
    return min(one.family_id, other.family_id), max(one.family_id, other.family_id)


class _Clusters:
    """Stories that grow by edges."""

    def __init__(self, edges: Iterable[tuple[float, Telling, Telling]]) -> None:
        self._members: dict[str, tuple[str, ...]] = {}  # by the family that leads a story
        self._leader: dict[str, str] = {}
        self._day: dict[str, int] = {}
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for _, one, other in edges:
            for side in (one, other):
                self._day[side.family_id] = side.day
                self._leader[side.family_id] = side.family_id
                self._members[side.family_id] = (side.family_id,)
            self._linked[one.family_id].add(other.family_id)
            self._linked[other.family_id].add(one.family_id)

    def offer(self, first: str, second: str) -> None:
        one, other = self._leader[first], self._leader[second]
        if one == other or not self._is_one(self._members[one], self._members[other]):
            return
        low, high = sorted((one, other))
        self._members[low] += self._members.pop(high)
        self._leader.update(dict.fromkeys(self._members[low], low))

    def _is_one(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether half of all pairs are alike, and all within a few days."""
        days = [self._day[name] for name in (*ours, *theirs)]
        alike = sum(len(self._linked[name].intersection(theirs)) for name in ours)
        return max(days) - min(days) < SPAN and 2 * alike >= len(ours) * len(theirs)

    def named(self) -> dict[str, str]:
        return {
            name: identity("story", min(members))
            for members in self._members.values()
            if len(members) > 1
            for name in members
        }
