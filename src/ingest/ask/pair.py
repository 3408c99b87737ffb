"""Why two articles are copies, or are not: by their words, by what tells their origin, passage by passage."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import pyarrow as pa

from ingest.ask.beside import Beside, beside
from ingest.ask.rows import records
from ingest.deduplicate import Judgement, PrintedText, find_families, find_members, judged
from ingest.errors import QueryRefused
from ingest.knowledge import Knowledge
from ingest.parsing.urls import article_identity
from ingest.records import Article, CreditKind, FamilyMember, Record, Relation, Reuse
from ingest.warehouse import Connection, rows

_FOR_TEXT = (CreditKind.TEXT, CreditKind.JOINT)


class Side(Record):
    """One of two articles, in one version. Fields: the columns of sql/ask/select_pair_side.sql."""

    article_id: str
    version_id: str
    version_no: int
    outlet: str
    outlet_id: str
    url: str
    title: str
    text: str
    language: str | None
    published_at: datetime | None
    published_precision: str
    first_seen_at: datetime
    foreign_canonical_url: str | None
    credits: tuple[str, ...]  # agency:where
    family_id: str | None = None
    relation: str | None = None
    parent_id: str | None = None
    parent_agency_id: str | None = None
    evidence: str | None = None
    confidence: float | None = None


class Signal(Record):
    """One kind of evidence for who took from whom, as each side gives it."""

    name: str
    left: str
    right: str


class PairExplanation(Record):
    """All that speaks for or against one of two articles being a copy of the other."""

    left: Side
    right: Side
    verdict: str  # copy | version_of | embeds | excerpt_of | part | none
    sentence: str
    judgement: Judgement
    signals: tuple[Signal, ...]  # in the order in which they decide
    beside: Beside

    @property
    def shares(self) -> tuple[Signal, ...]:
        """What each holds of the other, in word triples."""
        return tuple(_shares(self.judgement))


def side_of(article: Article, *, outlet: str, seen_at: datetime) -> Side:
    """An article that was read from a file."""
    published = article.published
    return Side(
        article_id=article.article_id, version_id=article.version_id, version_no=1, outlet=outlet,
        outlet_id=article.outlet_id, url=article.url, title=article.title, text=article.text,
        language=article.language, published_at=published.at if published else None,
        published_precision=published.precision.value if published else "day", first_seen_at=seen_at,
        foreign_canonical_url=article.foreign_canonical_url,
        credits=tuple(f"{one.agency_id}:{one.where}" for one in article.credits if one.kind in _FOR_TEXT),
    )  # fmt: skip


def explain_sides(left: Side, right: Side, *, knowledge: Knowledge) -> PairExplanation:
    """Explain two articles by themselves: a family of these two alone."""
    if left.article_id == right.article_id:
        right = right.model_copy(update={"article_id": f"{right.article_id}-2"})
    table = _table((left, right), knowledge)
    members = {one.article_id: one for one in find_members(table)}
    placed = [_placed(side, members[side.article_id]) for side in (left, right)]
    return _explained(placed[0], placed[1], ((), ()), knowledge, _reuse(table))


def explain_pair(connection: Connection, left: str, right: str, *, knowledge: Knowledge) -> PairExplanation:
    """Explain two articles of the snapshot, named by address or id, in their most similar versions.

    Raises:
        QueryRefused: the snapshot has no such article.
    """
    ids = [article_identity(name) if "//" in name else name for name in (left, right)]
    found = rows(connection, "ask/select_pair_versions", left=ids[0], right=ids[1])
    if not found:
        raise QueryRefused(_missing(connection, ids, (left, right)))
    left_version, left_furniture, right_version, right_furniture = found[0]
    sides = [
        records(connection, "ask/select_pair_side", Side, version_id=version)[0]
        for version in (left_version, right_version)
    ]
    furniture = tuple(left_furniture), tuple(right_furniture)
    reuses = records(connection, "ask/select_pair_reuse", Reuse, left=ids[0], right=ids[1])
    return _explained(sides[0], sides[1], furniture, knowledge, reuses[0] if reuses else None)


def _missing(connection: Connection, ids: Sequence[str], names: Sequence[str]) -> str:
    lacking = [
        name
        for article_id, name in zip(ids, names, strict=True)
        if not rows(connection, "ask/select_article_capture", article_id=article_id)
    ]
    if not lacking:
        return f"{names[0]} and {names[1]} are one article with one version"
    named = " and no article ".join(lacking)
    return f'no article {named} in the snapshot. List them: ingest sql "from articles"'


def _explained(
    left: Side, right: Side, furniture: tuple[tuple[int, ...], tuple[int, ...]], knowledge: Knowledge,
    reuse: Reuse | None,
) -> PairExplanation:  # fmt: skip
    judgement = judged(
        PrintedText(left.title, left.text, furniture[0]), PrintedText(right.title, right.text, furniture[1])
    )
    verdict, sentence = _verdict(left, right, judgement, reuse)
    return PairExplanation(
        left=left, right=right, verdict=verdict, sentence=sentence, judgement=judgement,
        signals=tuple(_signals(left, right, knowledge)),
        beside=beside(left.text, right.text, language=left.language),
    )  # fmt: skip


def _verdict(left: Side, right: Side, judgement: Judgement, reuse: Reuse | None) -> tuple[str, str]:
    """What the two are to each other, in one word and in one sentence."""
    if left.article_id == right.article_id:
        return "version_of", "Two versions of one article."
    if left.family_id is not None and left.family_id == right.family_id:
        return _in_family(left, right, judgement)
    if judgement.verdict in {"equal", "copy"}:
        return "none", (
            "Not one family, though their words alone would make them copies: they stand too far apart in"
            " time, or the families around them do not confirm it."
        )
    if reuse is not None:
        return reuse.relation.value, _reused(left, right, reuse)
    if judgement.verdict == "part":
        return "part", "Not copies: a passage stands in both. Such a passage joins no family."
    return "none", "Not copies."


def _reused(left: Side, right: Side, reuse: Reuse) -> str:
    outer, inner = (left, right) if left.article_id == reuse.article_id else (right, left)
    share = f"{reuse.score:.0%} of the text of {inner.outlet} stands in that of {outer.outlet}"
    if reuse.relation is Relation.EXCERPT_OF:
        return f"Not copies: {inner.outlet} printed an excerpt of {outer.outlet}'s text. {share}."
    return f"Not copies: {outer.outlet} has a text of its own around a part of {inner.outlet}'s. {share}."


def _in_family(left: Side, right: Side, judgement: Judgement) -> tuple[str, str]:
    for child, parent in ((right, left), (left, right)):
        if child.parent_id == parent.article_id:
            how = f"{child.evidence}, confidence {child.confidence:.2f}"
            words = "is a later version of" if child.relation == "version_of" else "was taken from"
            return child.relation or "copy", f"One family: {child.outlet} {words} {parent.outlet} ({how})."
    if judgement.verdict not in {"equal", "copy"}:
        return (
            "copy",
            "One family, joined by others: these two are alike enough to members of it, not to each other.",
        )
    origins = {side.parent_id or side.parent_agency_id for side in (left, right)}
    origin = next(iter(origins)) if len(origins) == 1 else None
    if origin is None:
        return "copy", "One family; neither was taken from the other."
    shown = " and ".join(dict.fromkeys(str(side.evidence) for side in (left, right)))
    return "copy", f"One family: both were taken from {origin} ({shown})."


def _signals(left: Side, right: Side, knowledge: Knowledge) -> Iterator[Signal]:
    def signal(name: str, says: Sequence[str]) -> Signal:
        return Signal(name=name, left=says[0], right=says[1])

    sides = (left, right)
    sites = [knowledge.agency_at(side.url) for side in sides]
    yield signal("credit", [", ".join(side.credits) or "none" for side in sides])
    yield signal("agency's own site", [site.name if site else "no" for site in sites])
    yield signal("canonical address elsewhere", [side.foreign_canonical_url or "none" for side in sides])
    yield signal("published", [_published(side) for side in sides])
    yield signal("first seen", [f"{side.first_seen_at:%Y-%m-%d %H:%M:%S}" for side in sides])
    yield signal("characters", [f"{len(side.text):,}" for side in sides])
    yield signal("place in its family", [_place(side) for side in sides])


def _shares(judgement: Judgement) -> Iterator[Signal]:
    def line(name: str, left: str, right: str) -> Signal:
        return Signal(name=name, left=left, right=right)

    left, right = judgement.left, judgement.right
    yield line("compared", f"{left.length:,}", f"{right.length:,}")
    yield line("left out: the outlet repeats them", f"{left.furniture:,}", f"{right.furniture:,}")
    yield line("stand in the other", *(f"{one.shared:,} ({one.cover:.1%})" for one in (left, right)))
    yield line("with small gaps filled", f"{left.bridged_cover:.1%}", f"{right.bridged_cover:.1%}")
    yield line("in front of the shared part", f"{left.before:,}", f"{right.before:,}")
    yield line("longest run", f"{left.longest:,}", f"{right.longest:,}")
    ours, theirs, both = judgement.figures
    yield line("different figures, of which both give", f"{ours}, {both}", f"{theirs}, {both}")


def _published(side: Side) -> str:
    if side.published_at is None:
        return "unknown"
    if side.published_precision == "day":
        return f"{side.published_at:%Y-%m-%d}, the day only"
    return f"{side.published_at:%Y-%m-%d %H:%M:%S}, to the {side.published_precision}"


def _place(side: Side) -> str:
    if side.relation is None:
        return "none yet"
    origin = side.parent_id or side.parent_agency_id
    source = f" of {origin}" if origin else ""
    return f"{side.relation}{source} ({side.evidence}, {side.confidence:.2f}), family {side.family_id}"


def _placed(side: Side, member: FamilyMember) -> Side:
    return side.model_copy(
        update={
            "family_id": member.family_id, "relation": member.relation.value, "parent_id": member.parent_id,
            "parent_agency_id": member.parent_agency_id, "evidence": member.evidence,
            "confidence": member.confidence,
        }
    )  # fmt: skip


def _reuse(table: pa.Table) -> Reuse | None:
    """How one of the two texts of a table holds a part of the other."""
    for line in find_families(table).to_pylist():
        relation = Relation(line["relation"])
        if relation is Relation.EMBEDS:
            outer, inner = line["article_id"], line["parent_id"]
        elif relation is Relation.EXCERPT_OF:
            inner, outer = line["article_id"], line["parent_id"]
        else:
            continue
        return Reuse(article_id=outer, inner_article_id=inner, relation=relation, score=line["score"])
    return None


def _table(sides: Sequence[Side], knowledge: Knowledge) -> pa.Table:
    sites = [knowledge.agency_at(side.url) for side in sides]
    columns = {
        "article_id": [side.article_id for side in sides],
        "source": [side.outlet_id for side in sides],
        "url": [side.url for side in sides],
        "canonical_url": [side.foreign_canonical_url or side.url for side in sides],
        "published_at": pa.array([side.published_at for side in sides], pa.timestamp("us", "UTC")),
        "published_precision": [side.published_precision for side in sides],
        "title": [side.title for side in sides],
        "text": [side.text for side in sides],
        "credited_agencies": pa.array([list(side.credits) for side in sides], pa.list_(pa.string())),
        "source_agency": pa.array([site.agency_id if site else None for site in sites], pa.string()),
    }
    return pa.table(columns)
