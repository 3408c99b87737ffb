"""The list of feeds: added to, imported, exported, and the same again."""

import json
from pathlib import Path

import pytest

from ingest.cli import main


def _listed(home: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert main(["feeds", "list", "--home", str(home), "--json"]) == 0
    return [feed["url"] for feed in json.loads(capsys.readouterr().out)["feeds"]]


def test_a_feed_is_added_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["feeds", "add", "https://a.example/feed", "--home", str(tmp_path)]) == 0
    assert _listed(tmp_path, capsys) == ["https://a.example/feed"]


def test_a_feed_that_is_added_again_is_asked_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["feeds", "add", "https://a.example/feed", "--home", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["feeds", "list", "--home", str(tmp_path), "--json"]) == 0
    (feed,) = json.loads(capsys.readouterr().out)["feeds"]
    assert (feed["asked_anew"] is not None, feed["state"]) == (True, "not polled")


def test_what_is_exported_can_be_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "import", "--seeds", "--home", str(tmp_path / "one")]) == 0
    assert main(["feeds", "export", str(tmp_path / "list.opml"), "--home", str(tmp_path / "one")]) == 0
    assert main(["feeds", "import", str(tmp_path / "list.opml"), "--home", str(tmp_path / "two")]) == 0
    exported = _listed(tmp_path / "one", capsys)
    assert len(exported) >= 200
    assert _listed(tmp_path / "two", capsys) == exported


def test_a_feed_is_added_with_its_place_and_removed_under_any_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = ["--home", str(tmp_path)]
    added = [
        "feeds",
        "add",
        "https://a.example/feed",
        "--title",
        "A",
        "--folder",
        "X/Y",
        "--outlet",
        "b.example",
    ]
    assert main([*added, *home]) == 0
    capsys.readouterr()
    assert main(["feeds", "list", "--folder", "X", "--json", *home]) == 0
    (feed,) = json.loads(capsys.readouterr().out)["feeds"]
    assert (feed["title"], feed["folder"], feed["outlet_domain"]) == ("A", "X/Y", "b.example")
    assert main(["feeds", "remove", "http://www.a.example/feed/", *home]) == 0
    assert main(["feeds", "remove", "http://a.example/feed", *home]) == 1
    assert _listed(tmp_path, capsys) == []


def test_an_import_reports_each_line_that_it_did_not_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.txt").write_text("https://a.example/f\nhttp://a.example/f/\ngopher://b.example/f\n")
    arguments = ["feeds", "import", str(tmp_path / "list.txt"), "--home", str(tmp_path / "home")]
    assert main([*arguments, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["known"], report["refused"]) == (1, 1, 1)
    assert report["duplicates"][0]["same_as"] == "https://a.example/f"
    assert report["refusals"][0]["line"] == 3
    assert main(arguments) == 0
    assert "gopher" in capsys.readouterr().out
