"""The nightly report: what came in, what became of it, who copied whom, which feeds are ill."""

from ingest.ask.rows import records
from ingest.records import Record
from ingest.warehouse import Connection, rows

_FAMILIES_SHOWN = 5
_FEEDS_SHOWN = 12


class Totals(Record):
    """How much the snapshot holds."""

    articles: int
    versions: int
    families: int
    copies: int
    outlets: int
    languages: int
    edits: int
    last_capture: str | None  # ISO 8601, UTC


class FunnelLine(Record):
    """How many polls, entries or pages ended in one outcome."""

    step: str  # polls | entries | pages
    outcome: str
    reason: str
    items: int


class FamilyLine(Record):
    """One article of one of the largest families."""

    family_id: str
    size: int
    title: str
    outlet: str
    relation: str
    taken_from: str | None  # outlet or agency
    evidence: str
    lag_minutes: int | None  # behind the first of the family


class ChainLine(Record):
    """One hop of the provenance chain that is shown as an example."""

    article_id: str
    title: str
    depth: int
    name: str
    kind: str
    relation: str
    evidence: str


class FeedLine(Record):
    """A feed's health: its last poll and how often it failed since it last worked."""

    feed_url: str
    outlet: str
    outcome: str
    reason: str
    polls: int
    failures: int
    last_polled: str  # ISO 8601, UTC


class EditLine(Record):
    """One kind of change of articles after publication."""

    kind: str
    edits: int
    example: str


class Report(Record):
    """What a person wants to see in the morning."""

    totals: Totals
    funnel: tuple[FunnelLine, ...]
    families: tuple[FamilyLine, ...]
    chain: tuple[ChainLine, ...]
    ill_feeds: tuple[FeedLine, ...]
    healthy_feeds: int
    edits: tuple[EditLine, ...]


def night_report(connection: Connection) -> Report:
    """The report on a published snapshot."""
    (totals,) = records(connection, "ask/report_totals", Totals)
    ((healthy,),) = rows(connection, "ask/report_healthy_feeds")
    return Report(
        totals=totals,
        funnel=records(connection, "ask/report_funnel", FunnelLine),
        families=records(connection, "ask/report_families", FamilyLine, families=_FAMILIES_SHOWN),
        chain=records(connection, "ask/report_chain", ChainLine),
        ill_feeds=records(connection, "ask/report_ill_feeds", FeedLine, feeds=_FEEDS_SHOWN),
        healthy_feeds=healthy,
        edits=records(connection, "ask/report_edits", EditLine),
    )
