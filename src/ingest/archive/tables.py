"""Anyone's Parquet files: read a batch at a time, written whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.archive.segments import disk_errors, durable_file
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


def write_batches(path: Path, batches: pa.RecordBatchReader) -> int:
    """Write rows as they come, a batch at a time; the file appears whole or not at all.

    Returns:
        How many rows it holds.

    Raises:
        OutOfSpace, NoHome: it cannot be written there.
    """
    partial = path.with_name(f".{path.name}.part")
    rows = 0
    try:
        with (
            durable_file(partial, home=path.parent) as file,
            disk_errors(path.parent),
            pq.ParquetWriter(file, batches.schema, compression="zstd") as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)
                rows += batch.num_rows
        with disk_errors(path.parent):
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return rows
