"""Answers to questions that a person typed: bounded, and refused with one clear line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Timer
from typing import Any

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection

from ingest.errors import QueryRefused
from ingest.records import Record

_BATCH_ROWS = 10_000
_PLAN_SECONDS = 10.0


class Answer(Record):
    """A table: the names of its columns and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool  # there are more rows than were asked for

    def as_objects(self) -> list[dict[str, Any]]:
        """One mapping a row, for JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def answer(
    connection: DuckDBPyConnection,
    question: str,
    parameters: Mapping[str, object] | None = None,
    *,
    seconds: float,
    row_limit: int,
) -> Answer:
    """Run one typed question on a reader's connection.

    Args:
        connection: of `Warehouse.reader`, which can neither write nor reach files or the network.
        question: one SQL statement; `$name` stands for a parameter.
        parameters: their values by name.
        seconds: after which it is interrupted.
        row_limit: rows that are fetched at most.

    Raises:
        QueryRefused: it is wrong, not allowed, or took too long.
    """
    with bounded(connection, seconds):
        cursor = connection.execute(question, dict(parameters) if parameters else None)
        columns = tuple(column[0] for column in cursor.description or ())
        fetched = cursor.fetchmany(row_limit + 1)
    return Answer(columns=columns, rows=tuple(fetched[:row_limit]), is_cut=len(fetched) > row_limit)


@contextmanager
def answer_batches(
    connection: DuckDBPyConnection,
    question: str,
    parameters: Mapping[str, object] | None = None,
    *,
    seconds: float,
) -> Iterator[pa.RecordBatchReader]:
    """All rows of one typed question in Arrow batches, so that no answer is too large for memory.

    Raises:
        QueryRefused: as `answer` does, also while the batches are read.
    """
    with bounded(connection, seconds):
        relation = connection.sql(question, params=dict(parameters) if parameters else None)
        if relation is None:
            raise QueryRefused("the statement gives no rows")
        yield relation.to_arrow_reader(_BATCH_ROWS)


def explained_plan(
    connection: DuckDBPyConnection, question: str, parameters: Mapping[str, object] | None = None
) -> str:
    """How the database would answer a question, as it draws its plan.

    Raises:
        QueryRefused: the question is wrong.
    """
    plan = answer(connection, f"EXPLAIN {question}", parameters, seconds=_PLAN_SECONDS, row_limit=10)
    return "\n".join(str(row[-1]) for row in plan.rows)


@contextmanager
def bounded(connection: DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Inside, a question is interrupted when its time is over, and the database's complaints are ours.

    Raises:
        QueryRefused: the question is wrong, not allowed, or took too long.
    """
    alarm = Timer(seconds, connection.interrupt)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    except (duckdb.Error, pa.ArrowException, RuntimeError) as error:
        if isinstance(error, duckdb.InterruptException) or "INTERRUPT" in str(error):
            raise QueryRefused(
                f"the question took longer than {seconds:g} seconds: narrow it down"
            ) from error
        if isinstance(error, duckdb.OutOfMemoryException):
            raise QueryRefused("the question needs more memory than it may have: narrow it down") from error
        raise QueryRefused(_first_paragraph(error)) from error
    finally:
        alarm.cancel()


def _first_paragraph(error: Exception) -> str:
    text = str(error).split("\n\n", 1)[0].strip()
    if text.startswith("Invalid Input Error: Values were not provided"):
        return f"{text.removeprefix('Invalid Input Error: ')}. Give them with --param name=value"
    return text
