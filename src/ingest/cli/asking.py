"""Commands that ask the published snapshot: ask (the question library), sql (anything, read-only), search."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ingest import ask as room
from ingest.ask import Question
from ingest.cli.answers import AsCsv, AsMarkdown, Output, Parameters, ToParquet, given, put_out
from ingest.cli.named_file import read_file
from ingest.cli.output import AsJson, Home, say, workplace
from ingest.warehouse import explained_plan, statement

_ROWS = 100
_LIBRARY_ROWS = 10_000  # a question of the library limits its own rows


def ask(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="A question of the library. Without: list them.", show_default=False
        ),
    ] = None,
    parameter: Parameters = None,
    find: Annotated[
        str | None,
        typer.Option("--find", help="List the questions that hold these words.", show_default=False),
    ] = None,
    about: Annotated[
        bool, typer.Option("--about", help="What it means, what it cannot know, its parameters and SQL.")
    ] = False,
    as_csv: AsCsv = False,
    as_markdown: AsMarkdown = False,
    parquet: ToParquet = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question of the library: who copied whom, who was first, what was changed."""
    if name is None or find is not None:
        found = room.matching(room.library(), find or "")
        say(room.show_library(found), [_known(question) for question in found], as_json=as_json)
        return
    question = room.question_named(name)
    if about:
        say(room.show_question(question), _known(question), as_json=as_json)
        return
    values = room.values(question, given(parameter))
    with workplace(home).warehouse.reader() as connection:
        put_out(
            connection, question.statement, values,
            Output(as_json=as_json, as_csv=as_csv, as_markdown=as_markdown, parquet=parquet),
            show=lambda answered: room.show_reply(question, answered), row_limit=_LIBRARY_ROWS,
        )  # fmt: skip


def sql(
    question: Annotated[str | None, typer.Argument(help="One SQL statement; $name is a parameter.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help="Read the statement from a file; - is standard input.", show_default=False
        ),
    ] = None,
    parameter: Parameters = None,
    row_limit: Annotated[int, typer.Option("--rows", min=1, help="Rows shown at most.")] = _ROWS,
    explain: Annotated[bool, typer.Option("--explain", help="Show how it would be answered.")] = False,
    as_csv: AsCsv = False,
    as_markdown: AsMarkdown = False,
    parquet: ToParquet = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask the published snapshot in SQL: views of schema `news`, read-only, never waits for a load."""
    text = _statement(question, file)
    values: dict[str, object] = dict(given(parameter))
    with workplace(home).warehouse.reader() as connection:
        if explain:
            plan = explained_plan(connection, text, values)
            say(Text(plan, no_wrap=True, overflow="ignore"), {"plan": plan}, as_json=as_json)
            return
        put_out(
            connection, text, values,
            Output(as_json=as_json, as_csv=as_csv, as_markdown=as_markdown, parquet=parquet),
            show=room.show_answer, row_limit=row_limit,
        )  # fmt: skip


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='All must occur; "a phrase"; -not this. Quote the whole for the shell.'
        ),
    ],
    outlet: Annotated[
        str | None, typer.Option(help="Only this outlet, by its domain.", show_default=False)
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Only this language: en, de …", show_default=False)
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Published or first seen since this day.", show_default=False
        ),
    ] = None,
    every_copy: Annotated[bool, typer.Option("--all", help="Every copy, not one article a family.")] = False,
    row_limit: Annotated[int, typer.Option("--rows", min=1, max=1000, help="Articles at most.")] = 20,
    as_csv: AsCsv = False,
    as_markdown: AsMarkdown = False,
    parquet: ToParquet = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Search titles and texts, the best first: one article a family, so that copies don't fill the page."""
    values = room.Search.of(" ".join(words)).parameters(
        one_a_family=not every_copy, row_limit=row_limit, outlet=outlet, language=language,
        since=since.date() if since else None,
    )  # fmt: skip
    with workplace(home).warehouse.reader() as connection:
        put_out(
            connection, statement(room.SEARCH), values,
            Output(as_json=as_json, as_csv=as_csv, as_markdown=as_markdown, parquet=parquet),
            show=room.show_answer, row_limit=row_limit,
        )  # fmt: skip


def _known(question: Question) -> dict[str, object]:
    return question.model_dump(mode="json")


def _statement(question: str | None, file: Path | None) -> str:
    if file is not None and question is None:
        return sys.stdin.read() if str(file) == "-" else read_file(file).decode("utf-8", "replace")
    if question is not None and file is None:
        return question
    raise typer.BadParameter("give a statement or --file, one of the two")
