"""What is handed out: articles as items, the deduplicated river and the rows of a question as feeds."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from pydantic import AwareDatetime

from ingest.ask.questions import Question
from ingest.records import Record, identity
from ingest.warehouse import Answer, Connection, statement

_ROWS_AT_ONCE = 1_000


class Item(Record):
    """One article as other programs take it."""

    article_id: str
    url: str
    outlet_id: str
    outlet: str
    title: str
    summary: str | None
    text: str
    language: str | None
    section: str | None
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    byline: str | None
    agency: str | None
    published_at: AwareDatetime | None
    published_day: date | None
    modified_at: AwareDatetime | None
    first_seen_at: AwareDatetime
    family_id: str
    versions: int
    parent_url: str | None  # of the article that it was taken from
    places: tuple[str, ...]
    sources: tuple[str, ...]


class OutEntry(Record):
    """One entry of a feed that we hand out."""

    entry_id: str  # a URI that stays
    title: str
    url: str | None
    content: str  # HTML
    published: AwareDatetime
    updated: AwareDatetime
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str | None = None


class OutFeed(Record):
    """A feed that we hand out."""

    feed_id: str  # a URI that stays
    title: str
    subtitle: str
    updated: AwareDatetime
    entries: tuple[OutEntry, ...]


def items(connection: Connection, *, since: date | None, outlet: str | None) -> Iterator[Item]:
    """Articles first seen since a day, a batch in memory at a time."""
    cursor = connection.execute(statement("export/items"), {"since": since, "outlet": outlet})
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for row in rows:
            yield Item.model_validate(dict(zip(names, row, strict=True)) | _lists(names, row))


def river(
    connection: Connection, *, since: date | None, outlet: str | None, row_limit: int, now: datetime
) -> OutFeed:
    """The news without its copies: one entry a family, the newest first."""
    cursor = connection.execute(
        statement("export/river"), {"since": since, "outlet": outlet, "rows": row_limit}
    )
    names = [column[0] for column in cursor.description or ()]
    entries = tuple(_family(dict(zip(names, row, strict=True))) for row in cursor.fetchall())
    return OutFeed(
        feed_id="urn:ingest:river",
        title="The river, without copies",
        subtitle="One entry for each text, however many outlets ran it.",
        updated=max((entry.updated for entry in entries), default=now),
        entries=entries,
    )


def rows_as_feed(question: Question, answer: Answer, *, now: datetime) -> OutFeed:
    """The rows of an answer as entries; a row that says the same later is the same entry."""
    entries = tuple(_row(question, answer.columns, row, now) for row in answer.rows)
    return OutFeed(
        feed_id=f"urn:ingest:question:{question.name}",
        title=question.title,
        subtitle=f"{question.meaning} Cannot know: {question.limits}",
        updated=max((entry.updated for entry in entries), default=now),
        entries=entries,
    )


def _lists(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return {name: value or () for name, value in zip(names, row, strict=True) if isinstance(value, list)}


def _family(row: dict[str, Any]) -> OutEntry:
    elsewhere = f"{row['articles']} articles: {row['outlets']}" if row["articles"] > 1 else row["outlet"]
    credit = f" Text: {row['agency']}." if row["agency"] else ""
    summary = f"<p>{escape(row['summary'])}</p>" if row["summary"] else ""
    return OutEntry(
        entry_id=f"urn:ingest:family:{row['family_id']}",
        title=row["title"] or row["url"],
        url=row["url"],
        content=f"{summary}<p>{escape(elsewhere)}.{escape(credit)}</p>",
        published=row["published_at"],
        updated=row["changed_at"],
        authors=tuple(row["authors"] or (row["outlet"],)),
        topics=tuple(row["topics"] or ()),
        language=row["language"],
    )


def _row(question: Question, columns: Sequence[str], row: Sequence[Any], now: datetime) -> OutEntry:
    known = dict(zip(columns, row, strict=True))
    instants = [value for value in row if isinstance(value, datetime) and value.tzinfo]
    at = max(instants, default=now)
    shown = [(name, value) for name, value in known.items() if value is not None]
    cells = "".join(f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td></tr>" for name, value in shown)
    return OutEntry(
        entry_id=f"urn:ingest:row:{identity('row', question.name, *(str(value) for value in row))}",
        title=str(known.get("title") or " · ".join(str(value) for _, value in shown[:3])),
        url=next((str(value) for name, value in shown if name == "url"), None),
        content=f"<table>{cells}</table>",
        published=at,
        updated=at,
    )
