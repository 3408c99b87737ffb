"""Answers to questions that a person typed: bounded, and refused with one clear line."""

from collections.abc import Mapping
from threading import Timer
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from ingest.errors import QueryRefused
from ingest.records import Record


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
    alarm = Timer(seconds, connection.interrupt)
    alarm.daemon = True
    alarm.start()
    try:
        cursor = connection.execute(question, dict(parameters) if parameters else None)
        columns = tuple(column[0] for column in cursor.description or ())
        fetched = cursor.fetchmany(row_limit + 1)
    except duckdb.InterruptException as error:
        raise QueryRefused(f"the question took longer than {seconds:g} seconds: narrow it down") from error
    except duckdb.Error as error:
        raise QueryRefused(str(error).split("\n\n", 1)[0].strip()) from error
    finally:
        alarm.cancel()
    return Answer(columns=columns, rows=tuple(fetched[:row_limit]), is_cut=len(fetched) > row_limit)
