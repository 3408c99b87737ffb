"""docs/tables.md is what the warehouse says of its own views; run this module to write it anew."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.warehouse import Connection, Warehouse

PAGE = Path(__file__).resolve().parents[1] / "docs" / "tables.md"
HEAD = """# Tables and columns

What `ingest sql`, `ingest.connect()` and every question see: the views and macros of schema `news`. This
page is made from their comments, which the snapshot itself carries: `SELECT column_name, comment FROM
duckdb_columns() WHERE table_name = 'articles'`. [The warehouse](warehouse.md) says what to keep in mind.
"""
_COLUMNS = """
    SELECT view_name, view.comment, column_name, data_type, col.comment
    FROM duckdb_views() AS view
    JOIN duckdb_columns() AS col ON col.schema_name = view.schema_name AND col.table_name = view.view_name
    WHERE view.schema_name = 'news' AND NOT view.internal
    ORDER BY view_name, column_index
"""
_MACROS = """
    SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', comment
    FROM duckdb_functions()
    WHERE schema_name = 'news' AND function_type IN ('macro', 'table_macro') AND NOT internal
    ORDER BY ALL
"""


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


def _page(connection: Connection) -> Iterator[str]:
    yield HEAD
    rows = connection.execute(_COLUMNS).fetchall()
    for (view, comment), columns in groupby(rows, key=lambda row: row[:2]):
        yield f"## {view}\n\n{_cell(comment)}\n\n| column | type | meaning |\n| --- | --- | --- |"
        yield from (f"| `{name}` | {kind} | {_cell(told)} |" for _, _, name, kind, told in columns)
        yield ""
    yield "## Macros\n\n| call | gives |\n| --- | --- |"
    yield from (
        f"| `{call}` | {_cell(comment)} |" for call, comment in connection.execute(_MACROS).fetchall()
    )


def generated(home: Path) -> str:
    """The page as an empty warehouse below this folder makes it."""
    with Warehouse(home).writer() as replica:
        return "\n".join(_page(replica.connection)).rstrip() + "\n"


def test_the_page_of_tables_is_current(tmp_path: Path) -> None:
    assert PAGE.read_text(encoding="utf-8") == generated(tmp_path)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        PAGE.write_text(generated(Path(folder)), encoding="utf-8")
