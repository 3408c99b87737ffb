"""A warehouse of every earlier version comes to the schema of today with its rows."""

from hashlib import sha256

import pytest

from ingest.warehouse import memory, statement
from ingest.warehouse.connections import Connection
from ingest.warehouse.migrations import bring_up_to_date
from ingest.warehouse.statements import scripts

MIGRATIONS = [name for name in scripts("migrations") if not name.endswith("0000_schema_migration")]
TABLES = (
    "SELECT table_name FROM duckdb_tables()"
    " WHERE NOT internal AND schema_name = 'main' AND table_name <> 'schema_migration' ORDER BY table_name"
)
COLUMNS = (
    "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()"
    " WHERE NOT internal AND schema_name IN ('main', 'news') ORDER BY ALL"
)
VALUES = {
    "VARCHAR": "'x'", "BOOLEAN": "true", "DATE": "'2024-02-20'", "BLOB": "'x'::BLOB",
    "TIMESTAMP WITH TIME ZONE": "'2024-02-20T10:34:00Z'",
}  # fmt: skip
"""By type; a list is empty, a number is 1."""
CLEANED = {"fact_edit"}  # 0047 removes edits that were none


def _value(kind: str) -> str:
    return "[]" if kind.endswith("[]") else VALUES.get(kind, "1")


def _insert_a_row(connection: Connection, table: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $table AND NOT is_nullable",
        {"table": table},
    ).fetchall()
    names = ", ".join(f'"{name}"' for name, _ in columns) or '"step"'
    values = ", ".join(_value(kind) for _, kind in columns) or "'x'"
    connection.execute(f"INSERT INTO main.{table} ({names}) VALUES ({values})")


def _counts(connection: Connection) -> dict[str, int]:
    tables = [table for (table,) in connection.execute(TABLES).fetchall()]
    return {
        table: connection.execute(f"SELECT count(*) FROM main.{table}").fetchall()[0][0] for table in tables
    }


@pytest.fixture(scope="module")
def schema() -> list[tuple[object, ...]]:
    with memory(schema=True) as connection:
        return connection.execute(COLUMNS).fetchall()


@pytest.mark.parametrize("last", MIGRATIONS[:-1])
def test_a_warehouse_of_an_earlier_version_becomes_one_of_today(
    last: str, schema: list[tuple[object, ...]]
) -> None:
    with memory() as connection:
        connection.execute(statement("migrations/0000_schema_migration"))
        for name in MIGRATIONS[: MIGRATIONS.index(last) + 1]:
            connection.execute(statement(name))
            file = name.rsplit("/", 1)[-1]
            connection.execute(
                statement("migrations/record_migration"),
                {"version": int(file.split("_", 1)[0]), "name": file, "sha256": _checksum(name)},
            )
        for (table,) in connection.execute(TABLES).fetchall():
            _insert_a_row(connection, table)
        before = _counts(connection)
        bring_up_to_date(connection)
        after = _counts(connection)
        assert {table: after[table] for table in before if table not in CLEANED} == {
            table: rows for table, rows in before.items() if table not in CLEANED
        }
        assert connection.execute(COLUMNS).fetchall() == schema


def _checksum(name: str) -> str:
    return sha256(statement(name).encode()).hexdigest()
