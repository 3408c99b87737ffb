"""The demonstration as a person sees it: the night's report, then planted against found."""

import os
from pathlib import Path

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ingest.ask import show_report
from ingest.demo.run import Demonstration


def show_demonstration(shown: Demonstration, *, program: str) -> RenderableType:
    """The report, the verdict, the warehouse's path and three commands to try next."""
    return Group(show_report(shown.report), _verdict(shown), _next(shown, program))


def _verdict(shown: Demonstration) -> RenderableType:
    verdict = shown.verdict
    table = Table("planted", "", "found as planted", "", title="Held against the truth", header_style="bold")
    table.columns[1].justify = table.columns[3].justify = "right"
    _line(table, "articles", verdict.truth.articles, verdict.found_articles)
    _line(table, "copies, with the right parent", verdict.truth.copies, verdict.right.copies)
    _line(table, "quoted passages that are no copies", verdict.truth.embedded, verdict.kept_apart)
    _line(table, "agency credits", verdict.truth.agency_credits, verdict.right.agency_credits)
    _line(table, "publication times", verdict.truth.instants, verdict.right.instants)
    is_same = shown.digest_live == shown.digest_replay
    books = f"difference of the books: {shown.difference}"
    replay = "replay from captures: equal" if is_same else "replay from captures: DIFFERENT"
    good = is_same and shown.difference == 0
    return Group(
        table, Text(f"{books} · {replay} · {shown.seconds:.0f} s", style="green" if good else "bold red")
    )


def _line(table: Table, what: str, planted: int, right: int) -> None:
    share = f"{right / planted:.1%}" if planted else ""
    table.add_row(what, f"{planted:,}", f"{right:,}", share, style="" if right == planted else "yellow")


def _next(shown: Demonstration, program: str) -> RenderableType:
    home = os.path.relpath(shown.home, Path.cwd())
    example = shown.report.chain[0].article_id if shown.report.chain else "ARTICLE_ID"
    commands = (
        f'{program} sql --home {home} "from copies limit 10"',
        f"{program} explain --home {home} {example}",
        f"{program} replay --home {home}",
    )
    return Panel(
        Group(Text(f"warehouse  {shown.warehouse}"), Text("try next", style="bold"), *map(Text, commands)),
        title="Yours to ask",
    )
