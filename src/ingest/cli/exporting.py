"""The command that hands the snapshot to other programs: data sets, items, feeds."""

import json
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer
from rich.text import Text

from ingest import ask
from ingest.archive import Archive, outputs
from ingest.ask import export as forms
from ingest.ask.export import OutFeed
from ingest.cli.answers import ANSWER_SECONDS, Parameters, given
from ingest.cli.output import AsJson, Home, say, utc_now, workplace
from ingest.errors import QueryRefused
from ingest.parsing.opml import write_opml
from ingest.records import Record
from ingest.version import SOFTWARE
from ingest.warehouse import Connection, answer, rows, statement

_PARTITIONED = {"articles": "export/articles", "versions": "export/versions"}  # by month of first sighting
_BATCH_ROWS = 10_000
_MONTH = "month"


class Form(StrEnum):
    """What `ingest export` can write."""

    DATASET = "dataset"  # Parquet, a folder a view, articles and versions by month, with their schema
    CSV = "csv"  # a file a view
    NINJS = "ninjs"  # IPTC ninjs 3.0, one item a line
    JSONLD = "jsonld"  # schema.org NewsArticle, one article a line
    OPML = "opml"  # the feeds that are subscribed to
    ATOM = "atom"  # RFC 4287: the river without copies, or the rows of a question
    JSONFEED = "jsonfeed"  # JSON Feed 1.1: the same


class Wish(Record):
    """What of the snapshot is wanted."""

    since: date | None
    outlet: str | None
    question: str | None
    parameters: dict[str, str]
    row_limit: int
    self_url: str | None


def export(
    form: Annotated[Form, typer.Argument(help="What to write.")],
    target: Annotated[Path, typer.Argument(help="A new folder (dataset, csv) or a file.")],
    question: Annotated[
        str | None,
        typer.Option(help="Feeds: the rows of this question, not the river.", show_default=False),
    ] = None,
    parameter: Parameters = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Items: first seen since this day.", show_default=False),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(help="Items: only this outlet, by its domain.", show_default=False)
    ] = None,
    row_limit: Annotated[int, typer.Option("--rows", min=1, help="Feeds: entries at most.")] = 100,
    self_url: Annotated[
        str | None, typer.Option(help="Feeds: the address where it will be found.", show_default=False)
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Write the snapshot for other programs: a Parquet data set, CSV, ninjs, JSON-LD, OPML, or a feed.

    A feed holds one entry for each text, however many outlets ran it; or the rows of a question, so that a
    person can subscribe to its answer. Files appear whole or not at all.
    """
    wish = Wish(
        since=since.date() if since else None, outlet=outlet, question=question,
        parameters=given(parameter), row_limit=row_limit, self_url=self_url,
    )  # fmt: skip
    if question is not None and form not in {Form.ATOM, Form.JSONFEED}:
        raise QueryRefused(f"{form} is no feed: `ingest ask {question} --parquet FILE` keeps an answer")
    place = workplace(home)
    with place.warehouse.reader() as connection:
        count = _written(form, target, connection, wish, place.archive)
    say(
        Text(f"{count:,} written to {target}"),
        {"form": form.value, "target": str(target), "count": count},
        as_json=as_json,
    )


def _written(form: Form, target: Path, connection: Connection, wish: Wish, archive: Archive) -> int:
    """Write one form; how many rows, items or entries it holds."""
    match form:
        case Form.DATASET:
            return _dataset(target, connection)
        case Form.CSV:
            return _csv(target, connection)
        case Form.NINJS | Form.JSONLD:
            shape = forms.ninjs_item if form is Form.NINJS else forms.news_article
            found = forms.items(connection, since=wish.since, outlet=wish.outlet)
            return outputs.write_json_lines(target, map(shape, found))
        case Form.OPML:
            subscriptions = archive.subscriptions()
            outputs.write_bytes(target, write_opml(subscriptions, title="ingest"))
            return len(subscriptions)
        case Form.ATOM | Form.JSONFEED:
            feed = _feed(connection, wish)
            write = forms.atom_feed if form is Form.ATOM else forms.json_feed
            outputs.write_bytes(target, write(feed, self_url=wish.self_url))
            return len(feed.entries)


def _feed(connection: Connection, wish: Wish) -> OutFeed:
    if wish.question is None:
        return forms.river(
            connection, since=wish.since, outlet=wish.outlet, row_limit=wish.row_limit, now=utc_now()
        )
    question = ask.question_named(wish.question)
    answered = answer(
        connection, question.statement, ask.values(question, wish.parameters),
        seconds=ANSWER_SECONDS, row_limit=wish.row_limit,
    )  # fmt: skip
    return forms.rows_as_feed(question, answered, now=utc_now())


def _dataset(target: Path, connection: Connection) -> int:
    described = _described(connection)
    with outputs.new_output_folder(target) as folder:
        for view in described:
            if view in _PARTITIONED:
                batches = connection.sql(statement(_PARTITIONED[view])).to_arrow_reader(_BATCH_ROWS)
                outputs.write_partitions(folder / view, batches, by=_MONTH)
            else:
                (folder / view).mkdir()
                outputs.write_batches(folder / view / f"{view}.parquet", _view(connection, view))
        outputs.write_bytes(
            folder / "schema.json",
            json.dumps({"software": SOFTWARE, "views": described}, ensure_ascii=False, indent=1).encode(),
        )
    return len(described)


def _csv(target: Path, connection: Connection) -> int:
    described = _described(connection)
    with outputs.new_output_folder(target) as folder:
        for view in described:
            outputs.write_csv(folder / f"{view}.csv", _view(connection, view))
    return len(described)


def _view(connection: Connection, view: str) -> pa.RecordBatchReader:
    reader: pa.RecordBatchReader = connection.table(view).to_arrow_reader(_BATCH_ROWS)
    return reader


def _described(connection: Connection) -> dict[str, dict[str, Any]]:
    """Each view with its comment and columns, as `schema.json` has them."""
    found = rows(connection, "export/schema")
    return {
        view: {
            "comment": comment,
            "columns": [{"name": name, "type": kind, "comment": said} for _, _, name, kind, said in columns],
        }
        for (view, comment), columns in groupby(found, key=lambda row: (row[0], row[1]))
    }
