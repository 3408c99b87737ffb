"""Every statement has a purpose, parses, and binds against the migrated schema."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot

from ingest.archive import Archive
from ingest.archive.schemas import arrow_schema
from ingest.knowledge import Numeral
from ingest.load.dimensions import ListedFeed
from ingest.load.stage import RetoldArticle
from ingest.records import Agency, FamilyMember, LineageSignal, Outlet, Record, Reuse
from ingest.warehouse import Connection, Warehouse, memory, statement
from tests.warehouse.segments import ARTICLES_BY, FACTS_BY, Press, load_into, nights

ROOT = Path(__file__).parents[1] / "sql"
FILES = sorted(ROOT.rglob("*.sql"))
NAMES = [str(path.relative_to(ROOT).with_suffix("")) for path in FILES]
SCRIPTS = ("migrations/0", "views/")
STATEMENTS = [name for name in NAMES if not name.startswith(SCRIPTS)]
ELSEWHERE = (
    "deduplicate/",
    "stories/",
    "search/insert",
    "search/count",
    "summary/",
    "replay/",
)  # bound in their room's tests: they read tables that the room makes itself
STAGED: dict[str, type[Record]] = {
    "staged_member": FamilyMember,
    "staged_reuse": Reuse,
    "staged_signal": LineageSignal,
    "staged_numeral": Numeral,
    "staged_outer": RetoldArticle,
    "staged_outlet": Outlet,
    "staged_agency": Agency,
    "staged_feed": ListedFeed,
}
VALUES: dict[str, object] = {  # by the parameter's name; others are null
    "started_at": "2024-02-20T10:34:00Z",
    "version": 1,
    "segments": ["segment"],
    "readable": [1],
    "unreadable": [0],
    "published_articles": 1,
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, dict[str, object]]]:
    """A loaded replica with the staged tables that statements of a load see, and paths of real segments."""
    press = Press(Archive(tmp_path_factory.mktemp("home")))
    (name,) = nights(press, 1)
    areas = {"fetches": ARTICLES_BY, "entries": ARTICLES_BY, "articles": ARTICLES_BY, "facts": FACTS_BY}
    paths = {
        table: [
            str(press.archive.table_path("facts" if table == "facts" else "articles", producer, name, table))
        ]
        for table, producer in areas.items()
    }
    with Warehouse(press.archive.home).writer() as replica:
        load_into(press, replica, [name])
        for view, record in STAGED.items():
            replica.connection.register(view, arrow_schema(record).empty_table())
        yield replica.connection, {**VALUES, **paths}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_begins_with_what_a_row_is_or_what_it_is_for(name: str) -> None:
    first = statement(name).splitlines()[0]
    assert re.fullmatch(r"-- (Grain|Check|Purpose): .{20,}", first)


@pytest.mark.parametrize("name", [name for name in STATEMENTS if not name.startswith(ELSEWHERE)])
def test_a_statement_binds(name: str, loaded: tuple[Connection, dict[str, object]]) -> None:
    connection, values = loaded
    text = re.sub(r"--.*", "", statement(name))
    parameters = {key: values.get(key) for key in set(re.findall(r"\$(\w+)", text))}
    assert connection.execute(f"EXPLAIN {text}", parameters or None).fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_a_statement_parses_elsewhere(name: str) -> None:
    text = statement(name).replace("COMMENT ON MACRO TABLE", "COMMENT ON MACRO")  # sqlglot knows no other
    parsed = sqlglot.parse(text, dialect="duckdb")
    assert parsed
    if name in STATEMENTS:
        assert len([tree for tree in parsed if tree]) == 1


@pytest.mark.parametrize("name", [name for name in STATEMENTS if not name.startswith("questions/")])
def test_a_statement_is_used(name: str) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT.parent / "src").rglob("*.py"))
    built = re.sub(r"(insert|delete_superseded)_(\w+s)$", r"\1_{fact}", name)
    assert f'"{name}"' in source or f'"{built}"' in source


def test_the_schema_is_the_same_however_it_came_to_be(loaded: tuple[Connection, dict[str, object]]) -> None:
    columns = (
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE NOT internal AND schema_name IN ('main', 'news') AND database_name <> 'temp' ORDER BY ALL"
    )
    connection, _ = loaded
    with memory(schema=True) as fresh:
        assert connection.execute(columns).fetchall() == fresh.execute(columns).fetchall()
