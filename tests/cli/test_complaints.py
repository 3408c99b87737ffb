"""What a user sees when something is wrong: one line that says what to do, and an exit code."""

import json
from pathlib import Path

import pytest
from tests.demonstration import Demonstrated
from tests.press import press_at

from ingest.cli import main
from ingest.newsroom import NIGHTS
from ingest.pipeline import poll_feeds
from ingest.records import RunMode
from ingest.warehouse import Warehouse

ACT, USAGE, AGAIN = 1, 2, 75


@pytest.fixture(autouse=True)
def _no_home_of_mine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INGEST_HOME", "INGEST_STAND_INS", "INGEST_WORKERS"):
        monkeypatch.delenv(name, raising=False)


def _complaint(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("ingest: ")]
    return line


def test_a_missing_home_says_how_to_choose_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == ACT
    assert "export INGEST_HOME=" in _complaint(capsys)


def test_a_home_that_is_a_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "file"
    home.write_text("")
    assert main(["feeds", "add", "https://a.example/feed", "--home", str(home)]) == ACT
    assert str(home) in _complaint(capsys)


def test_asking_before_the_first_load_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sql", "select 1", "--home", str(tmp_path)]) == ACT
    assert "ingest run" in _complaint(capsys)


@pytest.mark.parametrize("command", ["poll", "nightly"])
def test_polling_nothing_says_how_to_get_feeds(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--home", str(tmp_path / "home")]) == ACT
    assert "feeds import --seeds" in _complaint(capsys)


def test_a_machine_gets_the_complaint_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--home", str(tmp_path), "--json"]) == ACT
    assert json.loads(capsys.readouterr().out)["error"] == "NothingPublished"


def test_a_setting_that_cannot_work_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INGEST_WORKERS", "many")
    assert main(["report", "--home", str(tmp_path)]) == ACT
    assert "INGEST_WORKERS" in _complaint(capsys)


def test_a_stand_in_that_is_not_loopback_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INGEST_STAND_INS", "*=http://10.0.0.1:80")
    assert main(["report", "--home", str(tmp_path)]) == ACT
    assert "loopback" in _complaint(capsys)


def test_a_second_writer_is_told_to_try_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with press_at(tmp_path) as place:
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[0])
    with Warehouse(tmp_path).writer():
        assert main(["run", "--home", str(tmp_path)]) == AGAIN
    assert _complaint(capsys)


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["normalise", "no-such-page.html", "--url", "https://a.example/a"]) == ACT
    assert "no-such-page.html" in _complaint(capsys)


def test_an_empty_page_is_refused_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"")
    assert main(["explain", str(page), "--url", "https://a.example/a"]) == ACT
    assert "(empty)" in _complaint(capsys)


def test_a_file_without_its_address_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<p>text</p>")
    assert main(["explain", str(page)]) == USAGE
    assert "--url" in capsys.readouterr().err


def test_an_opml_file_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listing = tmp_path / "feeds.opml"
    listing.write_text("this is no list")
    assert main(["feeds", "import", str(listing), "--home", str(tmp_path / "home")]) == ACT
    assert "OPML" in _complaint(capsys)


def test_an_address_that_is_none_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "add", "ftp://a.example/feed", "--home", str(tmp_path)]) == USAGE
    assert "https://" in capsys.readouterr().err


def test_an_unknown_command_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == USAGE
    assert "fly" in capsys.readouterr().err


def test_a_warehouse_of_a_newer_version_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with press_at(tmp_path) as place:
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[0])
    with Warehouse(tmp_path).writer() as replica:
        replica.connection.execute("INSERT INTO schema_migration VALUES (9999, 'future', '0')")
        replica.seal()
        Warehouse(tmp_path).switch_to(replica.path)
    capsys.readouterr()
    for command in (["sql", "select 1"], ["run"], ["report"]):
        assert main([*command, "--home", str(tmp_path)]) == ACT
        assert "newer" in _complaint(capsys)


def test_wrong_sql_and_forbidden_sql_are_one_line(
    demonstrated: Demonstrated, capsys: pytest.CaptureFixture[str]
) -> None:
    for question in (
        "selec 1",
        "copy articles to 'x.csv'",
        "from read_csv('/etc/passwd')",
        "drop table fact_fetch",
    ):
        assert main(["sql", question, "--home", str(demonstrated.home)]) == ACT
        assert _complaint(capsys)


def test_a_loader_with_nothing_new_writes_nothing(
    demonstrated: Demonstrated, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in demonstrated.home.rglob("*.duckdb")}
    assert main(["run", "--home", str(demonstrated.home), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["segments"] == []
    assert {path: path.stat().st_mtime_ns for path in demonstrated.home.rglob("*.duckdb")} == before
