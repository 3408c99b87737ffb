"""How answers leave a command: a table, JSON, CSV, Markdown or a Parquet file."""

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer
from rich.console import Console, RenderableType

from ingest.archive.outputs import rows_of, write_batches
from ingest.ask import markdown
from ingest.cli.output import say
from ingest.errors import QueryRefused
from ingest.records import Record
from ingest.warehouse import Answer, Connection, answer, answer_batches

AsCsv = Annotated[bool, typer.Option("--csv", help="All rows as CSV on standard output.")]
AsMarkdown = Annotated[bool, typer.Option("--md", help="All rows as a Markdown table on standard output.")]
ToParquet = Annotated[
    Path | None, typer.Option("--parquet", help="Write all rows to this Parquet file.", show_default=False)
]
Parameters = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", help="name=value for $name; may be given again.", show_default=False),
]
ANSWER_SECONDS = 60.0


class Output(Record):
    """Which of the outputs was asked for."""

    as_json: bool = False
    as_csv: bool = False
    as_markdown: bool = False
    parquet: Path | None = None

    def insist_on_one(self) -> None:
        """Refuse two outputs at once."""
        if sum((self.as_json, self.as_csv, self.as_markdown, self.parquet is not None)) > 1:
            raise typer.BadParameter("choose one of --json, --csv, --md and --parquet")

    @property
    def is_whole(self) -> bool:
        """Whether all rows are wanted, a batch at a time."""
        return self.as_csv or self.as_markdown or self.parquet is not None


def given(pairs: Sequence[str] | None) -> dict[str, str]:
    """`name=value` pairs by name.

    Raises:
        QueryRefused: one has no `=`.
    """
    split = [pair.partition("=") for pair in pairs or ()]
    if any(not separator for _, separator, _ in split):
        raise QueryRefused("a parameter is name=value: --param outlet=bbc.co.uk")
    return {name.strip(): value for name, _, value in split}


def put_out(
    connection: Connection,
    statement: str,
    parameters: dict[str, Any],
    output: Output,
    *,
    show: Callable[[Answer], RenderableType],
    row_limit: int,
) -> None:
    """Answer a statement in the form that was asked for.

    Raises:
        QueryRefused: the statement is wrong or not allowed.
        OutOfSpace, NoHome: the Parquet file cannot be written.
    """
    output.insist_on_one()
    if output.is_whole:
        with answer_batches(connection, statement, parameters, seconds=ANSWER_SECONDS) as batches:
            _put_out_all(batches, output)
        return
    answered = answer(connection, statement, parameters, seconds=ANSWER_SECONDS, row_limit=row_limit)
    if output.as_json:
        known = {"columns": answered.columns, "rows": answered.as_objects(), "cut": answered.is_cut}
        say("", known, as_json=True)
    else:
        page(show(answered), lines=len(answered.rows))


def page(shown: RenderableType, *, lines: int) -> None:
    """Print; what is longer than the terminal goes through the pager, as `man` does."""
    console = Console()
    if console.is_terminal and sys.stdin.isatty() and lines > console.height - 6:
        with console.pager(styles=True):
            console.print(shown)
    else:
        console.print(shown)


def _put_out_all(batches: pa.RecordBatchReader, output: Output) -> None:
    if output.parquet is not None:
        count = write_batches(output.parquet, batches)
        sys.stderr.write(f"{count:,} rows in {output.parquet}\n")
    elif output.as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(batches.schema.names)
        writer.writerows(_rows(batches))
    else:
        sys.stdout.write(markdown(batches.schema.names, _rows(batches)))


def _rows(batches: pa.RecordBatchReader) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from rows_of(batch)
