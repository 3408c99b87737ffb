"""The warehouse's edge: DuckDB files, connections, migrations, named statements. The only importer of duckdb.

Readers get the published snapshot and never wait; one writer at a time gets a replica that
nobody reads. See docs/warehouse.md.
"""

from ingest.warehouse.answers import Answer, answer, answer_batches, explained_plan
from ingest.warehouse.beside import Comparison, ReadingChange, compare_snapshots
from ingest.warehouse.connections import Connection, memory, scratch
from ingest.warehouse.digest import digest, table_digests
from ingest.warehouse.guard import GuardedConsole, GuardLimits
from ingest.warehouse.search import index_texts
from ingest.warehouse.statements import execute, names_in, numbers, rows, statement, transaction
from ingest.warehouse.store import Replica, Warehouse
from ingest.warehouse.summaries import complete_summaries, doubt_summaries, renew_summaries

__all__ = [
    "Answer",
    "Comparison",
    "Connection",
    "GuardLimits",
    "GuardedConsole",
    "ReadingChange",
    "Replica",
    "Warehouse",
    "answer",
    "answer_batches",
    "compare_snapshots",
    "complete_summaries",
    "digest",
    "doubt_summaries",
    "execute",
    "explained_plan",
    "index_texts",
    "memory",
    "names_in",
    "numbers",
    "renew_summaries",
    "rows",
    "scratch",
    "statement",
    "table_digests",
    "transaction",
]
