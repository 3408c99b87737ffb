"""Anyone's Parquet files: read a batch at a time, written whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.archive.outputs import write_batches
from ingest.errors import UnreadableFile

_BATCH = 4_096  # rows


def read_table(path: Path, *, required: Sequence[str], optional: Sequence[str]) -> pa.RecordBatchReader:
    """The rows of a Parquet file, a batch at a time; of the optional columns those that it has.

    Raises:
        UnreadableFile: there is no such file, it is no Parquet, or it lacks a required column; also while
            it is read, where it is damaged.
    """
    with _complaints(path):
        file = pq.ParquetFile(path)
    missing = [name for name in required if name not in file.schema_arrow.names]
    if missing:
        raise UnreadableFile(
            f"{path} has no column {missing[0]!r}. It needs {', '.join(required)}; "
            f"{', '.join(optional)} are used where they are there"
        )
    columns = [name for name in file.schema_arrow.names if name in {*required, *optional}]
    schema = pa.schema([file.schema_arrow.field(name) for name in columns])
    return pa.RecordBatchReader.from_batches(schema, _batches(file, path, columns))


def _batches(file: pq.ParquetFile, path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with file, _complaints(path):
        for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
            yield batch.select(columns)


@contextmanager
def _complaints(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, pa.ArrowException) as error:
        raise UnreadableFile(f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}") from error


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table; the file appears whole or not at all, and replaces an older one.

    Raises:
        OutOfSpace, NoHome: it cannot be written there.
    """
    write_batches(path, table.to_reader())
