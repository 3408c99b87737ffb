"""The whole method in its order: index, compare, join, place; a function of the set of articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.deduplicate.articles import Articles, articles, certain_pairs, joining_edges, member
from ingest.deduplicate.comparison import Comparison
from ingest.deduplicate.components import Union
from ingest.deduplicate.corpus import Corpus
from ingest.deduplicate.families import families
from ingest.deduplicate.lineage import Covers, Member, Place, cover, places
from ingest.records import FamilyMember, identity

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
        inside = self._rows_inside()
        for numbers in _runs(self.family):
            name = int(numbers[0])
            covers = _covers(self.comparison, inside.get(name))
            members = [member(number, self.read, self.known, self.comparison) for number in numbers.tolist()]
            yield tuple(_family_members(members, places(members, covers), covers, self.known.ids))

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
    number = np.array(known.number, np.int64)
    certain = np.array(list(certain_pairs(read, known, comparison)), np.int64).reshape(-1, 2)
    rows = np.flatnonzero(comparison.likenesses.joins)
    first, second = number[comparison.likenesses.first[rows]], number[comparison.likenesses.second[rows]]
    union = Union(count)
    for pairs in (certain, np.stack((first, second), axis=1)):
        for one, other in pairs.tolist():
            union.join(one, other)
    component = np.array([union.find(item) for item in range(count)], np.int64)
    certain_of = _by_name(component[certain[:, 0]])
    rows_of = _by_name(component[first])
    family = component.copy()
    for numbers in _runs(component):
        if len(numbers) > 1:
            name = int(numbers[0])
            at = {item: place for place, item in enumerate(numbers.tolist())}
            pairs = certain[certain_of(name)].tolist()
            edges = joining_edges(known, comparison.likenesses.at(rows[rows_of(name)]), at)
            family[numbers] = numbers[
                families(len(numbers), [(at[one], at[other]) for one, other in pairs], edges)
            ]
    return family


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
