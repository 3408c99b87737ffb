"""What `ingest demo` promises, looked at from outside: one run in a process of its own."""

import json
import shutil
from pathlib import Path

import pytest
from tests.demonstration import Demonstrated

from ingest.cli import main
from ingest.demo import demonstrate
from ingest.errors import MisconfiguredError
from ingest.pipeline import Workplace, ingest_captures
from ingest.settings import Settings
from ingest.warehouse import Warehouse

DEAREST = 60.0  # CPU seconds of all processes: on two idle cores it ends within a minute
LARGEST = 1_000_000_000  # bytes of memory


def test_the_books_balance(demonstrated: Demonstrated) -> None:
    assert demonstrated.result["books"]["difference"] == 0


def test_every_planted_article_is_found(demonstrated: Demonstrated) -> None:
    result = demonstrated.result
    assert result["found"]["articles"] == result["truth"]["articles"] > 400


def test_copies_stand_in_the_right_family_under_the_right_parent(demonstrated: Demonstrated) -> None:
    result = demonstrated.result
    assert result["right"]["copies"] >= 0.95 * result["truth"]["copies"]


def test_a_quoted_passage_makes_no_copy(demonstrated: Demonstrated) -> None:
    result = demonstrated.result
    assert result["kept_apart"]["embedded"] == result["truth"]["embedded"] > 0


def test_agency_credits_and_times_are_read(demonstrated: Demonstrated) -> None:
    result = demonstrated.result
    assert result["right"]["agency_credits"] >= 0.98 * result["truth"]["agency_credits"]
    assert result["right"]["instants"] >= 0.98 * result["truth"]["instants"]
    assert result["wrong"]["agency_credits"] == 0


def test_the_captures_alone_give_the_same_tables(demonstrated: Demonstrated) -> None:
    assert demonstrated.result["digest"]["live"] == demonstrated.result["digest"]["replay"]


def test_it_is_quick_and_small(demonstrated: Demonstrated) -> None:
    assert demonstrated.cpu_seconds < DEAREST
    assert demonstrated.peak_bytes < LARGEST


def test_its_warehouse_answers(demonstrated: Demonstrated) -> None:
    assert Path(demonstrated.result["warehouse"]).is_file()
    with Warehouse(demonstrated.home).reader() as connection:
        ((articles,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
    assert articles == demonstrated.result["found"]["articles"]


def test_the_truth_lies_beside_it(demonstrated: Demonstrated) -> None:
    assert len(list(demonstrated.home.glob("truth/**/articles.parquet"))) == 1


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "thesis.txt"
    precious.write_text("years of work")
    with pytest.raises(MisconfiguredError, match="something else"):
        demonstrate(tmp_path, seed=1, progress=lambda *_: None)
    assert precious.read_text() == "years of work"


def test_an_article_explains_itself(demonstrated: Demonstrated, capsys: pytest.CaptureFixture[str]) -> None:
    with Warehouse(demonstrated.home).reader() as connection:
        ((article_id, url),) = connection.execute(
            "SELECT article_id, url FROM copies WHERE parent_id IS NOT NULL ORDER BY ALL LIMIT 1"
        ).fetchall()
    home = ["--home", str(demonstrated.home), "--json"]
    assert main(["explain", article_id, *home]) == 0
    by_id = json.loads(capsys.readouterr().out)
    assert main(["explain", url, *home]) == 0
    assert json.loads(capsys.readouterr().out) == by_id
    assert by_id["article"]["article_id"] == article_id
    assert {relative["relation"] for relative in by_id["family"]} >= {"original", "copy"}
    assert by_id["facts"]["chain"][0]["relation"] == "publishes"


def test_the_report_is_a_record_for_machines(
    demonstrated: Demonstrated, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--home", str(demonstrated.home), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["totals"]["articles"] == demonstrated.result["found"]["articles"]
    assert {line["step"] for line in report["funnel"]} == {"polls", "entries", "pages"}
    assert report["chain"]
    assert report["ill_feeds"]


def test_a_damaged_capture_is_counted_and_costs_nothing_else(
    demonstrated: Demonstrated, tmp_path: Path
) -> None:
    home = tmp_path / "damaged"
    shutil.copytree(demonstrated.home / "captures", home / "captures")
    shutil.copy(demonstrated.home / "outlets.csv", home)
    shutil.copy(demonstrated.home / "agencies.csv", home)
    last = max((home / "captures").rglob("*.warc.gz"))
    payload = bytearray(last.read_bytes())
    payload[len(payload) // 2 : len(payload) // 2 + 50] = bytes(50)
    last.write_bytes(payload)
    place = Workplace.of(Settings(home=home))
    loaded = ingest_captures(place)
    assert loaded.articles >= demonstrated.result["found"]["articles"] - 2
    with place.warehouse.reader() as connection:
        reasons = connection.execute("SELECT DISTINCT reason FROM rejections").fetchall()
    assert ("unreadable-record",) in reasons
