# ruff: noqa: E501 - lines as they are shown
"""`ingest normalise` and `ingest explain` on anybody's files."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.normalise.pages import page
from tests.shared_data import seed_article

from ingest.archive import Archive
from ingest.cli import main
from ingest.records import Capture, CaptureKind, FetchOutcome, Run, RunMode

URL = "https://www.example.in/world/harbour-plan-2809183"
NOW = datetime(2024, 2, 21, tzinfo=UTC)
SEED_URL = "https://www.devdiscourse.com/article/international/2809183"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages, one of them with an address in its sidecar, a file that is none, and one that is hidden."""
    place = tmp_path / "pages"
    (place / "inner").mkdir(parents=True)
    (place / "a.html").write_bytes(page())
    (place / "a.html.meta.json").write_text(json.dumps({"url": URL, "fetched_at": NOW.isoformat()}))
    (place / "inner" / "b.html").write_bytes(page(head="<link rel='canonical' href='https://b.example/own'>"))
    (place / "c.html").write_bytes(b"<html><body><p>Not found</p></body></html>")
    (place / "d.bin").write_bytes(b"bytes")
    (place / ".hidden.html").write_bytes(page())
    return place


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def warc(home: Path) -> Path:
    """A WARC file with one page and one that is gone."""
    captures = [
        Capture(
            capture_id=name, kind=CaptureKind.PAGE, url=f"https://{name}.example/a", final_url=f"https://{name}.example/a",
            fetched_at=NOW, outcome=outcome, status=status, headers=(("Content-Type", "text/html"),), body=body,
        )
        for name, outcome, status, body in (
            ("here", FetchOutcome.FETCHED, 200, page()),
            ("gone", FetchOutcome.GONE, 410, b""),
        )
    ]  # fmt: skip
    run = Run(run_id="test", mode=RunMode.FILE, started_at=NOW, software="test")
    Archive(home).write_captures(run, captures)
    return next(home.rglob("*.warc.gz"))


def test_a_folder_is_read_with_a_line_for_every_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["normalise", str(folder), "--json"]) == 0
    found = said(capsys)
    lines = {Path(line["file"]).name: line for line in found["lines"]}
    assert (found["records"], found["articles"]) == (4, 2)
    assert lines["a.html"]["url"] == URL
    assert lines["b.html"]["url"] == "https://b.example/own"
    assert (lines["c.html"]["result"], lines["c.html"]["reason"]) == ("rejected", "no-text")
    assert "ends in none of" in lines["d.bin"]["detail"]


@pytest.mark.parametrize("name", ["articles.parquet", "articles.jsonl"])
def test_the_articles_are_kept_where_the_user_says(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    assert main(["normalise", str(folder), "-o", str(target)]) == 0
    assert "2 articles in" in capsys.readouterr().out
    if target.suffix == ".parquet":
        titles = pq.read_table(target).column("title").to_pylist()
    else:
        titles = [json.loads(line)["title"] for line in target.read_text().splitlines()]
    assert titles == ["Norrvik rebuilds its breakwater"] * 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_warc_file_is_read_record_by_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["normalise", str(warc(tmp_path)), "--json"]) == 0
    assert [(line["url"], line["result"]) for line in said(capsys)["lines"]] == [
        ("https://here.example/a", "article"),
        ("https://gone.example/a", "nothing"),
    ]


def test_one_address_is_not_that_of_many_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["normalise", str(folder), "--url", URL]) == 2
    assert "one page" in capsys.readouterr().err


def test_what_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["normalise", str(tmp_path / "none")]) == 1
    assert "neither a file nor a folder" in capsys.readouterr().err


def test_explain_names_candidates_for_people_and_machines(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(folder / "a.html"), "--url", URL, "--json"]) == 0
    candidates = said(capsys)["candidates"]
    assert {one["field"] for one in candidates} >= {"title", "address", "body", "language"}
    assert {one["verdict"] for one in candidates} <= {"won", "agrees", "lost"}
    assert main(["explain", str(folder / "a.html"), "--url", URL]) == 0
    assert "candidates" in capsys.readouterr().out


def test_the_seed_article_is_explained_as_design_8_demands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["explain", str(seed_article()), "--url", SEED_URL]) == 0
    shown = capsys.readouterr().out
    for words in (
        "European Union, Japan plan security accord amid China's assertiveness",
        "Devdiscourse",
        "no evidence for the text",
        '2024-02-20T10:34:00Z · day 2024-02-20 · minute · zone by abbreviation · visible says "20-02-2024 16:04 IST"',
        "day first because 20 is no month",
        "IST read as India because the outlet and the agency are Indian",
        "repeats-summary",
    ):
        assert words in shown
