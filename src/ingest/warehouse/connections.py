"""Connections: what each kind may do, and how DuckDB's complaints become ours."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from duckdb import DuckDBPyConnection

from ingest.errors import IngestError, NoHome, OutOfSpace
from ingest.warehouse.migrations import bring_up_to_date, refuse_newer

Connection = DuckDBPyConnection
"""A connection to DuckDB. Other rooms are handed one and never import duckdb themselves."""

READER_BYTES = (
    4_000_000_000  # of memory, of one connection; nothing is spilled, so that a read-only disk will do
)
_WRITER_MEMORY = "4GB"  # beyond it the load spills beside its replica
_SCRATCH_MEMORY = "1GB"
_FULL = ("No space left on device", "max_temp_directory_size", "disk quota exceeded")
_READ_ONLY = ("Read-only file system", "Permission denied")


@contextmanager
def memory(*, schema: bool = False) -> Iterator[Connection]:
    """A database in memory, gone afterwards; `schema=True` makes the warehouse's tables and views in it."""
    connection = duckdb.connect()
    try:
        _settle(connection)
        if schema:
            bring_up_to_date(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def scratch() -> Iterator[Connection]:
    """A database on disk, gone afterwards, that holds 1 GB in memory at most: for tables of any size."""
    with TemporaryDirectory(prefix="ingest-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "scratch.duckdb"
        connection = duckdb.connect(str(path), config={"memory_limit": _SCRATCH_MEMORY})
        try:
            _settle(connection)
            yield connection
        finally:
            connection.close()


def open_for_reading(path: Path, *, memory_bytes: int = READER_BYTES) -> Connection:
    """The snapshot in a file, read-only, with no way out to files, network or settings.

    The file is attached to a database of its own in memory: two readers in one process share no
    settings, and `lock_configuration` of one cannot refuse the set-up of the next.

    Raises:
        NewerSchema: a newer version of ingest wrote it.
        duckdb.Error: it cannot be opened.
    """
    connection = duckdb.connect(config={"memory_limit": f"{memory_bytes}B", "temp_directory": ""})
    try:
        connection.execute("SET TimeZone = 'UTC'")
        quoted = str(path).replace("'", "''")  # ATTACH takes no parameter
        connection.execute(f"ATTACH '{quoted}' AS warehouse (READ_ONLY)")
        connection.execute("SET search_path = 'warehouse.news,warehouse.main'")
        refuse_newer(connection)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET python_enable_replacements = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_writing(path: Path) -> Connection:
    """A replica, for its only writer, with the newest schema.

    Raises:
        NewerSchema: a newer version of ingest wrote it.
        duckdb.Error: it cannot be opened, for instance because another process has it open.
    """
    connection = duckdb.connect(str(path), config={"memory_limit": _WRITER_MEMORY})
    try:
        _settle(connection)
        bring_up_to_date(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def named_failures(home: Path) -> Iterator[None]:
    """Inside, a full disk is `OutOfSpace` and a disk that cannot be written is `NoHome`."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        named = _named(error, home)
        if named is None:
            raise
        raise named from error


def _settle(connection: Connection) -> None:
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET preserve_insertion_order = false")  # no statement relies on it; bounds memory
    connection.execute("SET python_enable_replacements = false")  # a variable's name is no table


def _named(error: duckdb.Error | OSError, home: Path) -> IngestError | None:
    code, text = getattr(error, "errno", None), str(error)
    if code in {errno.ENOSPC, errno.EDQUOT} or any(mark in text for mark in _FULL):
        return OutOfSpace(f"the disk that holds {home} is full: make room and run the same command again")
    if code in {errno.EROFS, errno.EACCES, errno.EPERM} or any(mark in text for mark in _READ_ONLY):
        return NoHome(f"{home} cannot be written: check its permissions, or choose another INGEST_HOME")
    return None
