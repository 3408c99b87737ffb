"""What is there of the past: a calendar of outlets and days, and what backfills added to it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from ingest.ask.rows import records
from ingest.records import Record
from ingest.warehouse import Connection

_MOST_DAYS, _MOST_MONTHS = 62, 62  # columns that a terminal has room for
_CELLS = {
    "live": ("█", "green"),
    "backfilled": ("▓", "cyan"),
    "unobtainable": ("x", "red"),
    "missing": ("·", "dim"),
}


class CoverageCell(Record):
    """One outlet in one period of the calendar."""

    outlet_id: str
    outlet: str
    period: str  # its first day, ISO 8601
    live_days: int
    backfilled_days: int
    unobtainable_days: int
    missing_days: int
    live: int  # articles
    backfilled: int
    unobtainable: int  # pages

    @property
    def state(self) -> str:
        """What most of its days with anything are."""
        days = {
            "live": self.live_days,
            "backfilled": self.backfilled_days,
            "unobtainable": self.unobtainable_days,
        }
        return max(days, key=lambda state: days[state]) if any(days.values()) else "missing"


class Gains(Record):
    """What backfills added."""

    new_articles: int  # that no poll saw
    seen_earlier: int  # than any poll saw them
    median_seconds_gained: int  # of those
    versions_gained: int  # of articles that polls saw
    new_originals: int  # of families that polls knew without them
    parents_found: int  # articles that polls knew and that now have a parent


class Coverage(Record):
    """The calendar and the gains."""

    period: str  # day | month | year
    cells: tuple[CoverageCell, ...]
    gains: Gains


def coverage(
    connection: Connection, *, first: date | None, last: date | None, outlets: Sequence[str]
) -> Coverage:
    """The calendar in days, months or years, whichever has room in a terminal."""
    chosen = {"first": first, "last": last, "outlets": list(outlets)}
    for period, most in (("day", _MOST_DAYS), ("month", _MOST_MONTHS), ("year", 0)):
        cells = records(connection, "ask/select_coverage", CoverageCell, period=period, **chosen)
        if not most or len({cell.period for cell in cells}) <= most:
            break
    (gains,) = records(connection, "ask/select_gains", Gains, **chosen)
    return Coverage(period=period, cells=cells, gains=gains)


def show_coverage(shown: Coverage) -> RenderableType:
    """The calendar, a line an outlet and a character a period, and the gains below."""
    periods = sorted({cell.period for cell in shown.cells})
    if not periods:
        return Text(
            "nothing is there yet: `ingest backfill run` takes history, `ingest nightly` the news of today"
        )
    table = Table(
        "outlet", Column(f"{periods[0]} to {periods[-1]}, by {shown.period}", overflow="fold"),
        "live", "backfilled", "not to be had", header_style="bold",
    )  # fmt: skip
    for _, of_outlet in groupby(shown.cells, lambda cell: cell.outlet_id):
        cells = tuple(of_outlet)
        by_period = {cell.period: cell.state for cell in cells}
        strip = Text.assemble(*(_CELLS[by_period.get(period, "missing")] for period in periods))
        totals = (
            sum(getattr(cell, name) for cell in cells) for name in ("live", "backfilled", "unobtainable")
        )
        table.add_row(Text(cells[0].outlet), strip, *(f"{total:,}" for total in totals))
    legend = Text.assemble(*(part for name, cell in _CELLS.items() for part in (cell, f" {name}  ")))
    return Group(table, legend, _gains_line(shown.gains))


def _gains_line(gains: Gains) -> Text:
    return Text(
        f"backfills added {gains.new_articles:,} articles that no poll saw and {gains.versions_gained:,} "
        f"versions; {gains.seen_earlier:,} articles were seen earlier (half of them by "
        f"{gains.median_seconds_gained / 3600:,.1f} hours or more); {gains.new_originals:,} families have an "
        f"older original; {gains.parents_found:,} copies found their parent"
    )
