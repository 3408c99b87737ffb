"""The door of the deduplicate stage: loaded and staged articles in, everyone's place in its family out."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa

from ingest.archive import SpooledTexts, read_table, write_table
from ingest.deduplicate.analysis import Copies, analysed, copies
from ingest.deduplicate.corpus import OPTIONAL
from ingest.deduplicate.find import families_of
from ingest.knowledge import Knowledge
from ingest.warehouse import Connection, execute, statement

_BATCH = 4_096  # rows

Progress = Callable[[str, int, int], None]


def _unwatched(_what: str, _done: int, _of: int) -> None:
    """Nobody looks on."""


def find_copies(connection: Connection, staged: Sequence[Path], *, knowledge: Knowledge) -> Copies:
    """The families of all articles: those in the replica and those of staged `articles.parquet` files.

    Nothing is written but a temporary table of the connection. Which segments are loaded already
    and which are staged changes nothing: families are a function of the set of versions.

    Args:
        connection: of the replica that is about to be loaded.
        staged: Parquet files of `ArticleVersion`.
        knowledge: which sites belong to agencies.
    """
    if staged:
        execute(connection, "deduplicate/stage_texts", staged=[str(path) for path in staged])
    else:
        execute(connection, "deduplicate/stage_no_texts")
    reader = connection.sql(statement("deduplicate/select_corpus")).to_arrow_reader(_BATCH)
    with SpooledTexts() as texts:
        return copies(_with_agencies(_spooled(reader, texts, _unwatched), knowledge), texts)


def find_families_of_file(source: Path, target: Path, *, progress: Progress) -> int:
    """The families of the articles of a Parquet file, as `find_families` tells them, in another.

    Memory grows by about two kilobytes an article; the texts lie on disk.

    Args:
        source: with the columns of `find_families`.
        target: written whole or not at all; an older file is replaced.
        progress: called with `read`, rows read and 0.

    Returns:
        How many articles there were.

    Raises:
        UnreadableFile: the source is no Parquet, or has no `article_id` or no `text`.
        OutOfSpace, NoHome: the target cannot be written.
    """
    reader = read_table(source, required=("article_id", "text"), optional=OPTIONAL)
    with SpooledTexts() as texts:
        rows = _spooled(reader, texts, progress)
        write_table(target, families_of(analysed(rows, texts)))
    return rows.num_rows


def _spooled(reader: pa.RecordBatchReader, texts: SpooledTexts, progress: Progress) -> pa.Table:
    """All rows without their texts, which go to disk."""
    names = [name for name in reader.schema.names if name != "text"]
    rows = []
    for batch in reader:
        texts.add(batch["text"].to_pylist())
        rows.append(batch.select(names))
        progress("read", len(texts), 0)
    return pa.Table.from_batches(rows, pa.schema([reader.schema.field(name) for name in names]))


def _with_agencies(corpus: pa.Table, knowledge: Knowledge) -> pa.Table:
    """The corpus with the agency whose own site each article stands on."""
    agencies = [knowledge.agency_at(str(url)) for url in corpus["url"].to_pylist()]
    own = pa.array([agency.agency_id if agency else None for agency in agencies], pa.string())
    return corpus.append_column("source_agency", own)
