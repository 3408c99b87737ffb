import subprocess
import sys
from pathlib import Path

from tests.warehouse.segments import Press, load_into, nights, publish_all

from ingest.archive import Archive
from ingest.warehouse import Connection, Warehouse, digest, memory, table_digests

COPIED = ("fact_fetch", "fact_version", "fact_mention")


def test_a_digest_is_the_same_in_every_process(tmp_path: Path) -> None:
    press, warehouse = Press(Archive(tmp_path)), Warehouse(tmp_path)
    nights(press, 2)
    publish_all(press, warehouse)
    program = (
        "import sys, pathlib; from ingest.warehouse import Warehouse, digest\n"
        "with Warehouse(pathlib.Path(sys.argv[1])).reader() as connection: print(digest(connection))"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=True
    ).stdout
    with warehouse.reader() as connection:
        assert out.decode().strip() == digest(connection)


def test_a_digest_knows_rows_and_not_their_order(tmp_path: Path) -> None:
    press = Press(Archive(tmp_path))
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, nights(press, 2))
        before = table_digests(replica.connection)
        for table in COPIED:
            replica.connection.execute(f"CREATE TEMP TABLE copy AS FROM main.{table} ORDER BY hash({table})")
            replica.connection.execute(f"TRUNCATE main.{table}")
            replica.connection.execute(f"INSERT INTO main.{table} FROM copy")
            replica.connection.execute("DROP TABLE copy")
        assert table_digests(replica.connection) == before
        replica.connection.execute("UPDATE fact_mention SET country = 'FR' WHERE ordinal = 0")
        after = table_digests(replica.connection)
        assert {table for table in after if after[table] != before[table]} == {"fact_mention"}


def test_every_table_of_facts_is_digested_and_nothing_else() -> None:
    with memory(schema=True) as connection:
        assert set(table_digests(connection)) == set(_tables(connection))


def _tables(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'fact_%' OR table_name = 'article_text'"
    )
    return [name for (name,) in found.fetchall()]
