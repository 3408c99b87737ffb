"""The notebook of the docs, run cell by cell over a real warehouse; the snapshot read through ADBC."""

import ast
import runpy
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from tests.ask.golden import publish_golden

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.py"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    publish_golden(folder)
    return folder


def _cells() -> list[str]:
    """The source of each cell: what marimo runs, in an order that the file already has."""
    tree = ast.parse(NOTEBOOK.read_text(encoding="utf-8"))
    return [
        ast.unparse(ast.Module([line for line in node.body if not isinstance(line, ast.Return)], []))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    ]


def test_every_cell_of_the_notebook_runs(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_HOME", str(home))
    names: dict[str, Any] = {}
    for cell in _cells():
        exec(cell, names)  # noqa: S102 - our own file
    try:
        tables = {name: value for name, value in names.items() if isinstance(value, pa.Table)}
        assert set(tables) == {"voices", "takers", "sources", "first_morning"}
        assert all(table.num_rows for table in tables.values())
    finally:
        names["news"].close()


@pytest.mark.skipif(find_spec("marimo") is None, reason="marimo is not installed: its cells are run above")
def test_the_notebook_runs_as_a_script(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INGEST_HOME", str(home))
    monkeypatch.setattr(sys, "argv", [str(NOTEBOOK)])
    runpy.run_path(str(NOTEBOOK), run_name="__main__")


def test_adbc_reads_the_published_file_as_arrow(home: Path) -> None:
    from adbc_driver_duckdb import dbapi

    path = str((home / "warehouse" / "current").resolve())
    with dbapi.connect(path, conn_kwargs=None) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT outlet, count(*) AS articles FROM news.articles GROUP BY outlet ORDER BY outlet"
        )
        found = cursor.fetch_arrow_table()
    assert found.num_rows > 1
    assert found.schema.names == ["outlet", "articles"]
