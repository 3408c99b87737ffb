"""The full-text index: an inverted index in two tables, so that a snapshot needs no extension to be searched.

It is derived from `article_text` and follows it: whatever words a replica holds and its index lacks is added
before the replica is published. A killed publisher leaves the rest to the next.
"""

from duckdb import DuckDBPyConnection

from ingest.warehouse.statements import execute, rows, transaction

_AT_ONCE = 20_000  # versions; bounds the memory that their words take


def index_texts(connection: DuckDBPyConnection) -> int:
    """Add the words of all versions that the index lacks.

    Returns:
        How many versions were added.
    """
    added = 0
    while count := _index_some(connection):
        added += count
        if count < _AT_ONCE:
            break
    return added


def _index_some(connection: DuckDBPyConnection) -> int:
    with transaction(connection):
        execute(connection, "search/number_documents", most=_AT_ONCE)
        ((count,),) = rows(connection, "search/count_unindexed")
        if count:
            execute(connection, "search/insert_postings")
            execute(connection, "search/insert_documents")
    return int(count)
