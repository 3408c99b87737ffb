"""Families of anyone's Parquet file: the same as of the table in memory, with the texts on disk."""

import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.deduplicate.wording import article, table, text

import ingest
from ingest.cli import main

LINES: list[Mapping[str, object]] = [
    article("a", text(1)),
    article("b", f"HARTWELL (NNA) - {text(1)}", minute=5),
    article("c", text(2)),
    article("\u00fc-4", "\u8bb0\u8005 " + text(3) + " \U0001f5de"),
]


def _written(folder: Path, articles: pa.Table) -> Path:
    path = folder / "articles.parquet"
    pq.write_table(articles, path, row_group_size=2)
    return path


def test_a_file_gives_what_its_table_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = table(LINES)
    source, target = _written(tmp_path, articles), tmp_path / "families.parquet"
    assert main(["families", str(source), "-o", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"articles": 4}
    assert pq.read_table(target) == ingest.find_families(articles)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.parquet", "families.parquet"]


def test_a_table_without_rows_gives_no_families(tmp_path: Path) -> None:
    source, target = _written(tmp_path, table(LINES).slice(0, 0)), tmp_path / "families.parquet"
    assert main(["families", str(source), "-o", str(target)]) == 0
    assert pq.read_table(target).num_rows == 0


def test_a_missing_column_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _written(tmp_path, table(LINES).drop_columns("text"))
    assert main(["families", str(source), "-o", str(tmp_path / "out.parquet")]) == 1
    assert "has no column 'text'" in capsys.readouterr().err


def test_a_damaged_file_leaves_the_older_result_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = _written(tmp_path, table(LINES)), tmp_path / "families.parquet"
    assert main(["families", str(source), "-o", str(target)]) == 0
    before = target.read_bytes()
    source.write_bytes(source.read_bytes()[:-300])
    assert main(["families", str(source), "-o", str(target)]) == 1
    assert "cannot be read as Parquet" in capsys.readouterr().err
    assert target.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = _written(tmp_path, table(LINES))
    assert main(["families", str(source), "-o", str(tmp_path / "none" / "out.parquet")]) == 1
    assert "cannot write" in capsys.readouterr().err
