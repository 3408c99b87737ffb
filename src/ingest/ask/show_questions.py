"""Questions and their answers as people look at them: lists, explanations, tables with bars, Markdown."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from ingest.ask.questions import Chart, Question
from ingest.warehouse import Answer

_BAR_CELLS = 24
_EIGHTHS = " ▏▎▍▌▋▊▉"  # Unicode block elements, U+258F to U+2589


def show_library(questions: Sequence[Question]) -> RenderableType:
    """Questions by topic, with how to ask one."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("question", style="cyan", no_wrap=True)
    table.add_column("what it answers")
    for topic, group in groupby(questions, key=lambda question: question.topic):
        table.add_row(Text(topic, style="bold"), "")
        for question in group:
            table.add_row(f"  {question.name}", question.title)
    return Group(
        table,
        Text("\ningest ask NAME · ingest ask NAME --about · ingest ask --find WORDS", style="dim"),
    )


def show_question(question: Question) -> RenderableType:
    """All that is known about one question: what it means, what it cannot know, parameters, SQL."""
    about = Table(box=None, show_header=False, pad_edge=False)
    about.add_column(style="bold", no_wrap=True)
    about.add_column()
    about.add_row("a row is", question.grain)
    about.add_row("meaning", question.meaning)
    about.add_row("cannot know", question.limits)
    for parameter in question.parameters:
        default = parameter.default if parameter.default is not None else "not set"
        about.add_row(
            f"-p {parameter.name}=", f"{parameter.meaning} ({parameter.kind.value}; default: {default})"
        )
    return Group(
        Text(question.title, style="bold cyan"),
        Padding(about, (1, 0)),
        Syntax(question.code, "sql", background_color="default", word_wrap=True),
    )


def show_reply(question: Question, answer: Answer) -> RenderableType:
    """The answer to a question of the library, with bars where it has a chart."""
    return Group(
        Text(question.title, style="bold cyan"),
        _table(answer, question.chart),
        Text(f"Cannot know: {question.limits}", style="dim"),
    )


def markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""A table in GitHub's Markdown; a bar or a line feed within a cell cannot break it.

    >>> print(markdown(["a", "b"], [(1, "x|y")]), end="")
    | a | b |
    | --- | --- |
    | 1 | x\|y |
    """
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def _table(answer: Answer, chart: Chart | None) -> RenderableType:
    table = Table(header_style="bold")
    for name in answer.columns:
        table.add_column(Text(name), justify="right" if _is_numeric(answer, name) else "left")
    bars = list(map(_bar, bar_lengths(answer, chart))) if chart and len(answer.rows) > 1 else None
    if bars:
        table.add_column(Text(chart.value if chart else ""), no_wrap=True)
    for number, row in enumerate(answer.rows):
        cells = [Text("" if value is None else str(value)) for value in row]
        table.add_row(*cells, *([Text(bars[number], style="cyan")] if bars else []))
    several = "s" * (len(answer.rows) != 1)
    cut = "; there are more" if answer.is_cut else ""
    return Group(table, Text(f"{len(answer.rows)} row{several}{cut}", style="dim"))


def _is_numeric(answer: Answer, column: str) -> bool:
    place = answer.columns.index(column)
    known = [row[place] for row in answer.rows if row[place] is not None]
    return bool(known) and all(isinstance(value, int | float) for value in known)


def bar_lengths(answer: Answer, chart: Chart) -> list[float]:
    """The length of each row's bar, 0 to 1: the largest value has a full one, below zero there is none."""
    place = answer.columns.index(chart.value)
    amounts = [max(0.0, float(row[place] or 0)) for row in answer.rows]
    most = max(amounts, default=0.0) or 1.0
    return [amount / most for amount in amounts]


def _bar(share: float) -> str:
    """In eighths of a cell."""
    eighths = round(share * _BAR_CELLS * 8)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
