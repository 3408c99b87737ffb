"""The guarded console under attack: nothing gets out, nothing is written, the next question is answered."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.ask.golden import publish_golden

from ingest.errors import ConsoleBusy, NothingPublished, QueryRefused
from ingest.warehouse import GuardedConsole, GuardLimits

CANARY = "canary-7f3a"
LIMITS = GuardLimits(seconds=1.0, memory_bytes=150_000_000, answer_bytes=200_000, row_limit=50)

FILES = {
    "read a text": "SELECT * FROM read_text('{secret}')",
    "read bytes": "SELECT * FROM read_blob('{secret}')",
    "read csv": "SELECT * FROM read_csv('{secret}', header = false)",
    "sniff csv": "SELECT * FROM sniff_csv('{secret}')",
    "read json": "SELECT * FROM read_json('{secret}')",
    "read ndjson objects": "SELECT * FROM read_ndjson_objects('{secret}')",
    "scan parquet": "SELECT * FROM read_parquet('{secret}')",
    "parquet metadata": "SELECT * FROM parquet_metadata('{secret}')",
    "parquet schema": "SELECT * FROM parquet_schema('{secret}')",
    "list files": "SELECT * FROM glob('{folder}/*')",
    "list the root": "FROM glob('/*')",
    "a file as a table": "SELECT * FROM '{secret}'",
    "a parquet file as a table": "FROM '{folder}/x.parquet'",
    "a process's environment": "SELECT * FROM read_text('/proc/self/environ')",
    "a process's memory map": "SELECT * FROM read_text('/proc/self/maps')",
    "read through query": "SELECT * FROM query('SELECT * FROM read_text(''{secret}'')')",
    "read within WITH": "WITH x AS (SELECT * FROM read_text('{secret}')) SELECT * FROM x",
    "read within a subquery": "SELECT (SELECT content FROM read_text('{secret}'))",
    "read within EXPLAIN ANALYZE": "EXPLAIN ANALYZE SELECT * FROM read_text('{secret}')",
    "read within PIVOT": "PIVOT (SELECT * FROM read_text('{secret}')) ON filename USING count(*)",
    "a variable of Python": "SELECT * FROM CANARY",
    "a module of Python": "SELECT * FROM sys",
    "write csv": "COPY (SELECT 1) TO '{out}'",
    "write parquet": "COPY (SELECT 1) TO '{out}' (FORMAT parquet)",
    "write within WITH": "WITH x AS (COPY (SELECT 1) TO '{out}') SELECT * FROM x",
    "write within EXPLAIN ANALYZE": "EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}'",
    "read into a table": "COPY news.articles FROM '{secret}'",
    "export everything": "EXPORT DATABASE '{out}'",
    "import everything": "IMPORT DATABASE '{folder}'",
    "attach a new file": "ATTACH '{out}' AS other",
    "attach a file for reading": "ATTACH '{secret}' AS other (READ_ONLY)",
    "attach the warehouse for writing": "ATTACH '{published}' AS again",
    "a log file": "CALL enable_logging(storage = 'file', storage_config = {{'path': '{out}'}})",
    "a profile": "PRAGMA profiling_output = '{out}'",
}
NETWORK = {
    "read over http": "SELECT * FROM read_text('http://127.0.0.1:{port}/')",
    "csv over http": "SELECT * FROM read_csv('http://127.0.0.1:{port}/x.csv')",
    "a url as a table": "SELECT * FROM 'http://127.0.0.1:{port}/x.parquet'",
    "read from s3": "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
    "attach over http": "ATTACH 'http://127.0.0.1:{port}/x.duckdb' AS other",
    "install": "INSTALL httpfs",
    "install from": "INSTALL httpfs FROM 'http://127.0.0.1:{port}'",
    "load": "LOAD httpfs",
    "load a file": "LOAD '{secret}'",
    "a secret": "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "attach another server": "ATTACH 'host=127.0.0.1 port={port}' AS other (TYPE postgres)",
}
SETTINGS = {
    "external access": "SET enable_external_access = true",
    "unlock": "SET lock_configuration = false",
    "memory": "SET memory_limit = '100GB'",
    "memory by pragma": "PRAGMA memory_limit = '100GB'",
    "threads": "SET GLOBAL threads = 64",
    "spill": "SET temp_directory = '{folder}'",
    "extensions": "SET autoinstall_known_extensions = true",
    "home": "SET home_directory = '{folder}'",
    "reset": "RESET enable_external_access",
    "replacements": "SET python_enable_replacements = true",
    "time": "SET max_execution_time = 0",
    "allowed paths": "SET allowed_directories = ['/']",
    "setting within a select": "SELECT set_config('memory_limit', '100GB')",
}
WRITES = {
    "create a table": "CREATE TABLE memory.main.x AS SELECT 1",
    "create a temporary table": "CREATE TEMP TABLE x AS SELECT * FROM range(1000000000)",
    "create a view": "CREATE VIEW news.x AS SELECT 1",
    "create a macro": "CREATE OR REPLACE TEMP MACRO lower(x) AS 'nothing'",
    "insert": "INSERT INTO main.ledger SELECT * FROM main.ledger",
    "insert within WITH": "WITH x AS (INSERT INTO ledger SELECT * FROM ledger RETURNING *) SELECT * FROM x",
    "update": "UPDATE main.dim_outlet SET name = 'x'",
    "delete": "DELETE FROM main.fact_version",
    "truncate": "TRUNCATE main.fact_version",
    "drop": "DROP SCHEMA news CASCADE",
    "alter": "ALTER TABLE main.ledger ADD COLUMN x INTEGER",
    "merge": "MERGE INTO main.ledger USING main.ledger AS x ON true WHEN MATCHED THEN DELETE",
    "checkpoint": "FORCE CHECKPOINT",
    "vacuum": "VACUUM",
    "a transaction that stays": "BEGIN TRANSACTION",
    "detach": "DETACH warehouse",
    "use": "USE memory",
    "prepare": "PREPARE x AS SELECT 1",
    "a variable": "SET VARIABLE x = 1",
    "two statements": "SELECT 1; SELECT 2",
    "a statement behind a comment": "SELECT 1 -- \n; DROP SCHEMA news CASCADE",
    "no statement": " -- nothing",
}
BOMBS = {
    "a long text": "SELECT repeat('x', 2000000000)",
    "a padded text": "SELECT lpad('x', 2000000000, 'y')",
    "a wide format": "SELECT printf('%2000000000d', 1)",
    "a long list": "SELECT range(2000000000)",
    "a list of everything": "SELECT list(range) FROM range(1000000000)",
    "a resized list": "SELECT list_resize([1], 2000000000, 1)",
    "a joined text": "SELECT string_agg(repeat('x', 1000), '') FROM range(10000000)",
    "a bit string": "SELECT bit_count(repeat('1', 2000000000)::BIT)",
    "a doubling text": (
        "WITH RECURSIVE x AS (SELECT 'x' AS t UNION ALL SELECT t || t FROM x) SELECT max(t) FROM x"
    ),
    "a sort of everything": "SELECT * FROM range(100000000000) AS a (x) ORDER BY hash(x)",
    "a group of everything": "SELECT count(*) FROM (SELECT range FROM range(100000000000) GROUP BY range)",
    "a window of everything": "SELECT sum(sum) FROM (SELECT sum(range) OVER () FROM range(1000000000))",
    "a hash join": "SELECT count(*) FROM range(1000000000) a JOIN range(1000000000) b USING (range)",
    "a cross join": (
        "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range"
        " + b.range + c.range < 0"
    ),
    "a count": "SELECT sum(sqrt(range)) FROM range(1000000000000)",
    "no end": "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n FROM x) SELECT count(*) FROM x",
    "a slow pattern": (
        "SELECT sum(range) FROM range(99999999) WHERE regexp_matches(repeat('a', 999) || range, '(a*)*b')"
    ),
    "a deep nesting": "SELECT " + "(" * 40_000 + "1" + ")" * 40_000,
    "a deep list": "SELECT " + "[" * 40_000 + "]" * 40_000,
    "a deep document": "SELECT json_extract(repeat('[', 50000000), '$')",
    "a long question": "SELECT '" + "x" * 200_000 + "'",
    "many sums": f"SELECT sum(x) FROM ({' UNION ALL '.join(['SELECT range x FROM range(999999999)'] * 500)})",
}
ATTACKS = {**FILES, **NETWORK, **SETTINGS, **WRITES, **BOMBS}


class Target(NamedTuple):
    """A console, and what an attack would like to reach."""

    console: GuardedConsole
    words: dict[str, object]  # that attacks fill in
    folder: Path
    listener: socket.socket


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    home, folder = tmp_path_factory.mktemp("golden"), tmp_path_factory.mktemp("folder")
    published = publish_golden(home).published_path()
    (folder / "secret.txt").write_text(CANARY)
    console = GuardedConsole(home, LIMITS)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        words: dict[str, object] = {
            "secret": folder / "secret.txt",
            "folder": folder,
            "out": folder / "out",
            "published": published,
            "port": listener.getsockname()[1],
        }
        yield Target(console, words, folder, listener)
    console.close()


def test_there_are_attacks_enough() -> None:
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_nothing_out_and_takes_nothing_down(name: str, target: Target) -> None:
    attack = ATTACKS[name] if name in BOMBS else ATTACKS[name].format(**target.words)
    with pytest.raises(QueryRefused) as refused:
        target.console.ask(attack)
    assert CANARY not in str(refused.value)
    assert [path.name for path in target.folder.iterdir()] == ["secret.txt"]
    with pytest.raises(BlockingIOError):
        target.listener.accept()
    assert target.console.ask("SELECT count(*) AS n FROM articles").rows == ((10,),)


def test_an_answer_that_is_too_large_is_cut(target: Target) -> None:
    many = target.console.ask("SELECT * FROM range(1000000)")
    assert (len(many.rows), many.is_cut) == (50, True)
    wide = target.console.ask("SELECT repeat('x', 50000) FROM range(50)")
    assert (len(wide.rows), wide.is_cut) == (3, True)
    assert target.console.ask("SELECT repeat('x', 1000000)").rows == ()


def test_what_is_locked_says_so(target: Target) -> None:
    settings = dict(
        target.console.ask(
            "SELECT name, value FROM duckdb_settings() WHERE name IN ('enable_external_access',"
            " 'lock_configuration', 'python_enable_replacements', 'temp_directory')"
        ).rows
    )
    assert settings == {
        "enable_external_access": "false",
        "lock_configuration": "true",
        "python_enable_replacements": "false",
        "temp_directory": "",
    }


def test_values_are_those_of_json(target: Target) -> None:
    ((*values,),) = target.console.ask(
        "SELECT 1, 1.5::DOUBLE, NULL, true, 'x', DATE '2024-02-20', TIMESTAMPTZ '2024-02-20 10:34:00Z',"
        " [1, 2], {'a': 1}, 1.50::DECIMAL(9, 2), 9007199254740993, 'nan'::DOUBLE"
    ).rows
    assert values == [
        1, 1.5, None, True, "x", "2024-02-20", "2024-02-20T10:34:00+00:00", [1, 2], {"a": 1}, "1.50",
        "9007199254740993", "nan",
    ]  # fmt: skip


def test_parameters_are_values_and_no_sql(target: Target) -> None:
    asked = "SELECT count(*) FROM articles WHERE outlet = $outlet"
    assert target.console.ask(asked, {"outlet": "Alpha Post"}).rows == ((3,),)
    assert target.console.ask(asked, {"outlet": "' OR true --"}).rows == ((0,),)


def test_many_ask_at_once_and_those_too_many_are_told(target: Target) -> None:
    def ask(_: int) -> str:
        try:
            return str(target.console.ask("SELECT count(*) FROM articles").rows[0][0])
        except ConsoleBusy:
            return "busy"

    with ThreadPoolExecutor(8) as people:
        said = list(people.map(ask, range(8)))
    assert set(said) <= {"10", "busy"}
    assert said.count("10") >= LIMITS.at_once
    assert target.console.ask("SELECT 1").rows == ((1,),)


def test_a_home_without_a_snapshot_says_so(tmp_path: Path) -> None:
    console = GuardedConsole(tmp_path)
    with pytest.raises(NothingPublished, match="nothing is published"):
        console.ask("SELECT 1")
    console.close()
