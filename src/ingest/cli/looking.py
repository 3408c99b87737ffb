"""Commands that look: report, explain, sql."""

import csv
import mimetypes
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ingest import ask
from ingest.ask import Explanation
from ingest.cli.output import AsJson, Home, say, utc_now, workplace
from ingest.errors import NotAnArticle, QueryRefused, UnreadableFile
from ingest.knowledge import packaged
from ingest.records import Capture, CaptureKind, FetchOutcome, identity
from ingest.warehouse import Answer, answer

_FILE_BYTES = 50_000_000  # a page on disk that is larger is no page
_QUESTION_SECONDS = 60.0
_ROWS = 100

SeenAt = Annotated[
    datetime | None,
    typer.Option("--seen-at", help="When it was fetched, UTC. [default: now]", show_default=False),
]


def report(home: Home = None, as_json: AsJson = False) -> None:
    """What came in, what became of it, who copied whom, which feeds are ill."""
    with workplace(home).warehouse.reader() as connection:
        shown = ask.night_report(connection)
    say(ask.show_report(shown), shown.model_dump(mode="json"), as_json=as_json)


def explain(
    what: Annotated[
        str, typer.Argument(metavar="FILE|URL|ARTICLE_ID", help="A file, or an article of the snapshot.")
    ],
    url: Annotated[
        str | None, typer.Option("--url", help="The address of a file.", show_default=False)
    ] = None,
    seen_at: SeenAt = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Show one article with every candidate, its origin, what won and why, and what was dropped."""
    if Path(what).is_file():
        if url is None:
            raise typer.BadParameter(
                "a file needs --url, the address that it was fetched from", param_hint="--url"
            )
        explained = explain_file(Path(what), url=url, seen_at=seen_at)
    elif "/" in what and "//" not in what:
        raise UnreadableFile(f"{what} is no file. Give a file with --url, an address, or an article's id")
    else:
        place = workplace(home)
        with place.warehouse.reader() as connection:
            explained = ask.explain_article(connection, what, archive=place.archive)
    say(ask.show_explanation(explained), explained.model_dump(mode="json"), as_json=as_json)


def sql(
    question: Annotated[str | None, typer.Argument(help="One SQL statement; $name is a parameter.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Read the statement from a file.", show_default=False)
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", help="name=value for $name; may be given again.", show_default=False),
    ] = None,
    row_limit: Annotated[int, typer.Option("--rows", min=1, help="Rows shown at most.")] = _ROWS,
    as_csv: Annotated[bool, typer.Option("--csv", help="All rows as CSV on standard output.")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Ask the published snapshot in SQL: views of schema `news`, read-only, never waits for a load."""
    text = _question(question, file)
    limit = sys.maxsize - 1 if as_csv else row_limit
    with workplace(home).warehouse.reader() as connection:
        answered = answer(
            connection, text, _parameters(parameter or []), seconds=_QUESTION_SECONDS, row_limit=limit
        )
    if as_csv:
        _write_csv(answered)
    else:
        known = {"columns": answered.columns, "rows": answered.as_objects(), "cut": answered.is_cut}
        say(ask.show_answer(answered), known, as_json=as_json)


def _write_csv(answered: Answer) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(answered.columns)
    writer.writerows(answered.rows)


def _question(question: str | None, file: Path | None) -> str:
    if file is not None and question is None:
        return _read(file).decode("utf-8", "replace")
    if question is not None and file is None:
        return question
    raise typer.BadParameter("give a statement or --file, one of the two")


def _parameters(pairs: list[str]) -> dict[str, object]:
    split = [pair.partition("=") for pair in pairs]
    if any(not separator for _, separator, _ in split):
        raise QueryRefused("a parameter is name=value: --param outlet=bbc.co.uk")
    return {name: value for name, _, value in split}


def explain_file(file: Path, *, url: str, seen_at: datetime | None) -> Explanation:
    """Explain a file as the page at an address.

    Raises:
        UnreadableFile: it cannot be read, or is no article.
    """
    payload = _read(file)
    instant = seen_at.replace(tzinfo=UTC) if seen_at else utc_now()
    capture = Capture(
        capture_id=identity("capture", "page", url, instant.isoformat()), kind=CaptureKind.PAGE, url=url,
        final_url=url, fetched_at=instant, outcome=FetchOutcome.FETCHED, status=200,
    )  # fmt: skip
    try:
        return ask.explain_payload(
            payload,
            url=url,
            content_type=mimetypes.guess_type(file.name)[0],
            capture=capture,
            knowledge=packaged(),
        )
    except NotAnArticle as error:
        raise UnreadableFile(f"{file} is {error}") from error


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > _FILE_BYTES:
            raise UnreadableFile(f"{file} has {size:,} bytes; more than {_FILE_BYTES:,} is no page")
        return file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read: {error.strerror}") from error
