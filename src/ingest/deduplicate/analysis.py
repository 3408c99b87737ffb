"""The whole method in its order: index, compare, join, place; a function of the set of articles."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from ingest.deduplicate.articles import Articles, articles, certain_pairs, joining_edges, member
from ingest.deduplicate.corpus import Corpus, corpus
from ingest.deduplicate.families import families
from ingest.deduplicate.index import signatures
from ingest.deduplicate.lineage import Covers, Member, Place, cover, places
from ingest.deduplicate.pairs import Comparison, compare
from ingest.deduplicate.reuse import Side, reuses
from ingest.records import FamilyMember, Relation, Reuse, identity


@dataclass(frozen=True, slots=True)
class Copies:
    """Every article's place in its family, and the parts that texts took from others."""

    members: tuple[FamilyMember, ...]  # by article_id
    reuses: tuple[Reuse, ...]  # by outer article, then inner


def copies(table: pa.Table) -> Copies:
    """Families and reuses of a table of articles; its columns are those of `find_families`."""
    read = corpus(table)
    index = signatures(read)
    comparison = compare(read, index)
    known = articles(read)
    family = families(
        len(known.ids), certain_pairs(read, known, comparison), joining_edges(known, comparison)
    )
    by_family: defaultdict[int, list[Member]] = defaultdict(list)
    for number, name in enumerate(family):
        by_family[name].append(member(number, read, known, index, comparison))
    covers = _covers(comparison)
    found: list[FamilyMember] = []
    originals: dict[int, str] = {}
    for name, members in by_family.items():
        placed = places(members, covers)
        found.extend(_family_members(members, placed, covers, known.ids))
        first = [at for at, place in placed.items() if place.relation is Relation.ORIGINAL]
        if first:
            originals[name] = known.ids[first[0]]
    return Copies(
        members=tuple(sorted(found, key=lambda one: one.article_id)),
        reuses=reuses(_parts(read, known, comparison, family), originals),
    )


def _covers(comparison: Comparison) -> Covers:
    """The share of each text that stands in another."""
    covers: dict[tuple[int, int], float] = {}
    for likeness in comparison.likenesses:
        overlap = likeness.overlap
        covers[overlap.first, overlap.second] = overlap.first_part.cover
        covers[overlap.second, overlap.first] = overlap.second_part.cover
    return covers


def _family_members(
    members: Sequence[Member], placed: Mapping[int, Place], covers: Covers, ids: Sequence[str]
) -> Iterator[FamilyMember]:
    family_id = identity("family", ids[min(one.number for one in members)])
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
    read: Corpus, known: Articles, comparison: Comparison, family: Sequence[int]
) -> Iterator[tuple[Side, Side]]:
    """Pairs of texts that share a part and whose families differ."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(len(read.rows)):
        holders[comparison.twin.get(position, position)].append(position)
    for likeness in comparison.likenesses:
        overlap = likeness.overlap
        sides = []
        for position, part in ((overlap.first, overlap.first_part), (overlap.second, overlap.second_part)):
            owners = sorted({known.number[holder] for holder in holders[position]})
            sides.append(
                Side(
                    row=read.rows[position],
                    articles=tuple(known.ids[owner] for owner in owners),
                    family=family[owners[0]],
                    length=part.length,
                    cover=part.cover,
                )
            )
        if sides[0].family != sides[1].family:
            yield sides[0], sides[1]
