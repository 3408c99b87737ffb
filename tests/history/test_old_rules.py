"""An old capture is read by what held in its day, and what is wrong with its exchange is told."""

from datetime import UTC, datetime
from pathlib import Path

from tests.history.archives import Page, order_of, place_at, rows_of, taken, warc_of

from ingest.archive.warc_format import WarcRecord, serialised
from ingest.pipeline import Workplace
from ingest.records import Outlet

PAPER = Outlet(
    outlet_id="paper.example", domain="paper.example", name="The Paper", country="IN", language="en",
    zone="Asia/Kolkata", family_id="paper.example",
)  # fmt: skip
MOVED = "domain,field,value,first_day,last_day\npaper.example,zone,Europe/London,,2012-12-31\n"


def _page(number: int, at: datetime) -> Page:
    """A page whose time has no zone: only its house's says what it means."""
    said = f"{at:%Y-%m-%d}T12:00:00"
    text = " ".join(f"The board of ward {number} met for the {line}th time this year." for line in range(20))
    html = (
        f"<html lang='en'><head><title>Ward {number} meets again</title>"
        f"<meta property='article:published_time' content='{said}'></head>"
        f"<body><article><h1>Ward {number} meets again</h1><p>{text}</p></article></body></html>"
    )
    return Page(f"https://paper.example/news/{number}", at, html.encode())


def _backfilled(home: Path, *pages: Page) -> Workplace:
    folder, place = home / "crawl", place_at(home / "home")
    folder.mkdir()
    (folder / "a.warc.gz").write_bytes(warc_of(pages))
    place.archive.home.mkdir()
    place.archive.save_knowledge([PAPER], [])
    (place.archive.home / "outlet_history.csv").write_text(MOVED)
    taken(place, order_of(folder))
    return place


def test_a_house_that_moved_is_read_by_the_zone_of_the_captures_day(tmp_path: Path) -> None:
    days = [datetime(year, 1, 20, 18, tzinfo=UTC) for year in (2012, 2019)]
    place = _backfilled(tmp_path, *(_page(number, at) for number, at in enumerate(days)))
    found = rows_of(place, "SELECT published_at FROM articles ORDER BY url")
    assert [at.astimezone(UTC) for (at,) in found] == [
        datetime(2012, 1, 20, 12, 0, tzinfo=UTC), datetime(2019, 1, 20, 6, 30, tzinfo=UTC),
    ]  # fmt: skip


def test_wrong_chunks_of_an_archived_answer_are_told_or_read_and_hide_nothing(tmp_path: Path) -> None:
    sound, folder, place = (
        _page(1, datetime(2019, 1, 20, 18, tzinfo=UTC)),
        tmp_path / "crawl",
        place_at(tmp_path / "home"),
    )
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    fields = (("WARC-Type", "response"), ("WARC-Date", "2019-01-20T18:00:00Z"))
    hurt = [
        serialised(WarcRecord((*fields, ("WARC-Target-URI", f"https://paper.example/{name}")), head + body))
        for name, body in (
            ("plain", sound.body),
            ("odd", b"zz\r\n" + sound.body),
            ("cut", b"ffff\r\n" + sound.body),
        )
    ]
    folder.mkdir()
    (folder / "a.warc.gz").write_bytes(b"".join(hurt) + warc_of([sound]))
    done = taken(place, order_of(folder))
    assert done.kept + done.damaged == 4
    assert ("https://paper.example/news/1",) in rows_of(place, "SELECT url FROM articles")
    assert rows_of(place, "SELECT count(*) FROM fetches") == [(4,)]
