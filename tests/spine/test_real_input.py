"""Real feeds and pages, served from loopback under their own addresses, through the whole spine."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from tests.serving import served
from tests.shared_data import shared_data

from ingest.parsing.urls import registrable_domain
from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds
from ingest.records import RunMode, Subscription
from ingest.settings import Settings
from ingest.warehouse import rows

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
LISTING = "https://listing.example/pages.xml"


def _page_documents(folder: Path) -> dict[str, bytes]:
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return {row["url"]: gzip.decompress((folder / row["file"]).read_bytes()) for row in gold}


def _listing(urls: list[str]) -> bytes:
    items = "".join(f"<item><link>{escape(url)}</link><title>page</title></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>pages</title>{items}</channel></rss>".encode()


@pytest.mark.slow
def test_every_real_entry_and_page_ends_in_one_outcome(tmp_path: Path) -> None:
    pages = _page_documents(shared_data("extraction/fundus"))
    feeds = {
        f"https://feed-{number}.example/feed.xml": gzip.decompress(path.read_bytes())
        for number, path in enumerate(sorted(shared_data("feeds/real").glob("*.xml.gz")))
    }
    addresses = {**feeds, **pages, LISTING: _listing(list(pages))}
    with served({url.split("//", 1)[1]: body for url, body in addresses.items()}.get) as origin:
        settings = Settings(home=tmp_path, stand_ins={"*": origin}, host_spacing=0, pages_a_feed=200)
        place = Workplace.of(settings)
        place.archive.save_subscriptions(
            Subscription(url=url, title=url, outlet_domain=registrable_domain(url))
            for url in (*feeds, LISTING)
        )
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NOW)
        loaded = ingest_captures(place)
    assert [check for check in audit(place) if check.difference] == []
    with place.warehouse.reader() as connection:
        polls = dict(connection.execute("SELECT feed_url, result FROM polls").fetchall())
        read = connection.execute(
            "SELECT count(*) FROM fetches WHERE kind = 'page' AND outcome = 'fetched' AND result = 'article'"
        ).fetchall()
        bugs = connection.execute("SELECT url, reason FROM rejections WHERE reason LIKE 'bug%'").fetchall()
        entries = sum(row[-1] for row in rows(connection, "ask/report_funnel") if row[0] == "entries")
    assert set(polls) == {*feeds, LISTING}
    assert sum(result == "feed" for result in polls.values()) >= len(feeds)
    assert bugs == []
    assert read[0][0] >= 0.9 * len(pages)
    assert loaded.articles >= 0.9 * len(pages)
    assert entries > 3000
