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
    assert checked[sound]["conditional"] == "honoured"
    assert [remark["topic"] for remark in checked[gone]["remarks"]] == ["reach"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_site_is_discovered_and_its_feed_subscribed_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with press_at(tmp_path / "press") as place:
        for name, value in place.settings.as_environment().items():
            monkeypatch.setenv(name, value)
        home = ["--home", str(tmp_path / "home")]
        assert main(["feeds", "discover", "http://harbour-post.example/", "--add", "--json", *home]) == 0
        found = json.loads(capsys.readouterr().out)
        assert main(["feeds", "discover", "http://nobody.example/", *home]) == 1
    assert found["best"] == "http://harbour-post.example/feed.xml"
    assert found["found"][1]["same_as"] == found["best"]
    capsys.readouterr()
    assert main(["feeds", "list", "--json", *home]) == 0
    assert [one["url"] for one in json.loads(capsys.readouterr().out)["feeds"]] == [found["best"]]


def test_an_import_that_checks_leaves_dead_feeds_out_and_follows_moved_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hosts = ("harbour-post", "closed-gazette", "moving-mirror")
    (tmp_path / "list.txt").write_text("".join(f"http://{host}.example/feed.xml\n" for host in hosts))
    with press_at(tmp_path / "press") as place:
        for name, value in place.settings.as_environment().items():
            monkeypatch.setenv(name, value)
        home = ["--home", str(tmp_path / "home")]
        assert main(["feeds", "import", str(tmp_path / "list.txt"), "--check", "--json", *home]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["refused"]) == (2, 1)
    assert "gone for good" in report["refusals"][0]["reason"]
    assert main(["feeds", "list", "--json", *home]) == 0
    listed = {one["url"] for one in json.loads(capsys.readouterr().out)["feeds"]}
    assert "http://moving-mirror.example/feeds/current.xml" in listed
