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


def test_what_is_exported_can_be_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feeds", "import", "--seeds", "--home", str(tmp_path / "one")]) == 0
    assert main(["feeds", "export", str(tmp_path / "list.opml"), "--home", str(tmp_path / "one")]) == 0
    assert main(["feeds", "import", str(tmp_path / "list.opml"), "--home", str(tmp_path / "two")]) == 0
    exported = _listed(tmp_path / "one", capsys)
    assert len(exported) >= 200
    assert _listed(tmp_path / "two", capsys) == exported
