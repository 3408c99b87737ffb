"""Summaries: narrow tables that most questions read, renewed for what a load changed.

They are derived from the facts and follow them. What they were made from is written down beside them: another
producer, another owner of an outlet or a new file makes all of them anew.
"""

from duckdb import DuckDBPyConnection

from ingest.warehouse.statements import execute, rows, transaction

_EMPTY = ("summary/empty_articles", "summary/empty_places", "summary/empty_families")
_CLEAR = ("summary/clear_articles", "summary/clear_places", "summary/clear_families")
_INSERT = ("summary/insert_articles", "summary/insert_places", "summary/insert_families")


def renew_summaries(connection: DuckDBPyConnection) -> None:
    """Make the summaries of `temp.changed_article` anew; call it inside the load's transaction.

    Where the summaries are not up to date with what came before, all of them.
    """
    if not _are_fresh(connection):
        _make_all(connection)
        return
    execute(connection, "summary/stage_families")
    for name in (*_CLEAR, *_INSERT):
        execute(connection, name)


def complete_summaries(connection: DuckDBPyConnection) -> bool:
    """Make all summaries where they do not fit the facts: after a migration, or where a load left them out.

    Returns:
        Whether they were made.
    """
    if _are_fresh(connection):
        return False
    with transaction(connection):
        _make_all(connection)
    return True


def _are_fresh(connection: DuckDBPyConnection) -> bool:
    ((are_fresh,),) = rows(connection, "summary/select_state")
    return bool(are_fresh)


def _make_all(connection: DuckDBPyConnection) -> None:
    execute(connection, "summary/clear_state")
    for name in (*_EMPTY, "summary/stage_everything", "summary/stage_families", *_INSERT):
        execute(connection, name)
    execute(connection, "summary/insert_state")


def doubt_summaries(connection: DuckDBPyConnection) -> None:
    """Let the next renewal make all summaries anew."""
    execute(connection, "summary/clear_state")
