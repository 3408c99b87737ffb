"""Lists of addresses: each page is asked for once and politely; what is not got is told or asked again."""

import gzip
from collections.abc import Iterator
from datetime import UTC
from functools import partial
from pathlib import Path

import pytest
from tests.archived import captured
from tests.history.archives import NOW, place_of, rows_of, taken
from tests.killing import killed_at

from ingest.history import Limits, Order, Scope, Source, SourceKind
from ingest.newsroom import Attic, Newsroom, Site, serve
from ingest.pipeline import audit, plan_backfill, published_digest, replay
from ingest.records import FetchOutcome

PRESS = Newsroom()
PAGES = tuple(piece.url for piece in PRESS.edition(1).pieces if piece.house.fault is None)
LIST = "http://lists.example/pages.txt"


def _order(place: str, **scope: object) -> Order:
    return Order(source=Source(kind=SourceKind.URLS, place=place), scope=Scope.model_validate(scope))


def _attic(*lines: str) -> Attic:
    return Attic(lists={"pages.txt": "\n".join(lines).encode()})


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(PRESS, shelves=_attic(*PAGES[:12]).shelves) as running:
        yield running


def _asked(site: Site) -> list[str]:
    """The pages that were asked for."""
    return [
        f"http://{one.host}{one.path}"
        for one in site.requests
        if one.path != "/robots.txt" and one.host != "lists.example"
    ]


def test_the_pages_of_a_list_become_articles_seen_when_they_were_asked_for(
    site: Site, tmp_path: Path
) -> None:
    place = place_of(tmp_path / "home", site)
    done = taken(place, _order(LIST))
    assert (done.kept, done.damaged, done.is_complete) == (12, 0, True)
    assert sorted(_asked(site)) == sorted(PAGES[:12])
    assert {at.astimezone(UTC) for (at,) in rows_of(place, "SELECT first_seen_at FROM articles")} == {NOW}
    assert rows_of(place, "SELECT DISTINCT channel FROM fetches WHERE kind = 'page'") == [("backfill",)]
    assert [check for check in audit(place) if check.difference] == []
    assert replay(place, into=tmp_path / "replayed") == published_digest(place)


def test_robots_txt_is_asked_before_the_pages_of_a_list(tmp_path: Path) -> None:
    closed = "http://harbour-post.example/members/puzzle-1"
    with serve(PRESS, shelves=_attic(closed).shelves) as site:
        place = place_of(tmp_path / "home", site)
        taken(place, _order(LIST), load=False)
        assert _asked(site) == []
    assert [one.outcome for one in captured(place)] == [FetchOutcome.FETCHED, FetchOutcome.DISALLOWED]


def test_a_plan_counts_pages_and_the_time_that_politeness_takes_and_asks_for_none(tmp_path: Path) -> None:
    lines = [f"http://harbour-post.example/{number}" for number in range(100)] + ["nonsense"]
    with serve(PRESS, shelves=_attic(*lines).shelves) as site:
        place = place_of(tmp_path / "home", site, host_spacing=2.0)
        planned = plan_backfill(place, _order(LIST), limits=Limits(), clock=lambda: NOW)
        slow = plan_backfill(place, _order(LIST), limits=Limits(requests_a_second=0.1), clock=lambda: NOW)
        assert _asked(site) == []
    assert (planned.requests, planned.seconds, slow.seconds) == (100, 225.0, 1000.0)
    assert [lost.why for lost in planned.unobtainable] == ["'nonsense' is no address of a page"]
    assert not place.archive.home.exists()


def test_what_is_there_is_not_asked_for_again_by_anybody(site: Site, tmp_path: Path) -> None:
    place = place_of(tmp_path / "home", site)
    taken(place, _order(LIST))
    asked = len(_asked(site))
    (tmp_path / "mine.txt").write_text("\n".join([*PAGES[:12], "", "# a comment", PAGES[20]]))
    other = _order(str(tmp_path / "mine.txt"))
    planned = plan_backfill(place, other, limits=Limits(), clock=lambda: NOW)
    assert (planned.files, planned.files_done) == (1, 12)
    done = taken(place, other)
    assert (done.kept, done.known) == (1, 12)
    again = taken(place, _order(LIST))
    assert (again.kept, again.known, again.is_complete) == (0, 12, True)
    assert len(_asked(site)) == asked + 1


def test_only_the_outlets_and_days_asked_for_are_fetched(tmp_path: Path) -> None:
    mine, other = (next(url for url in PAGES if name in url) for name in ("harbour-post", "fenland-echo"))
    lines = (f"{mine}\t2019-03-01", f"{other}\t2019-03-01", f"{mine}?later\t2021-01-01")
    with serve(PRESS, shelves=_attic(*lines).shelves) as site:
        place = place_of(tmp_path / "home", site)
        order = _order(LIST, outlets=("harbour-post.example",), first="2019-03-01", last="2019-03-02")
        done = taken(place, order, load=False)
        assert (done.kept, done.outside) == (1, 2)
        assert _asked(site) == [mine]


def test_a_line_that_is_no_address_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    with serve(PRESS, shelves=_attic("javascript:void(0)", PAGES[0], "<html>").shelves) as site:
        place = place_of(tmp_path / "home", site)
        done = taken(place, _order(LIST), load=False)
    assert (done.kept, done.damaged, done.is_complete) == (1, 2, True)
    told = [one.detail for one in captured(place) if one.outcome is FetchOutcome.UNDECODABLE]
    assert [text.partition(": ")[0] for text in told] == [f"{LIST} at item 0", f"{LIST} at item 2"]


def test_a_list_that_is_missing_or_broken_is_told(tmp_path: Path) -> None:
    torn = Attic(lists={"torn.gz": gzip.compress("\n".join(PAGES[:50]).encode())[:-30]})
    with serve(PRESS, shelves=torn.shelves) as site:
        place = place_of(tmp_path / "home", site)
        missing, broken = (
            taken(place, _order(f"http://lists.example/{name}"), load=False)
            for name in ("none.txt", "torn.gz")
        )
    assert (missing.kept, missing.damaged, missing.is_complete) == (0, 1, True)
    assert (broken.kept, broken.damaged, broken.is_complete) == (0, 1, False)  # the next run asks again
    assert {one.detail.partition(": ")[2] for one in captured(place)} == {
        "missing: HTTP 404 Not Found",
        "the body cannot be read (truncated): the gzip stream stops before its end",
    }  # fmt: skip


def test_a_page_that_fails_for_now_is_asked_for_again_by_the_next_run(tmp_path: Path) -> None:
    busy, gone = (
        "http://monsoon-chronicle.example/busy/page-1",
        "http://lakeshore-tribune.example/lost/page-1",
    )
    with serve(PRESS, shelves=_attic(busy, gone, PAGES[0]).shelves) as site:
        place = place_of(tmp_path / "home", site)
        first = taken(place, _order(LIST), load=False)
        second = taken(place, _order(LIST), load=False)
        asked = _asked(site)
    assert (first.kept, first.is_complete, second.kept, second.is_complete) == (3, False, 1, False)
    assert (asked.count(busy), asked.count(gone), asked.count(PAGES[0])) == (2, 1, 1)


def test_a_run_with_a_limit_stops_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.history.walk.ITEMS", 5)
    with serve(PRESS, shelves=_attic(*PAGES[:12]).shelves) as site:
        place = place_of(tmp_path / "home", site)
        first = taken(place, _order(LIST), byte_limit=1, load=False)
        assert (first.kept, first.is_complete) == (5, False)
        second = taken(place, _order(LIST), load=False)
        assert (second.kept, second.is_complete) == (7, True)
        assert sorted(_asked(site)) == sorted(PAGES[:12])


def test_killed_at_any_step_it_asks_for_no_page_twice_beyond_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.history.walk.ITEMS", 4)
    with serve(PRESS, shelves=_attic(*PAGES[:12]).shelves) as site:
        step, was_killed = 3, True
        while was_killed:
            place = place_of(tmp_path / f"home-{step}", site)
            before = len(_asked(site))
            was_killed = killed_at(step, partial(taken, place, _order(LIST), load=False))
            done = taken(place, _order(LIST), load=False)
            assert done.is_complete
            pages = [one.url for one in captured(place) if one.outcome is FetchOutcome.FETCHED]
            assert sorted(url for url in pages if not url.endswith("robots.txt")) == sorted(PAGES[:12])
            assert len(_asked(site)) - before <= 12 + 4
            step += 7
        assert step > 24
