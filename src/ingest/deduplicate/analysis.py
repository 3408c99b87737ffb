"""The whole method in its order: index, compare, join, place; a function of the set of articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.articles import Articles, articles, certain_pairs, member
from ingest.deduplicate.comparison import Comparison
from ingest.deduplicate.components import connected
from ingest.deduplicate.corpus import Corpus
from ingest.deduplicate.families import JoiningEdge, doubts, families
from ingest.deduplicate.lineage import Covers, Member, Place, cover, places
from ingest.deduplicate.pairs import Likenesses
from ingest.deduplicate.signals import Signal, signals
from ingest.records import FamilyMember, LineageSignal, identity

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the texts of a table have in common, and which articles that makes one family."""

    read: Corpus
    comparison: Comparison
    known: Articles
    family: Numbers  # of each article: the smallest number of its members

    def members(self) -> Iterator[tuple[FamilyMember, ...]]:
        """Family by family the place of each of its articles."""
        for members, placed, covers in self._families():
            yield tuple(_family_members(members, placed, covers, self.known.ids))

    def signals(self) -> Iterator[LineageSignal]:
        """All that speaks for the parent of each article, family by family."""
        for members, placed, covers in self._families():
            for one, told in signals(members, placed, covers):
                yield from _told(self.known.ids, one, told)

    def _families(self) -> Iterator[tuple[Sequence[Member], Mapping[int, Place], Covers]]:
        inside = self._rows_inside()
        for numbers in _runs(self.family):
            covers = _covers(self.comparison, inside.get(int(numbers[0])))
            members = [member(number, self.read, self.known, self.comparison) for number in numbers.tolist()]
            yield members, places(members, covers), covers

    def _rows_inside(self) -> dict[int, Numbers]:
        """By family, the likenesses between its members."""
        number = np.array(self.known.number, np.int64)
        found = self.comparison.likenesses
        first, second = self.family[number[found.first]], self.family[number[found.second]]
        rows = np.flatnonzero(first == second)
        return {int(first[run[0]]): run for run in (rows[at] for at in _runs(first[rows]))}


def analysed(read: Corpus, comparison: Comparison) -> Analysis:
    """Join the articles of a corpus to families."""
    known = articles(read)
    return Analysis(read, comparison, known, _joined(read, known, comparison))


def _joined(read: Corpus, known: Articles, comparison: Comparison) -> Numbers:
    """The family of each article, decided within each connected component by itself."""
    count = len(known.ids)
    certain = np.array(list(certain_pairs(read, known, comparison)), np.int64).reshape(-1, 2).T
    edges, doubt = _edges(np.array(known.number, np.int64), comparison.likenesses)
    component = connected(count, *np.concatenate((certain, edges), axis=1))
    family = component.copy()
    order = np.argsort(component, kind="stable")
    place = np.zeros(count, np.int64)
    place[order] = np.arange(count) - np.searchsorted(component[order], component[order])
    certain_of, edges_of = _by_name(component[certain[0]]), _by_name(component[edges[0]])
    twins, ends = place[certain], place[edges]
    for numbers in _runs(component):
        if len(numbers) > 1:
            name = int(numbers[0])
            rows = edges_of(name)
            pairs = twins[:, certain_of(name)].T.tolist()
            joining = map(JoiningEdge, doubt[rows].tolist(), *ends[:, rows].tolist())
            family[numbers] = numbers[families(len(numbers), pairs, joining)]
    return family


def _edges(number: Numbers, found: Likenesses) -> tuple[Numbers, NDArray[np.float64]]:
    """Pairs of articles of which one text is a copy of the other's, the smaller first; how doubtful each is.

    Args:
        number: of the article of each text.
        found: between texts.
    """
    rows = np.flatnonzero(found.joins)
    ends = np.sort(np.stack((number[found.first[rows]], number[found.second[rows]])), axis=0)
    apart = ends[0] != ends[1]
    doubt = doubts(found.strength[rows], found.shorter_cover[rows])
    return ends[:, apart], doubt[apart]


def _runs(names: Numbers) -> Iterator[Numbers]:
    """The places of each name, in order; names in ascending order."""
    order = np.argsort(names, kind="stable")
    bounds = np.flatnonzero(np.diff(names[order])) + 1
    return iter(np.split(order, bounds)) if len(order) else iter(())


def _by_name(names: Numbers) -> Callable[[int], Numbers]:
    """A look-up of the places of a name; empty where it has none."""
    known = {int(names[run[0]]): run for run in _runs(names)}
    nothing = np.empty(0, np.int64)
    return lambda name: known.get(name, nothing)


def _covers(comparison: Comparison, rows: Numbers | None) -> Covers:
    """The share of each text that stands in another."""
    covers: dict[tuple[int, int], float] = {}
    for likeness in () if rows is None else comparison.likenesses.at(rows):
        covers[likeness.first, likeness.second] = likeness.first_cover
        covers[likeness.second, likeness.first] = likeness.second_cover
    return covers


def _told(ids: Sequence[str], one: Member, found: Sequence[Signal]) -> Iterator[LineageSignal]:
    for ordinal, signal in enumerate(found):
        yield LineageSignal(
            article_id=ids[one.number],
            ordinal=ordinal,
            evidence=signal.evidence,
            parent_id=None if signal.parent is None else ids[signal.parent.number],
            parent_agency_id=signal.agency_id,
            confidence=signal.confidence,
            is_decisive=signal.decides,
        )


def _family_id(article_id: str) -> str:
    return identity("family", article_id)


def _family_members(
    members: Sequence[Member], placed: Mapping[int, Place], covers: Covers, ids: Sequence[str]
) -> Iterator[FamilyMember]:
    family_id = _family_id(ids[min(one.number for one in members)])
    by_number = {one.number: one for one in members}
    for one in members:
        place = placed[one.number]
        parent = None if place.parent is None else by_number[place.parent]
        score, method = _likeness(one, parent, members, covers)
        yield FamilyMember(
            article_id=ids[one.number],
            family_id=family_id,
            relation=place.relation,
            parent_id=None if parent is None else ids[parent.number],
            parent_agency_id=place.parent_agency_id,
            score=score,
            method=method,
            evidence=place.evidence,
            confidence=place.confidence,
        )


def _likeness(
    one: Member, parent: Member | None, members: Sequence[Member], covers: Covers
) -> tuple[float, str]:
    """Containment of the shorter of a text and its parent (else its closest relative), and the method."""
    if len(members) == 1:
        return 1.0, "alone"
    score = 0.0 if parent is None else _containment(one, parent, covers)
    if not score:
        score = max(_containment(one, other, covers) for other in members if other is not one)
    if not score:
        return 1.0, "identity"
    return round(score, 6), "exact" if score >= 1.0 else "containment"


def _containment(one: Member, other: Member, covers: Covers) -> float:
    return max(cover(one, other, covers), cover(other, one, covers))
