"""All that speaks for where the text of an article comes from, one signal at a time; `lineage` decides by it.

A signal that was overruled stays: a paper that credits an agency and still printed it a day before
the agency's own page is a question for a reader, and the answer needs both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.deduplicate.lineage import (
    BY_FAMILY,
    CONFIDENCE,
    Covers,
    Member,
    Place,
    canonical_of,
    credited_agency,
    evidence_of,
    foreign_credits,
    fullest,
    is_order_seen,
    is_published_first,
    order,
    own_page,
    provably_first,
)


@dataclass(frozen=True, slots=True)
class Signal:
    """One piece of evidence that a member's text comes from an article or an agency."""

    evidence: str
    parent: Member | None  # None: an agency's own page that was never captured
    agency_id: str | None
    confidence: float
    decides: bool = False  # whether it gave the member its parent


def signals(
    members: Sequence[Member], placed: Mapping[int, Place], covers: Covers
) -> Iterator[tuple[Member, list[Signal]]]:
    """The signals of each member of a family, the gravest first.

    Args:
        members: of one family.
        placed: the place that `lineage.places` gave each.
        covers: the share of each text that stands in another.
    """
    shared = list(_of_family(members, covers)) if len(members) > 1 else []
    for member in members:
        own = list(_of_member(member, members))
        others = [one for one in shared if one.evidence != "credit" or not member.credits]
        told = (one for one in (*own, *others) if one.parent is not member)
        place = placed[member.number]
        yield member, sorted((_judged(one, place) for one in told), key=_gravity)


def _of_member(member: Member, members: Sequence[Member]) -> Iterator[Signal]:
    """What the article itself says of its origin."""
    for credit in foreign_credits(member):
        page = own_page(members, credit.agency_id)
        yield Signal(evidence_of(credit), page, credit.agency_id, CONFIDENCE["credit"])
    named = canonical_of(member, members)
    if named is not None:
        yield Signal("canonical", named, named.agency_id, CONFIDENCE["canonical"])


def _of_family(members: Sequence[Member], covers: Covers) -> Iterator[Signal]:
    """What the family shows for each of its members."""
    agency_id = credited_agency(members)
    if agency_id is not None:
        yield Signal("credit", own_page(members, agency_id), agency_id, _by_family("credit"))
    agencies = [member for member in members if member.agency_id]
    if agencies:
        yield _shown("agency-domain", min(agencies, key=order))
    first = provably_first(members)
    if is_published_first(first):
        yield _shown("published", first[0])
    full = fullest(members, members, covers)
    if len(full) == 1:
        yield _shown("fullest", full[0])
    if is_order_seen(members):
        yield _shown("capture-order", min(members, key=lambda one: (one.seen_at, one.number)))


def _shown(evidence: str, parent: Member) -> Signal:
    return Signal(evidence, parent, parent.agency_id, _by_family(evidence))


def _by_family(evidence: str) -> float:
    return round(CONFIDENCE[evidence] * BY_FAMILY, 3)


def _judged(signal: Signal, place: Place) -> Signal:
    """The signal, with whether it gave the member its place."""
    parent = None if signal.parent is None else signal.parent.number
    is_same = (parent, signal.agency_id) == (place.parent, place.parent_agency_id)
    return replace(signal, decides=is_same and signal.evidence == place.evidence)


def _gravity(signal: Signal) -> tuple[float, str, str, int]:
    number = -1 if signal.parent is None else signal.parent.number
    return (-signal.confidence, signal.evidence, signal.agency_id or "", number)
