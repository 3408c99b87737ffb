"""Who had it first: the original of a family and each copy's parent, from evidence in a fixed order.

An explicit credit speaks before the agency's own domain, that before a canonical address at
another domain, that before a time that can be trusted, that before the fullest text. Where only
the order of our captures speaks, the confidence says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.deduplicate.corpus import Credit
from ingest.records import Relation

_LATE = datetime.max.replace(tzinfo=UTC)
_HALF = 0.5
_AS_FULL = 0.98  # share of the fullest text's fullness from which on a headline decides
CONFIDENCE = {
    "credit": 0.95,
    "agency-domain": 0.9,
    "canonical": 0.9,
    "published": 0.8,
    "fullest": 0.5,
    "capture-order": 0.3,
    "none": 0.0,
}
"""How sure each kind of evidence is of a parent, 0 to 1."""

BY_FAMILY = 0.8
"""How sure a member is of a parent that only its family shows, as a share."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a family; over all its versions."""

    number: int
    source: str
    earliest: datetime | None
    latest: datetime | None
    seen_at: datetime | None
    credits: tuple[Credit, ...]
    agency_id: str | None
    pages: frozenset[str]
    canonical_page: str
    has_headline: bool
    length: int  # shingles of its longest text
    texts: tuple[int, ...]  # equal texts have one number


@dataclass(frozen=True, slots=True)
class Place:
    """An article's place in its family."""

    relation: Relation
    parent: int | None
    parent_agency_id: str | None
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a family comes from: one of its members, or an agency that was never captured."""

    member: Member | None
    agency_id: str | None
    evidence: str


Covers = Mapping[tuple[int, int], float]
"""`covers[a, b]`: the share of text a that stands in text b; texts that share too little are absent."""


def cover(one: Member, other: Member, covers: Covers) -> float:
    """The share of one article's text that stands in another's, the best over their versions."""
    if not set(one.texts).isdisjoint(other.texts):
        return 1.0
    return max((covers.get((text, its), 0.0) for text in one.texts for its in other.texts), default=0.0)


def places(members: Sequence[Member], covers: Covers) -> dict[int, Place]:
    """The place of each member of one family, by its number."""
    if len(members) == 1:
        return {members[0].number: _alone(members[0])}
    origin = _origin(members, covers)
    return {member.number: _place(member, members, origin, covers) for member in members}


def _alone(member: Member) -> Place:
    """The original of a family of one; a credit still names the agency that it was taken from."""
    credit = foreign_credit(member)
    if credit is None:
        return Place(Relation.ORIGINAL, None, None, "none", 1.0)
    return Place(Relation.ORIGINAL, None, credit.agency_id, evidence_of(credit), CONFIDENCE["credit"])


def _origin(members: Sequence[Member], covers: Covers) -> Origin:
    """The first of the five kinds of evidence that speaks."""
    agency_id = credited_agency(members)
    if agency_id is not None:
        return Origin(own_page(members, agency_id), agency_id, "credit")
    agencies = [member for member in members if member.agency_id]
    if agencies:
        first = min(agencies, key=order)
        return Origin(first, first.agency_id, "agency-domain")
    named = [other for member in members if (other := canonical_of(member, members))]
    if named:
        return Origin(min(named, key=order), None, "canonical")
    return _by_text_and_time(members, covers)


def credited_agency(members: Sequence[Member]) -> str | None:
    """The agency that most members are credited to."""
    credited = Counter(credit.agency_id for member in members if (credit := foreign_credit(member)))
    return min(credited, key=lambda name: (-credited[name], name), default=None)


def _by_text_and_time(members: Sequence[Member], covers: Covers) -> Origin:
    first = provably_first(members)
    if is_published_first(first):
        return Origin(first[0], None, "published")
    full = fullest(first, members, covers)
    if len(full) == 1:
        return Origin(full[0], None, "fullest")
    return Origin(min(full, key=order), None, "capture-order" if is_order_seen(full) else "none")


def provably_first(members: Sequence[Member]) -> list[Member]:
    """The members that no other provably precedes: vague times prove nothing."""
    bound = min((member.latest for member in members if member.latest is not None), default=_LATE)
    return [member for member in members if not _is_after(member, bound)]


def is_published_first(first: Sequence[Member]) -> bool:
    """Whether times alone tell which member was first."""
    return len(first) == 1 and first[0].latest is not None


def fullest(first: Sequence[Member], members: Sequence[Member], covers: Covers) -> list[Member]:
    """Those of some members in whose text most words of all members stand; headlines, then length decide."""
    kinds = _kinds(members)
    fullness = {texts: _fullness(kind, kinds, covers) for texts, (kind, _) in _kinds(first).items()}
    most = max(fullness.values())
    full = [member for member in first if fullness[member.texts] >= _AS_FULL * most]
    rank = max((member.has_headline, member.length) for member in full)
    return [member for member in full if (member.has_headline, member.length) == rank]


def is_order_seen(members: Sequence[Member]) -> bool:
    """Whether captures tell which of some members was there first."""
    seen = {member.seen_at for member in members}
    return None not in seen and len(seen) > 1


def _place(member: Member, members: Sequence[Member], origin: Origin, covers: Covers) -> Place:
    if origin.member is member:
        return Place(Relation.ORIGINAL, None, None, origin.evidence, CONFIDENCE[origin.evidence])
    lead = _outlet_lead(member, members, origin)
    if lead is not member and _is_version(member, lead, covers):
        return Place(Relation.VERSION_OF, lead.number, None, "published", CONFIDENCE["published"])
    credit = foreign_credit(member)
    if credit is not None:
        page = own_page(members, credit.agency_id)
        parent = None if page is None or page is member else page.number
        return Place(Relation.COPY, parent, credit.agency_id, evidence_of(credit), CONFIDENCE["credit"])
    named = canonical_of(member, members)
    if named is not None:
        return Place(Relation.COPY, named.number, named.agency_id, "canonical", CONFIDENCE["canonical"])
    confidence = round(CONFIDENCE[origin.evidence] * BY_FAMILY, 3)
    parent = origin.member.number if origin.member else None
    return Place(Relation.COPY, parent, origin.agency_id, origin.evidence, confidence)


def foreign_credit(member: Member) -> Credit | None:
    """The first credit to an agency other than the member's own publisher."""
    return next(foreign_credits(member), None)


def foreign_credits(member: Member) -> Iterator[Credit]:
    """Its credits to agencies other than its own publisher."""
    return (credit for credit in member.credits if credit.agency_id != member.agency_id)


def evidence_of(credit: Credit) -> str:
    """How a credit is named as evidence."""
    return f"credit:{credit.where}" if credit.where else "credit"


def own_page(members: Sequence[Member], agency_id: str) -> Member | None:
    """The first member at the agency's own site."""
    pages = [member for member in members if member.agency_id == agency_id]
    return min(pages, key=order, default=None)


def canonical_of(member: Member, members: Sequence[Member]) -> Member | None:
    """The member whose page another domain names as its own canonical address."""
    if not member.canonical_page:
        return None
    return next(
        (other for other in members if other is not member and member.canonical_page in other.pages), None
    )


def _is_after(member: Member, bound: datetime) -> bool:
    """Whether a text stood there only after an instant, provably: vague times prove nothing."""
    if member.earliest is None or member.earliest < bound:
        return False
    return (member.latest or _LATE) > bound


def _fullness(member: Member, kinds: Mapping[tuple[int, ...], tuple[Member, int]], covers: Covers) -> float:
    """Words of the other members that stand in this text, in shingles: copies are drawn from it."""
    return round(
        sum(
            total * cover(other, member, covers)
            for other, total in kinds.values()
            if other.texts != member.texts
        ),
        6,
    )


def _kinds(members: Sequence[Member]) -> dict[tuple[int, ...], tuple[Member, int]]:
    """Members with the same texts as one, their lengths added up: five hundred reprints are few texts."""
    kinds: dict[tuple[int, ...], tuple[Member, int]] = {}
    for member in members:
        first, total = kinds.get(member.texts, (member, 0))
        kinds[member.texts] = (first, total + member.length)
    return kinds


def order(member: Member) -> tuple[datetime, datetime, int]:
    """By time, then by capture, then by identity."""
    return (member.latest or _LATE, member.seen_at or _LATE, member.number)


def _outlet_lead(member: Member, members: Sequence[Member], origin: Origin) -> Member:
    own = [other for other in members if other.source == member.source and member.source]
    if origin.member is not None and origin.member in own:
        return origin.member
    return min(own, key=order, default=member)


def _is_version(member: Member, lead: Member, covers: Covers) -> bool:
    return min(cover(member, lead, covers), cover(lead, member, covers)) >= _HALF
