"""`ingest doctor`: what is missing, in plain words, and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.press import press_at

from ingest.cli import main
from ingest.newsroom import NIGHTS
from ingest.pipeline import poll_feeds
from ingest.records import RunMode


def _findings(home: Path, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["doctor", "--home", str(home), "--json"]) == code
    return {one["what"]: one for one in json.loads(capsys.readouterr().out)["findings"]}


@pytest.fixture(autouse=True)
def _settings_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INGEST_HOME", "INGEST_CONTACT", "INGEST_STAND_INS"):
        monkeypatch.delenv(name, raising=False)


def test_a_fresh_home_is_told_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _findings(tmp_path / "home", capsys)
    assert "feeds import --seeds" in found["feeds"]["advice"]
    assert "INGEST_CONTACT" in found["contact"]["advice"]
    assert found["Airflow"]["verdict"] == "good"


def test_a_missing_home_lists_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 1
    (wrong,) = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["verdict"] == "wrong"]
    assert "INGEST_HOME" in wrong["says"]
    assert "INGEST_WORKERS" in wrong["advice"]


def test_captures_that_wait_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with press_at(tmp_path) as place:
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[0])
    found = _findings(tmp_path, capsys)
    assert found["warehouse"]["says"] == "0 of 1 segments are loaded"
    assert "ingest run" in found["warehouse"]["advice"]


def test_a_broken_list_of_feeds_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feeds.opml").write_text("no list at all")
    assert _findings(tmp_path, capsys, code=1)["feeds"]["verdict"] == "wrong"
