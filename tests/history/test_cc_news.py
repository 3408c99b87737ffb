"""A news crawl is read in ranges, one host out of many; a server that lies about ranges is found out."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

import pytest
from tests.archived import captured
from tests.history.archives import BEGIN, NOW, page, place_of, rows_of, taken
from tests.killing import killed_at

from ingest.history import Limits, Order, Scope, Source, SourceKind
from ingest.newsroom import CRAWL, Attic, CrawlFault, Newsroom, Ranges, Sighting, Site, serve
from ingest.pipeline import Workplace, audit, plan_backfill, published_digest, replay
from ingest.records import FetchOutcome

PRESS = Newsroom()
HOSTS = ("paper.example", "other.example")


def _seen(number: int) -> Sighting:
    one = page(number, host=HOSTS[number % 2], at=BEGIN + timedelta(hours=(number - 1) * 6))
    return Sighting(url=one.url, at=one.at, body=one.body)


SIGHTINGS = tuple(map(_seen, range(16)))  # four days of four
PERIOD = {"first": "2019-03-01", "last": "2019-03-31", "margin": 0}


def _order(**scope: object) -> Order:
    wanted = Scope.model_validate({**PERIOD, **scope})
    return Order(source=Source(kind=SourceKind.CC_NEWS, place=CRAWL), scope=wanted)


@pytest.fixture(autouse=True)
def small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranges of 700 bytes, so that a file of a few kilobytes is read in several."""
    for module in ("cc_news", "far", "stage"):
        monkeypatch.setattr(f"ingest.history.{module}.RANGE_BYTES", 700)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(PRESS, shelves=Attic(SIGHTINGS).shelves) as running:
        yield running


def _ranges(site: Site) -> list[tuple[str, str]]:
    return [(one.path, one.byte_range) for one in site.requests if one.byte_range]


def _taken(home: Path, *faults: CrawlFault, ranges: Ranges = Ranges.SERVED) -> Workplace:
    with serve(PRESS, shelves=Attic(SIGHTINGS, faults=faults, ranges=ranges).shelves) as site:
        place = place_of(home, site)
        last = None if CrawlFault.FROM_THE_FUTURE in faults else PERIOD["last"]
        taken(place, _order(last=last), load=False)
        return place


def _told(place: Workplace) -> list[str]:
    return [one.detail for one in captured(place) if one.outcome is FetchOutcome.UNDECODABLE]


def test_every_capture_of_a_period_is_taken_at_its_own_time_range_by_range(
    site: Site, tmp_path: Path
) -> None:
    place = place_of(tmp_path / "home", site)
    done = taken(place, _order())
    assert (done.kept, done.damaged, done.is_complete) == (16, 0, True)
    seen = rows_of(place, "SELECT url, first_seen_at FROM articles ORDER BY ALL")
    assert [(url, at.astimezone(UTC)) for url, at in seen] == sorted((one.url, one.at) for one in SIGHTINGS)
    assert len(_ranges(site)) == len(set(_ranges(site))) >= 12
    assert [check for check in audit(place) if check.difference] == []
    assert replay(place, into=tmp_path / "replayed") == published_digest(place)


def test_one_host_out_of_many_and_the_days_of_files_that_are_asked_for(site: Site, tmp_path: Path) -> None:
    done = taken(
        place_of(tmp_path / "home", site), _order(outlets=("paper.example",), last="2019-03-01"), load=False
    )
    assert (done.kept, done.outside) == (2, 2)
    assert len({path for path, _ in _ranges(site)}) == 1


def test_a_plan_counts_files_bytes_ranges_and_time_and_reads_none(site: Site, tmp_path: Path) -> None:
    place = place_of(tmp_path / "home", site, host_spacing=1.0)
    planned = plan_backfill(place, _order(), limits=Limits(), clock=lambda: NOW)
    assert (planned.files, planned.bytes_to_read) == (4, 4 * 1_070_000_000)
    assert planned.requests == 4 * -(-1_070_000_000 // 700)
    assert planned.seconds == pytest.approx(planned.requests * 1.125)
    assert _ranges(site) == []


def test_what_was_taken_is_not_read_again_and_a_month_that_grew_gives_what_is_new(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS[:8]).shelves) as site:
        place = place_of(tmp_path / "home", site)
        taken(place, _order(), load=False)
        read = len(_ranges(site))
        again = taken(place, _order(), load=False)
        assert (again.kept, again.is_complete, len(_ranges(site))) == (0, True, read)
    with serve(PRESS, shelves=Attic(SIGHTINGS).shelves) as site:
        more = taken(place_of(tmp_path / "home", site), _order(), load=False)
        assert (more.kept, more.known) == (8, 0)
        assert len({path for path, _ in _ranges(site)}) == 2


def test_killed_at_any_step_no_range_is_read_twice_beyond_a_part(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.history.parts.FAR_BYTES", 1_500)
    whole = place_of(tmp_path / "whole", site)
    taken(whole, _order(), load=False)
    once, expected = len(_ranges(site)), [one.capture_id for one in captured(whole)]
    step, was_killed, kills = 3, True, 0
    while was_killed:
        place, before = place_of(tmp_path / f"home-{step}", site), len(_ranges(site))
        was_killed = killed_at(step, partial(taken, place, _order(), load=False))
        taken(place, _order(), load=False)
        assert sorted(one.capture_id for one in captured(place)) == sorted(expected)
        assert len(_ranges(site)) - before <= once + 5
        step, kills = step + 11, kills + was_killed
    assert kills >= 5


@pytest.mark.parametrize(
    ("ranges", "why"),
    [
        (Ranges.IGNORED, "the server does not give ranges|too-large"),
        (Ranges.MISLABELLED, "were asked for, and the server sent"),
        (Ranges.SHORT, "bytes came of"),
        (Ranges.SHIFTED, "broken gzip|no WARC record begins here"),
    ],
)
def test_a_server_that_lies_about_ranges_is_told_and_what_came_before_is_kept(
    tmp_path: Path, ranges: Ranges, why: str
) -> None:
    place = _taken(tmp_path / "home", ranges=ranges)
    told = _told(place)
    assert len(told) >= 4  # each file
    assert [text for text in told if not any(one in text for one in why.split("|"))] == []
    kept = [one for one in captured(place) if one.outcome is FetchOutcome.FETCHED]
    assert len(kept) == (0 if ranges is Ranges.IGNORED else len(kept)) < 16
    assert {one.body for one in kept} <= {one.body for one in SIGHTINGS}


def test_a_server_that_is_down_for_now_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS, ranges=Ranges.REFUSED).shelves) as site:
        place = place_of(tmp_path / "home", site)
        first = taken(place, _order(), load=False)
        assert (first.is_complete, len(first.postponed)) == (False, 4)
        assert "server-error" in first.postponed[0]
    with serve(PRESS, shelves=Attic(SIGHTINGS).shelves) as site:
        second = taken(place_of(tmp_path / "home", site), _order(), load=False)
    assert (first.kept + second.kept, second.is_complete, second.damaged) == (16, True, 0)


@pytest.mark.parametrize(
    ("fault", "kept", "why"),
    [
        (CrawlFault.NO_LIST, 0, "missing"),
        (CrawlFault.TORN_LIST, 0, "stops before its end"),
        (CrawlFault.ODD_LINE, 16, "names no WARC file"),
        (CrawlFault.CUT_OFF, 12, "cut off"),
        (CrawlFault.WRONG_DIGESTS, 8, "does not fit the payload"),
        (CrawlFault.FROM_THE_FUTURE, 8, "still to come"),
        (CrawlFault.MISSING_FILE, 12, "missing"),
    ],
)
def test_what_is_wrong_with_a_crawl_is_told_and_the_rest_goes_on(
    tmp_path: Path, fault: CrawlFault, kept: int, why: str
) -> None:
    place = _taken(tmp_path / "home", fault)
    assert sum(one.outcome is FetchOutcome.FETCHED for one in captured(place)) == kept
    told = _told(place)
    assert told
    assert all(why in text for text in told)


def test_a_torn_record_hides_no_other(tmp_path: Path) -> None:
    place = _taken(tmp_path / "home", CrawlFault.TORN_MEMBER)
    kept = {one.url for one in captured(place) if one.outcome is FetchOutcome.FETCHED}
    assert len(kept) >= 8
    assert len(kept) + len(_told(place)) >= 12
