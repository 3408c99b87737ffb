"""Live and archived captures of one article are one article, whichever came first."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from tests.history.archives import Page, order_of, place_at, taken, warc_of
from tests.press import capture_both_nights

from ingest.history import Order
from ingest.newsroom import NIGHTS, Newsroom
from ingest.newsroom.answers import Answers
from ingest.pipeline import Workplace, audit, ingest_captures, prepare, published_digest

BEFORE, BETWEEN, LONG_BEFORE = (
    NIGHTS[0] - timedelta(minutes=20), NIGHTS[0] + timedelta(hours=9), NIGHTS[0] - timedelta(hours=3),
)  # fmt: skip


def _archive_of_the_press(folder: Path) -> Order:
    """What a crawler saw of the press: some pages before the first night, some between the nights."""
    press, pages = Newsroom(), []
    for night, instants in ((1, (LONG_BEFORE, BEFORE)), (2, (BETWEEN,))):
        answers = Answers(press.edition(night))
        for number, piece in enumerate(press.edition(night).pieces):
            at = instants[number % len(instants)]
            if piece.published < at:
                host, _, path = piece.url.removeprefix("http://").partition("/")
                pages.append(Page(piece.url, at, answers.answer(host, f"/{path}").body))
    folder.mkdir()
    (folder / "crawl.warc.gz").write_bytes(warc_of(pages))
    return order_of(folder)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The captures of both nights, prepared but not loaded."""
    place = capture_both_nights(tmp_path_factory.mktemp("live") / "home")
    prepare(place)
    return place


def _lay_in(live: Workplace, place: Workplace, segment: str) -> None:
    """One night of live polling, as it was, with the tables that were made of it."""
    for path in live.archive.home.rglob(f"{segment}*"):
        to = place.archive.home / path.relative_to(live.archive.home)
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(path, to) if path.is_dir() else shutil.copyfile(path, to)


def _worked(live: Workplace, home: Path, order: Order, steps: str) -> Workplace:
    """A home in which nights (1, 2) and the backfill (b) came and were loaded in this order."""
    home.mkdir()
    for name in ("feeds.opml", "outlets.csv", "agencies.csv"):
        shutil.copyfile(live.archive.home / name, home / name)
    place = place_at(home)
    for step in steps:
        if step == "b":
            taken(place, order)
        else:
            _lay_in(live, place, live.archive.segments()[int(step) - 1])
            ingest_captures(place)
    return place


@pytest.mark.slow
def test_live_and_backfilled_in_any_order_give_the_same_warehouse(live: Workplace, tmp_path: Path) -> None:
    order = _archive_of_the_press(tmp_path / "crawl")
    places = {steps: _worked(live, tmp_path / steps, order, steps) for steps in ("12b", "b12", "1b2")}
    assert len({published_digest(place) for place in places.values()}) == 1
    for place in places.values():
        assert [check for check in audit(place) if check.difference] == []
    with places["12b"].warehouse.reader() as connection:
        query = connection.execute
        both = query(
            "SELECT article_id FROM fetches WHERE version_id IS NOT NULL GROUP BY ALL "
            "HAVING count(DISTINCT channel) = 2"
        ).fetchall()
        assert len(both) > 20
        # every article has one latest version, the one that its last capture shows
        assert (
            query(
                "SELECT article_id FROM versions WHERE is_latest GROUP BY ALL HAVING count(*) > 1"
            ).fetchall()
            == []
        )
        assert (
            query(
                "SELECT article_id FROM versions GROUP BY ALL HAVING "
                "list(first_seen_at ORDER BY version_no) <> list_sort(list(first_seen_at))"
            ).fetchall()
            == []
        )
        assert (
            query(
                "SELECT version_id FROM versions WHERE is_latest AND last_seen_at < ("
                "SELECT max(fetched_at) FROM fetches WHERE fetches.article_id = versions.article_id "
                "AND fetches.version_id IS NOT NULL)"
            ).fetchall()
            == []
        )
        # the archive saw some versions first: what we can prove moved back
        assert (
            query(
                "SELECT count(*) FROM versions AS shown JOIN fetches USING (capture_id) "
                "WHERE channel = 'backfill' AND sightings > 1"
            ).fetchall()[0][0]
            > 20
        )
