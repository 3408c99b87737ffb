"""Files and folders that leave the house: whole or not at all, wherever a person wants them."""

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from ingest.archive.segments import disk_errors, durable_file
from ingest.errors import PermanentError

_ROWS_A_GROUP = 100_000


@contextmanager
def new_output(path: Path) -> Iterator[BinaryIO]:
    """A file that appears when the block ends well, and replaces an older one.

    Raises:
        OutOfSpace, NoHome: it cannot be written there.
        PermanentError: it is a folder.
    """
    if path.is_dir():
        raise PermanentError(f"{path} is a folder: name a file")
    partial = path.with_name(f".{path.name}.part")
    try:
        with disk_errors(path.parent):
            partial.unlink(missing_ok=True)
        with durable_file(partial, home=path.parent) as file:
            yield file
        with disk_errors(path.parent):
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def new_output_folder(path: Path) -> Iterator[Path]:
    """A folder that appears when the block ends well.

    Raises:
        OutOfSpace, NoHome: it cannot be written there.
        PermanentError: there is such a folder with something in it, or a file of that name.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise PermanentError(f"{path} is there already: choose a new folder")
    partial = path.with_name(f".{path.name}.part")
    try:
        with disk_errors(path.parent):
            shutil.rmtree(partial, ignore_errors=True)
            partial.mkdir()
            yield partial
            partial.replace(path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_batches(path: Path, batches: pa.RecordBatchReader) -> int:
    """Write rows to a Parquet file as they come, a batch at a time.

    Returns:
        How many rows it holds.

    Raises:
        OutOfSpace, NoHome, PermanentError: see `new_output`.
    """
    rows = 0
    with (
        new_output(path) as file,
        disk_errors(path.parent),
        pq.ParquetWriter(file, batches.schema, compression="zstd") as writer,
    ):
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def rows_of(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """The rows of a batch as Python has them."""
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def write_csv(path: Path, batches: pa.RecordBatchReader) -> int:
    """Write rows to a CSV file (RFC 4180, UTF-8) as they come, a batch at a time.

    Returns:
        How many rows it holds.

    Raises:
        OutOfSpace, NoHome, PermanentError: see `new_output`.
    """
    rows = 0
    with new_output(path) as file, disk_errors(path.parent):
        text = TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(batches.schema.names)
        for batch in batches:
            writer.writerows(rows_of(batch))
            rows += batch.num_rows
        text.detach()
    return rows


def write_json_lines(path: Path, objects: Iterable[Mapping[str, object]]) -> int:
    """Write one JSON object a line as they come.

    Returns:
        How many lines it holds.

    Raises:
        OutOfSpace, NoHome, PermanentError: see `new_output`.
    """
    lines = 0
    with new_output(path) as file, disk_errors(path.parent):
        for value in objects:
            file.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            lines += 1
    return lines


def write_bytes(path: Path, payload: bytes) -> None:
    """Write a document.

    Raises:
        OutOfSpace, NoHome, PermanentError: see `new_output`.
    """
    with new_output(path) as file, disk_errors(path.parent):
        file.write(payload)


def write_partitions(folder: Path, batches: pa.RecordBatchReader, *, by: str) -> None:
    """Write rows as a Parquet data set, one folder `by=value` for each value of a column (Hive's form)."""
    partitioning = ds.partitioning(pa.schema([batches.schema.field(by)]), flavor="hive")
    ds.write_dataset(
        batches, folder, format="parquet", partitioning=partitioning, max_rows_per_group=_ROWS_A_GROUP,
    )  # fmt: skip
