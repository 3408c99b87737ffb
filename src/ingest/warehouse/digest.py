"""One short text that is equal for two warehouses exactly when they hold the same facts."""

from hashlib import sha256

from duckdb import DuckDBPyConnection

from ingest.warehouse.statements import rows


def table_digests(connection: DuckDBPyConnection) -> dict[str, str]:
    """Digest of each table of facts, by the table's name; the order of rows does not count.

    Rows of producers that readers no longer see are left out, and so are dimensions (they come
    from the seeds and the list of subscriptions) and the ledger.
    """
    return {
        table: sha256(f"{count}:{total}".encode()).hexdigest()[:16]
        for table, count, total in rows(connection, "digest/tables")
    }


def digest(connection: DuckDBPyConnection) -> str:
    """Digest of all facts: 64 hexadecimal digits, the same in every process."""
    lines = sorted(f"{table}={value}" for table, value in table_digests(connection).items())
    return sha256("\n".join(lines).encode()).hexdigest()
