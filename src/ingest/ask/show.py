"""What people look at in a terminal: tables, funnels and chains, drawn with Rich."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from ingest.ask.health import FeedHealth
from ingest.ask.report import ChainLine, FamilyLine, FunnelLine, Report, RotLine
from ingest.publish import Check
from ingest.warehouse import Answer

_BAR_CELLS = 30
_STATE_STYLES = {
    "healthy": "green", "quiet": "green", "silent": "yellow", "blocked": "yellow", "failing": "red",
    "gone": "red",
}  # fmt: skip
_GOOD = {"new", "updated", "unchanged", "read"}


def show_answer(answer: Answer) -> RenderableType:
    """The answer to a question, as a table."""
    table = Table(header_style="bold")
    for name in answer.columns:
        table.add_column(Text(name))
    for row in answer.rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    note = f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}"
    if answer.is_cut:
        note += "; there are more: raise --rows, or --csv for all"
    return Group(table, Text(note, style="dim"))


def show_checks(checks: Sequence[Check]) -> RenderableType:
    """The audit, one line a check."""
    table = Table("check", "expected", "found", "difference", header_style="bold")
    for check in checks:
        style = "red" if check.difference else ""
        table.add_row(check.name, str(check.expected), str(check.found), str(check.difference), style=style)
    wrong = sum(check.difference != 0 for check in checks)
    verdict = (
        Text(f"{wrong} checks don't balance", style="bold red")
        if wrong
        else Text("the books balance", style="green")
    )
    return Group(table, verdict)


def show_report(report: Report) -> RenderableType:
    """The nightly report."""
    totals = report.totals
    head = Text.assemble(
        (f"{totals.articles:,} articles", "bold"),
        f" of {totals.outlets} outlets in {totals.languages} languages are ",
        (f"{totals.families:,} families", "bold"), f": {totals.copies:,} are copies. "
        f"{totals.edits:,} edits seen. Last capture {totals.last_capture or 'never'}.",
    )  # fmt: skip
    parts: list[RenderableType] = [Panel(head, title="What is in the warehouse")]
    if report.funnel:
        parts.append(_funnel(report.funnel))
    if report.families:
        parts.append(_families(report.families))
    if report.chain:
        parts.append(_chain(report.chain))
    if report.edits:
        parts.append(_edits(report))
    parts.append(_rot(report.rot))
    parts.append(_feeds(report))
    return Group(*(Padding(part, (0, 0, 1, 0)) for part in parts))


def _funnel(lines: Iterable[FunnelLine]) -> Table:
    table = Table(
        "", "outcome", "", "why", title="Every poll, entry and page ends in one outcome", header_style="bold"
    )
    table.columns[2].justify = "right"
    for step, grouped in groupby(lines, key=lambda line: line.step):
        group = list(grouped)
        total = sum(line.items for line in group)
        table.add_row(
            Text(step, style="bold"), Text("all", style="bold"), Text(f"{total:,}", style="bold"), ""
        )
        for line in group:
            bar = "█" * max(1, round(_BAR_CELLS * line.items / max(1, total)))
            colour = "green" if line.outcome in _GOOD else "yellow"
            table.add_row(
                "", line.outcome, f"{line.items:,}", Text.assemble((bar, colour), f" {line.reason}")
            )
        table.add_section()
    return table


def _families(lines: Iterable[FamilyLine]) -> Panel:
    trees: list[RenderableType] = []
    for _, grouped in groupby(lines, key=lambda line: line.family_id):
        group = list(grouped)
        tree = Tree(Text.assemble((group[0].title, "bold"), (f"  {group[0].size} articles", "dim")))
        for line in group:
            taken = f" ← {line.taken_from}" if line.taken_from else ""
            lag = f", {_lag(line.lag_minutes)} later" if line.lag_minutes else ""
            tree.add(
                Text.assemble(
                    (line.outlet, "cyan"), f"  {line.relation}{taken}", (f"  {line.evidence}{lag}", "dim")
                )
            )
        trees.append(tree)
    return Panel(Group(*trees), title="The largest families: who copied whom")


def _lag(minutes: int) -> str:
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"


def _chain(hops: Sequence[ChainLine]) -> Panel:
    line = Text()
    for hop in hops:
        if hop.depth:
            line.append(" ← ", style="bold yellow")
        line.append(hop.name, style="cyan" if hop.kind != "document" else "magenta")
        line.append(f" ({hop.kind}, {hop.relation})", style="dim")
    return Panel(
        Group(Text(hops[0].title, style="bold"), line),
        title="One provenance chain, from publisher to primary source",
    )


def _edits(report: Report) -> Table:
    table = Table("change", "", "for instance", title="Changed after publication", header_style="bold")
    for line in report.edits:
        table.add_row(line.kind, f"{line.edits:,}", Text(line.example, overflow="ellipsis", no_wrap=True))
    return table


def _rot(lines: Sequence[RotLine]) -> RenderableType:
    """Fields that went missing: one line that all is well, or a table of what to look at."""
    if not lines:
        return Text("Pages: no outlet's articles lack more than usual")
    table = Table(
        "outlet", "lacks", "articles", "usually", "day", title="Pages that have changed?", header_style="bold"
    )
    for line in lines:
        table.add_row(
            Text(line.outlet),
            line.field,
            f"{line.missing} of {line.articles}",
            f"{line.usual_share:.0%}",
            line.day,
        )
    return table


def _feeds(report: Report) -> RenderableType:
    if not report.ill_feeds:
        return Text(f"Feeds: {report.healthy_feeds} are well, none needs a look")
    return show_health(
        report.ill_feeds,
        title=f"Feeds: {report.healthy_feeds} are well, {report.ill_feeds_in_all} need a look",
    )


def _minute(instant: str | None) -> str:
    """An instant as people read it, in UTC, short enough for a narrow terminal."""
    return instant[:16].replace("T", " ") if instant else ""


def show_health(feeds: Sequence[FeedHealth], *, title: str) -> Table:
    """Feeds with their state, why they are in it, and when they are asked again."""
    table = Table("feed", "state", "failures", "why", "asked again", title=title, header_style="bold")
    for feed in feeds:
        table.add_row(
            Text(feed.url, overflow="fold"),
            Text(feed.state, style=_STATE_STYLES.get(feed.state, "")),
            f"{feed.failures} of {feed.polls}",
            Text(feed.why),
            Text("\n".join(filter(None, (_minute(feed.next_poll), feed.because))), overflow="fold"),
        )
    return table
