"""Commands that bring history in: `backfill plan`, `run`, `status`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from ingest import ask, pipeline
from ingest.cli.output import AsJson, Home, progress_bars, say, utc_now, workplace
from ingest.history import Backfilled, Direction, Limits, Order, Plan, scope_of, source_of

program = typer.Typer(help="Years of coverage out of archives: plan, run, status.", no_args_is_help=True)

_DAYS = ["%Y-%m-%d"]

Source = Annotated[
    str,
    typer.Option(
        "--source", metavar="KIND:PLACE",
        help="warc:FOLDER, files:FOLDER (pages, ninjs, NewsML …), urls:LIST (a file or an address), "
        "sitemap:SITE, feed:URL, gdelt:LIST, cdx:INDEX of a web archive, cc-news:BASE of a news crawl.",
    ),
]  # fmt: skip
First = Annotated[
    datetime | None, typer.Option("--from", formats=_DAYS, help="First day (UTC).", show_default=False)
]
Last = Annotated[
    datetime | None, typer.Option("--to", formats=_DAYS, help="Last day (UTC).", show_default=False)
]
Outlets = Annotated[
    str, typer.Option(help="Only these, by domain, with commas between. [default: all]", show_default=False)
]
Margin = Annotated[
    int, typer.Option(min=0, help="Days after the last in which a page may have been captured.")
]
Which = Annotated[Direction, typer.Option("--order", help="What is read first.")]
Bytes = Annotated[
    float | None,
    typer.Option(
        "--megabytes", min=0, show_default=False,
        help="Stop after so much of the source; the next run goes on.",
    ),
]  # fmt: skip
Rate = Annotated[
    float | None,
    typer.Option(
        "--rate", min=0.01, show_default=False,
        help="Requests a second, all hosts together. [default: INGEST_REQUESTS_A_SECOND]",
    ),
]  # fmt: skip


def plan(
    source: Source,
    first: First = None,
    last: Last = None,
    outlets: Outlets = "",
    margin: Margin = 30,
    megabytes: Bytes = None,
    rate: Rate = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """What a backfill would read and cost, what is there already, and what cannot be had."""
    order = _order(source, first, last, outlets, margin, Direction.NEWEST)
    planned = pipeline.plan_backfill(workplace(home), order, limits=_limits(megabytes, rate), clock=utc_now)
    say(_plan_table(planned), planned.model_dump(mode="json") | {"refusal": planned.refusal}, as_json=as_json)
    if planned.refusal:
        raise typer.Exit(1)


def run(
    source: Source,
    first: First = None,
    last: Last = None,
    outlets: Outlets = "",
    margin: Margin = 30,
    direction: Which = Direction.NEWEST,
    megabytes: Bytes = None,
    rate: Rate = None,
    load: Annotated[bool, typer.Option(help="Load what was taken, as `ingest run` does.")] = True,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Take history into the archive and load it; stopped anywhere, the same command goes on."""
    order = _order(source, first, last, outlets, margin, direction)
    with progress_bars():
        place = workplace(home)
        taken = pipeline.backfill(place, order, limits=_limits(megabytes, rate), clock=utc_now)
        if load:
            pipeline.ingest_captures(place)
    say(_taken_line(taken), taken.model_dump(mode="json"), as_json=as_json)


def status(
    first: First = None, last: Last = None, outlets: Outlets = "", home: Home = None, as_json: AsJson = False
) -> None:
    """A calendar of outlets and days (live, backfilled, missing, not to be had), and what was gained."""
    scope = scope_of(first, last, _domains(outlets), 0)
    with workplace(home).warehouse.reader() as connection:
        shown = ask.coverage(connection, first=scope.first, last=scope.last, outlets=scope.outlets)
    cells = [cell.model_dump() | {"state": cell.state} for cell in shown.cells]
    said = {"period": shown.period, "cells": cells, "gains": shown.gains.model_dump()}
    say(ask.show_coverage(shown), said, as_json=as_json)


def _domains(outlets: str) -> list[str]:
    return [domain.strip().lower() for domain in outlets.split(",") if domain.strip()]


def _order(
    source: str, first: datetime | None, last: datetime | None, outlets: str, margin: int, which: Direction
) -> Order:
    found = source_of(source)
    if found.is_local:  # the same source wherever it is named
        found = found.model_copy(update={"place": str(Path(found.place).absolute())})
    return Order(source=found, scope=scope_of(first, last, _domains(outlets), margin), direction=which)


def _limits(megabytes: float | None, rate: float | None) -> Limits:
    byte_limit = None if megabytes is None else int(megabytes * 1e6)
    return Limits(byte_limit=byte_limit, requests_a_second=rate)


def _plan_table(planned: Plan) -> Table:
    table = Table(title=f"backfill {planned.order.source}", show_header=False)
    what = "pages" if planned.requests else "files"
    lines = {
        "to read": f"{planned.files:,} {what}, {planned.bytes_to_read / 1e6:,.1f} MB",
        "taken before": f"{planned.files_done:,} {what}, {planned.bytes_done / 1e6:,.1f} MB",
        "requests": f"{planned.requests:,}, {planned.seconds / 3600:,.1f} hours at the polite rate",
        "disk": f"up to {planned.disk_bytes / 1e6:,.1f} MB of {planned.free_bytes / 1e6:,.1f} MB free",
        **{f"not to be had: {one.what}": one.why for one in planned.unobtainable},
    }
    for name, value in lines.items():
        table.add_row(Text(name), Text(value))
    if planned.refusal:
        table.add_row(Text("refused", style="bold red"), Text(planned.refusal))
    return table


def _taken_line(taken: Backfilled) -> Text:
    more = "complete" if taken.is_complete else "there is more: run it again"
    return Text(
        f"{taken.kept:,} captures in {len(taken.segments)} segments, {taken.known:,} were there already, "
        f"{taken.outside:,} of other outlets or days, {taken.damaged:,} could not be read; {more}"
        + "".join(f"\npostponed: {one}" for one in taken.postponed)
    )


program.command("plan")(plan)
program.command("run")(run)
program.command("status")(status)
