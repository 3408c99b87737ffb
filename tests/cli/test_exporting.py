"""What other programs get: read back with other programs."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import feedparser
import pyarrow.dataset as ds
import pytest
from tests.ask.golden import publish_golden

import ingest
from ingest.cli import main
from ingest.parsing.wire import parse_wire
from ingest.warehouse import Warehouse

NINJS = frozenset({
    "uri", "standard", "type", "representationType", "pubStatus", "version", "firstCreated", "versionCreated",
    "contentCreated", "language", "headlines", "descriptions", "bodies", "by", "subjects", "places",
    "infoSources", "altIds",
})  # fmt: skip
"""Those properties of ninjs-schema_3.0.json that we write; no others may stand in an item."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    publish_golden(folder)
    return folder


def _export(home: Path, *words: object, code: int = 0) -> None:
    assert main(["export", *map(str, words), "--home", str(home)]) == code


def test_a_data_set_is_partitioned_described_and_whole(home: Path, tmp_path: Path) -> None:
    _export(home, "dataset", tmp_path / "set")
    articles = ds.dataset(tmp_path / "set" / "articles", partitioning="hive").to_table()
    assert articles.num_rows == 10
    assert {path.name for path in (tmp_path / "set" / "articles").iterdir()} == {"month=2024-02"}
    described = json.loads((tmp_path / "set" / "schema.json").read_text())["views"]
    assert described["articles"]["comment"].startswith("Grain: ")
    assert all(column["comment"] for view in described.values() for column in view["columns"])
    for view, known in described.items():
        names = ds.dataset(tmp_path / "set" / view, partitioning="hive").schema.names
        assert set(names) - {"month"} == {column["name"] for column in known["columns"]}, view
    _export(home, "dataset", tmp_path / "set", code=1)


def test_csv_holds_every_row_of_every_view(home: Path, tmp_path: Path) -> None:
    _export(home, "csv", tmp_path / "tables")
    with (tmp_path / "tables" / "articles.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sorted({row["outlet"] for row in rows}) == [
        "Alpha Post", "Beta Times", "Delta Blatt", "Gamma Echo", "Wire Agency",
    ]  # fmt: skip
    assert len(rows) == 10


def test_our_ninjs_is_read_as_an_agency_item_and_has_no_property_of_its_own(
    home: Path, tmp_path: Path
) -> None:
    _export(home, "ninjs", tmp_path / "items.jsonl")
    lines = (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 10
    for line in lines:
        assert set(json.loads(line)) <= NINJS
    dam = next(line for line in lines if "wire.example/dam" in line)
    (item,) = parse_wire(dam.encode(), content_type="application/json")
    assert item.headline == "Dam"
    assert "".join(item.paragraphs).startswith("The dam gave way on Tuesday and 14 houses")
    assert item.places == ("Malta",)


def test_json_ld_is_a_news_article_that_says_what_it_is_based_on(home: Path, tmp_path: Path) -> None:
    _export(home, "jsonld", tmp_path / "articles.jsonl", "--outlet", "alpha.example")
    articles = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_text().splitlines()]
    assert {article["@type"] for article in articles} == {"NewsArticle"}
    dam = next(article for article in articles if article["headline"] == "Dam")
    assert dam["isBasedOn"] == "https://wire.example/dam"
    assert dam["datePublished"] == "2024-02-21T05:30:00+00:00"
    assert dam["citation"] == ["a court filing"]
    assert len(articles) == 3


@pytest.mark.parametrize(("form", "name"), [("atom", "river.xml"), ("jsonfeed", "river.json")])
def test_the_river_has_one_entry_a_family_and_our_own_reader_reads_it(
    home: Path, tmp_path: Path, form: str, name: str
) -> None:
    _export(home, form, tmp_path / name, "--self-url", "https://example.org/river")
    feed = ingest.parse_feed((tmp_path / name).read_bytes(), url="https://example.org/river")
    assert feed.warnings == ()
    titles = [entry.title for entry in feed.entries]
    assert sorted(filter(None, titles)) == ["Archive", "Dam", "Fair", "Mayor steps down", "River", "Strike"]
    assert titles[0] == "Fair"
    dam = feed.entries[titles.index("Dam")]
    assert dam.link == "https://wire.example/dam"
    assert dam.guid
    assert dam.guid.startswith("urn:ingest:family:")
    assert dam.updated is not None
    assert str(dam.updated.at) == "2024-02-23 06:01:00+00:00"
    assert "4 articles: Alpha Post, Beta Times, Gamma Echo, Wire Agency" in (dam.content or "")


def test_anybody_can_subscribe_to_a_question(home: Path, tmp_path: Path) -> None:
    _export(home, "atom", tmp_path / "gone.xml", "--question", "headline-changes", "-p", "rows=5")
    feed = feedparser.parse((tmp_path / "gone.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == "Which headlines were changed, from what to what?"
    assert [entry.title for entry in feed.entries] == ["Delta Blatt · Mayor · Mayor steps down"]
    first = (tmp_path / "gone.xml").read_bytes()
    _export(home, "atom", tmp_path / "gone.xml", "--question", "headline-changes", "-p", "rows=5")
    assert (tmp_path / "gone.xml").read_bytes() == first


def test_opml_lists_the_feeds(home: Path, tmp_path: Path) -> None:
    _export(home, "opml", tmp_path / "feeds.opml")
    assert b"<opml" in (tmp_path / "feeds.opml").read_bytes()


def test_a_question_in_a_form_that_is_no_feed_is_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _export(home, "csv", tmp_path / "x", "--question", "languages", code=1)
    assert "csv is no feed" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_any_duckdb_opens_the_snapshot_without_us(home: Path) -> None:
    program = (
        "import duckdb, sys\nconnection = duckdb.connect(sys.argv[1], read_only=True)\n"
        "for source in ('news.articles', 'news.as_of(now())'):\n"
        "    print(connection.execute('SELECT count(*) FROM ' + source).fetchone()[0])"
    )
    path = str(Warehouse(home).published_path())
    said = subprocess.run(
        [sys.executable, "-I", "-c", program, path], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["10", "10"]


def test_a_notebook_gets_arrow_without_a_copy_in_between(home: Path) -> None:
    snapshot = ingest.connect(str(home))
    table = snapshot.sql("FROM articles SELECT outlet, published_at").to_arrow_table()
    snapshot.close()
    assert table.num_rows == 10
    assert str(table.schema.field("published_at").type) == "timestamp[us, tz=UTC]"
