"""Records in Parquet files and out again. Equal records give equal bytes."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from ingest import records as kinds
from ingest.archive.schemas import arrow_schema
from ingest.archive.segments import disk_errors
from ingest.errors import PermanentError, UnreadableFile
from ingest.records import Record

R = TypeVar("R", bound=Record)

_BATCH = 2_000  # records held in memory; articles of 5 kB make row groups of 10 MB
_READ_BATCH = 500


class RecordFile:
    """A Parquet file that takes records one by one, in their order, and holds a batch of them."""

    def __init__(self, file: BinaryIO, record_type: type[Record], *, home: Path) -> None:
        """Begin.

        Raises:
            OutOfSpace: see `disk_errors`.
        """
        self._schema = arrow_schema(record_type)
        self._home = home
        self._batch: list[Record] = []
        with disk_errors(home):
            self._writer = pq.ParquetWriter(file, self._schema, compression="zstd", compression_level=3)

    def add(self, record: Record) -> None:
        """Take a record.

        Raises:
            PermanentError: a value does not fit its column.
            OutOfSpace: see `disk_errors`.
        """
        self._batch.append(record)
        if len(self._batch) == _BATCH:
            self._write()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self._write()
            except BaseException:
                self._abandon()
                raise
            with disk_errors(self._home):
                self._writer.close()
        else:
            self._abandon()

    def _write(self) -> None:
        if self._batch:
            rows = _columns(self._batch, self._schema)
            with disk_errors(self._home):
                self._writer.write_batch(rows, row_group_size=_BATCH)
            self._batch = []

    def _abandon(self) -> None:
        with suppress(OSError):  # else it writes its footer when it is collected, to a closed file
            self._writer.close()


def write_records(
    file: BinaryIO, record_type: type[Record], records: Iterable[Record], *, home: Path
) -> None:
    """Write records, in their order, a batch at a time.

    Raises:
        PermanentError, OutOfSpace: see `RecordFile.add`.
    """
    with RecordFile(file, record_type, home=home) as written:
        for record in records:
            written.add(record)


def read_records(path: Path, record_type: type[R]) -> Iterator[R]:
    """Records in the order they were written, a batch at a time.

    Raises:
        UnreadableFile: there is no such file, or it does not hold such records.
    """
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_READ_BATCH):
                yield from map(record_type.model_validate, batch.to_pylist())
    except (OSError, ValueError, pa.ArrowException) as error:
        complaint = str(error).splitlines()[0]
        raise UnreadableFile(
            f"{path}: cannot be read as a table of {record_type.__name__} ({complaint})"
        ) from error


def is_current(folder: Path) -> bool:
    """Whether a folder holds tables, and each has the columns that its records have today."""
    paths = sorted(folder.glob("*.parquet"))
    return bool(paths) and all(map(_has_its_columns, paths))


def _has_its_columns(path: Path) -> bool:
    try:
        written = pq.read_schema(path)
    except (OSError, ValueError, pa.ArrowException):  # whoever reads it says what is wrong with it
        return True
    name = (written.metadata or {}).get(b"ingest.record", b"").decode()
    kind = getattr(kinds, name, None)
    return kind is None or written.equals(arrow_schema(kind))


def _columns(records: list[Record], schema: pa.Schema) -> pa.RecordBatch:
    try:
        return pa.RecordBatch.from_arrays([_column(records, column) for column in schema], schema=schema)
    except (pa.ArrowException, OverflowError, TypeError) as error:
        name = type(records[0]).__name__
        raise PermanentError(f"a value of a {name} does not fit its column: {error}") from error


def _column(records: list[Record], column: "pa.Field[Any]") -> "pa.Array[Any]":
    """One column, without a dict of every record: these took half of the time of writing."""
    values = [getattr(record, column.name) for record in records]
    if pa.types.is_nested(column.type):
        values = [_plain(value) for value in values]
    array: pa.Array[Any] = pa.array(values, type=column.type)
    return array


def _plain(value: object) -> object:
    """Records within a value as dicts."""
    if isinstance(value, Record):
        return value.model_dump()
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else value
