"""The whole method in its order: index, compare, join, place; a function of the set of articles."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ingest.deduplicate.articles import Articles, articles, certain_pairs, joining_edges, member
from ingest.deduplicate.components import Union
from ingest.deduplicate.corpus import Corpus, Texts, corpus
from ingest.deduplicate.families import families
from ingest.deduplicate.index import Signature, signatures
from ingest.deduplicate.lineage import Covers, Member, Place, cover, places
from ingest.deduplicate.pairs import Comparison, compare
from ingest.deduplicate.reuse import Side, reuses
from ingest.records import FamilyMember, Relation, Reuse, identity

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Copies:
    """Every article's place in its family, and the parts that texts took from others."""

    members: tuple[FamilyMember, ...]  # by article_id
    reuses: tuple[Reuse, ...]  # by outer article, then inner


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the texts of a table have in common, and which articles that makes one family."""

    read: Corpus
    index: list[Signature]
    comparison: Comparison
    known: Articles
    family: Numbers  # of each article: the smallest number of its members

    def members(self) -> Iterator[tuple[FamilyMember, ...]]:
        """Family by family the place of each of its articles."""
        inside = self._rows_inside()
        for numbers in _runs(self.family):
            name = int(numbers[0])
            covers = _covers(self.comparison, inside.get(name))
            members = [
                member(number, self.read, self.known, self.index, self.comparison)
                for number in numbers.tolist()
            ]
            yield tuple(_family_members(members, places(members, covers), covers, self.known.ids))

    def reuses(self, originals: Mapping[str, str]) -> tuple[Reuse, ...]:
        """The parts that texts took from others.

        Args:
            originals: by family_id, the article that the family comes from, where it was captured.
        """
        return reuses(
            _parts(self.read, self.known, self.comparison, self.family),
            {
                name: originals[family_id]
                for name in np.unique(self.family).tolist()
                if (family_id := _family_id(self.known.ids[name])) in originals
            },
        )

    def _rows_inside(self) -> dict[int, Numbers]:
        """By family, the likenesses between its members."""
        number = np.array(self.known.number, np.int64)
        found = self.comparison.likenesses
        first, second = self.family[number[found.first]], self.family[number[found.second]]
        rows = np.flatnonzero(first == second)
        return {int(first[run[0]]): run for run in (rows[at] for at in _runs(first[rows]))}


def analysed(table: pa.Table, texts: Texts | None = None) -> Analysis:
    """Compare the texts of a table and join its articles to families; columns as in `find_families`."""
    read = corpus(table, texts)
    index = signatures(read)
    comparison = compare(read, index)
    known = articles(read)
    return Analysis(read, index, comparison, known, _joined(read, known, comparison))


def copies(table: pa.Table, texts: Texts | None = None) -> Copies:
    """Families and reuses of a table of articles; its columns are those of `find_families`."""
    found = analysed(table, texts)
    members = [one for family in found.members() for one in family]
    originals = {one.family_id: one.article_id for one in members if one.relation is Relation.ORIGINAL}
    return Copies(
        members=tuple(sorted(members, key=lambda one: one.article_id)), reuses=found.reuses(originals)
    )


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


def _parts(
    read: Corpus, known: Articles, comparison: Comparison, family: Numbers
) -> Iterator[tuple[Side, Side]]:
    """Pairs of texts that share a part and whose families differ."""
    number = np.array(known.number, np.int64)
    found = comparison.likenesses
    rows = np.flatnonzero(family[number[found.first]] != family[number[found.second]])
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(len(read.rows)):
        holders[comparison.twin.get(position, position)].append(position)
    for likeness in found.at(rows):
        sides = []
        for position, length, share in (
            (likeness.first, likeness.first_length, likeness.first_cover),
            (likeness.second, likeness.second_length, likeness.second_cover),
        ):
            owners = sorted({known.number[holder] for holder in holders[position]})
            sides.append(
                Side(
                    row=read.rows[position],
                    articles=tuple(known.ids[owner] for owner in owners),
                    family=int(family[owners[0]]),
                    length=length,
                    cover=share,
                )
            )
        yield sides[0], sides[1]
