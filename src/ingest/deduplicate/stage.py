"""The door of the deduplicate stage: loaded and staged articles in, everyone's place in its family out."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from ingest.deduplicate.analysis import Copies, copies
from ingest.knowledge import Knowledge
from ingest.warehouse import Connection, execute, statement


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
    corpus = connection.sql(statement("deduplicate/select_corpus")).to_arrow_table()
    return copies(_with_agencies(corpus, knowledge))


def _with_agencies(corpus: pa.Table, knowledge: Knowledge) -> pa.Table:
    """The corpus with the agency whose own site each article stands on."""
    agencies = [knowledge.agency_at(str(url)) for url in corpus["url"].to_pylist()]
    own = pa.array([agency.agency_id if agency else None for agency in agencies], pa.string())
    return corpus.append_column("source_agency", own)
