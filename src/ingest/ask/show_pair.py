"""Two articles explained side by side, drawn with Rich."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ingest.ask.beside import Piece, Row
from ingest.ask.pair import PairExplanation, Side, Signal
from ingest.deduplicate import Judgement

_SAME_SHOWN = 160  # code points of a passage that both have
_RUN_SHOWN = 300
_ROWS_SHOWN = 60
_LEFT, _RIGHT = "red", "green"


def show_pair(explained: PairExplanation) -> RenderableType:
    """The verdict, what speaks for and against it, and the passages side by side."""
    judgement = explained.judgement
    parts = (
        Panel(Text(explained.sentence, style="bold"), title="Copies?"),
        _sides(explained.left, explained.right),
        _because(judgement),
        _lines("containment, in word triples", explained.shares),
        _runs("the longest passages that both hold", judgement.runs),
        _runs("left out at the left: its outlet prints this in many articles", judgement.left_furniture),
        _runs("left out at the right: its outlet prints this in many articles", judgement.right_furniture),
        _lines("who took from whom: the signals in their order", explained.signals),
        _figures(explained),
        _beside(explained),
    )
    return Group(*(part for part in parts if part is not None))


def _sides(left: Side, right: Side) -> RenderableType:
    table = Table("", "left", "right", box=None)
    for name, one, other in (
        ("outlet", left.outlet, right.outlet),
        ("title", left.title, right.title),
        ("address", left.url, right.url),
        ("article", _named(left), _named(right)),
    ):
        table.add_row(Text(name, style="bold"), Text(one, overflow="fold"), Text(other, overflow="fold"))
    return table


def _named(side: Side) -> str:
    return f"{side.article_id}, version {side.version_no}"


def _because(judgement: Judgement) -> RenderableType:
    lines = Text("By their words alone: ")
    lines.append(judgement.verdict, style="bold")
    if judgement.strength != "none":
        lines.append(f" ({judgement.strength})")
    for reason in judgement.because:
        lines.append(f"\n  {reason}")
    return lines


def _lines(title: str, lines: Iterable[Signal]) -> RenderableType:
    table = Table("", "left", "right", title=title, title_justify="left")
    for line in lines:
        table.add_row(line.name, Text(line.left, overflow="fold"), Text(line.right, overflow="fold"))
    return table


def _runs(title: str, runs: Iterable[str]) -> RenderableType | None:
    shown = [Text(f"  {_cut(run, _RUN_SHOWN)}") for run in runs]
    return Group(Text(title, style="italic"), *shown) if shown else None


def _figures(explained: PairExplanation) -> RenderableType | None:
    found = explained.beside
    if not found.figures_dropped and not found.figures_added:
        return None
    dropped, added = (", ".join(side[:40]) or "none" for side in (found.figures_dropped, found.figures_added))
    return Text(f"Figures only at the left: {dropped}. Only at the right: {added}.", style="yellow")


def _beside(explained: PairExplanation) -> RenderableType:
    found = explained.beside
    title = (
        f"side by side: {found.left_shared:.0%} of the left words and {found.right_shared:.0%} of the right"
        " stand in the other, in the same order"
    )
    table = Table("left", "right", title=title, title_justify="left", show_lines=True)
    for row in found.rows[:_ROWS_SHOWN]:
        table.add_row(*_cells(row))
    hidden = len(found.rows) - _ROWS_SHOWN + found.left_out
    if hidden > 0:
        table.add_row(Text(f"{hidden:,} more passages: --html FILE shows them", style="dim"), "")
    return table


def _cells(row: Row) -> tuple[Text, Text]:
    if row.is_same:
        same = Text(_cut("".join(piece.text for piece in row.left), _SAME_SHOWN), style="dim")
        return same, same
    return _marked(row.left, _LEFT), _marked(row.right, _RIGHT)


def _marked(pieces: Iterable[Piece], colour: str) -> Text:
    marked = Text()
    for piece in pieces:
        marked.append(piece.text, style="" if piece.is_same else f"bold {colour}")
    marked.rstrip()
    return marked


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most * 2 // 3]} … {plain[-most // 3 :]}"
