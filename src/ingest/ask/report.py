"""The nightly report: what came in, what became of it, who copied whom, which feeds are ill."""

from ingest.ask.health import ILL, FeedHealth, feed_health
from ingest.ask.rows import records
from ingest.records import Record
from ingest.warehouse import Connection

_FAMILIES_SHOWN = 5
_FEEDS_SHOWN = 12
_ROT_SHOWN = 12


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


class EditLine(Record):
    """One kind of change of articles after publication."""

    kind: str
    edits: int
    example: str


class RotLine(Record):
    """One field that an outlet's articles lack far more often than usual: its pages have changed."""

    outlet: str
    field: str
    day: str  # ISO 8601, UTC
    articles: int
    missing: int
    share: float
    usual_share: float


class Report(Record):
    """What a person wants to see in the morning."""

    totals: Totals
    funnel: tuple[FunnelLine, ...]
    families: tuple[FamilyLine, ...]
    chain: tuple[ChainLine, ...]
    ill_feeds: tuple[FeedHealth, ...]
    ill_feeds_in_all: int  # the first of which are shown
    healthy_feeds: int
    edits: tuple[EditLine, ...]
    rot: tuple[RotLine, ...] = ()


def night_report(connection: Connection) -> Report:
    """The report on a published snapshot."""
    (totals,) = records(connection, "ask/report_totals", Totals)
    feeds = feed_health(connection)
    ill = tuple(feed for feed in feeds if feed.state in ILL)
    return Report(
        totals=totals,
        funnel=records(connection, "ask/report_funnel", FunnelLine),
        families=records(connection, "ask/report_families", FamilyLine, families=_FAMILIES_SHOWN),
        chain=records(connection, "ask/report_chain", ChainLine),
        ill_feeds=ill[:_FEEDS_SHOWN],
        ill_feeds_in_all=len(ill),
        healthy_feeds=sum(feed.state in {"healthy", "quiet"} for feed in feeds),
        edits=records(connection, "ask/report_edits", EditLine),
        rot=records(connection, "ask/report_rot", RotLine, lines=_ROT_SHOWN),
    )
