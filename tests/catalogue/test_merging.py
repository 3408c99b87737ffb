"""Merging lists: each feed once, however its address is written."""

import json
from pathlib import Path
from time import process_time

import pytest

from ingest.catalogue import merged
from ingest.cli import main
from ingest.knowledge import Knowledge, packaged
from ingest.parsing.feed_lists import read_feed_list
from ingest.parsing.opml import write_opml
from ingest.records import Subscription

OURS = (Subscription(url="https://a.example/rss", title="Ours", outlet_domain="a.example", folder="AA"),)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/rss",
        "http://a.example/rss",
        "https://www.a.example/rss/",
        "https://a.example/rss?utm_source=x",
    ],
)
def test_a_feed_that_we_have_is_known_under_any_address(address: str) -> None:
    result = merged(OURS, read_feed_list(address.encode()), Knowledge())
    assert result.added == ()
    assert [(one.same_as, one.folder, one.line) for one in result.known] == [
        ("https://a.example/rss", "AA", 1)
    ]


@pytest.mark.parametrize(
    "address", ["https://a.example/rss?ref=sport", "https://a.example/rss2", "https://b.a.example/rss"]
)
def test_another_feed_is_another(address: str) -> None:
    assert len(merged(OURS, read_feed_list(address.encode()), Knowledge()).added) == 1


def test_what_a_list_has_twice_is_added_once_and_told() -> None:
    offered = read_feed_list(b"https://b.example/f\nhttp://b.example/f/\nhttps://c.example/f\n")
    result = merged(OURS, offered, Knowledge())
    assert [one.url for one in result.added] == ["https://b.example/f", "https://c.example/f"]
    assert [(one.line, one.same_as) for one in result.known] == [(2, "https://b.example/f")]


def test_outlets_are_recognised_by_feed_or_home_page() -> None:
    offered = read_feed_list(
        b"url,home\nhttps://feeds.bbci.co.uk/news/rss.xml,https://www.bbc.co.uk/\nhttps://nobody.example/f,\n"
    )
    result = merged((), offered, packaged())
    assert [one.outlet_domain for one in result.added] == ["bbc.co.uk", "nobody.example"]
    assert result.outlets_recognised == 1


def test_five_thousand_feeds_are_imported_in_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feeds = [
        Subscription(
            url=f"https://news{n}.example/rss", title=f"News {n}", outlet_domain=f"news{n}.example",
            folder=f"Region {n % 7}/Country {n % 40}",
        )
        for n in range(5_000)
    ]  # fmt: skip
    (tmp_path / "list.opml").write_bytes(write_opml(feeds, title="T"))
    began = process_time()
    assert (
        main(["feeds", "import", str(tmp_path / "list.opml"), "--home", str(tmp_path / "home"), "--json"])
        == 0
    )
    assert process_time() - began < 10
    assert json.loads(capsys.readouterr().out)["added"] == 5_000
    assert main(["feeds", "export", str(tmp_path / "out.opml"), "--home", str(tmp_path / "home")]) == 0
    assert (tmp_path / "out.opml").read_bytes().count(b"xmlUrl") == 5_000
    assert b'text="Region 3"' in (tmp_path / "out.opml").read_bytes()
