"""SQL by name: each statement is a file below `sql/`, with its grain in the first line."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from ingest.packaged import packaged_folder


def sql_root() -> Path:
    """The folder of the SQL files: inside the installed package, or beside `src` in a checkout."""
    return packaged_folder("sql")


@cache
def statement(name: str) -> str:
    """The text of `sql/{name}.sql`.

    Raises:
        FileNotFoundError: there is no such statement, which is a bug.
    """
    return (sql_root() / f"{name}.sql").read_text(encoding="utf-8")


def scripts(folder: str) -> tuple[str, ...]:
    """The names of the numbered scripts in a folder of `sql/`, in their order."""
    return tuple(f"{folder}/{path.stem}" for path in sorted((sql_root() / folder).glob("[0-9]*.sql")))


def names_in(folder: str) -> tuple[str, ...]:
    """The names of the statements in a folder of `sql/`, without the folder, in alphabetical order."""
    return tuple(sorted(path.stem for path in (sql_root() / folder).glob("*.sql")))


def execute(connection: DuckDBPyConnection, name: str, /, **parameters: object) -> None:
    """Run a named statement; its `$parameters` are given by name."""
    connection.execute(statement(name), parameters or None)


def rows(connection: DuckDBPyConnection, name: str, /, **parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a named statement; its `$parameters` are given by name."""
    return connection.execute(statement(name), parameters or None).fetchall()


def numbers(connection: DuckDBPyConnection, name: str, /, **parameters: object) -> NDArray[np.uint64]:
    """The one column of a named statement, UBIGINT and never null, without a Python object a row."""
    (column,) = connection.execute(statement(name), parameters or None).fetchnumpy().values()
    return np.asarray(column, np.uint64)


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Inside, everything is written or nothing is."""
    connection.begin()
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # a full disk ends the transaction by itself
            connection.rollback()
        raise
    connection.commit()
