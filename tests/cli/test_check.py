"""`ingest feeds check`: one look at a feed, told like advice; nothing is stored."""

import json
from pathlib import Path

import pytest
from tests.press import press_at

from ingest.cli import main


def test_a_sound_feed_and_a_sick_one_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = "http://closed-gazette.example/feed.xml"
    with press_at(tmp_path) as place:
        before = sorted(tmp_path.rglob("*"))
        urls = {feed.url for feed in place.archive.subscriptions()}
        sound = min(url for url in urls if "harbour-post" in url)
        for name, value in place.settings.as_environment().items():
            monkeypatch.setenv(name, value)
        assert main(["feeds", "check", sound, gone, "--json"]) == 1
        checked = {feed["url"]: feed for feed in json.loads(capsys.readouterr().out)["feeds"]}
        assert main(["feeds", "check", sound]) == 0
    assert checked[sound]["outcome"] == "fetched"
    assert checked[sound]["entries"] == checked[sound]["dated"] > 0
    assert checked[sound]["validators"] == "etag, last-modified"
    assert (checked[gone]["outcome"], checked[gone]["kind"]) == ("gone", None)
    assert sorted(tmp_path.rglob("*")) == before
