"""Web archives: every capture that an index names is taken once, with the archive's own time, raw."""

import json
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from tests.archived import captured
from tests.history.archives import BEGIN, NOW, order_of, page, place_of, rows_of, taken, warc_of
from tests.shared_data import shared_data

from ingest.errors import MisconfiguredError, OutOfSpace
from ingest.history import Limits, Order, Scope, Source, SourceKind
from ingest.history.cdx import rows_in
from ingest.history.listed import Lead, Listed, Misfit
from ingest.newsroom import INDEX, Attic, IndexFault, Newsroom, Sighting, Site, serve
from ingest.pipeline import Workplace, audit, plan_backfill, published_digest, replay
from ingest.records import FetchOutcome

PRESS = Newsroom()


def _seen(number: int, *, days: int = 0, words: str = "") -> Sighting:
    at = BEGIN + timedelta(days=days)
    return Sighting(url=page(number).url, at=at, body=page(number, words=words).body)


SIGHTINGS = tuple(_seen(number, days=number) for number in range(8))


def _order(place: str = INDEX, **scope: object) -> Order:
    scope = {"outlets": ("paper.example",), **scope}
    return Order(source=Source(kind=SourceKind.CDX, place=place), scope=Scope.model_validate(scope))


def _bodies_asked(site: Site) -> list[str]:
    return [one.path for one in site.requests if "id_/" in one.path]


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(PRESS, shelves=Attic(SIGHTINGS, rows=3).shelves) as running:
        yield running


def _taken(
    home: Path, *sightings: Sighting, faults: tuple[IndexFault, ...], rows: int = 3
) -> tuple[Workplace, int]:
    """A place after a backfill of an archive at fault, and how many bodies were asked for."""
    with serve(PRESS, shelves=Attic(sightings or SIGHTINGS, faults=faults, rows=rows).shelves) as site:
        place = place_of(home, site)
        taken(place, _order(), load=False)
        return place, len(_bodies_asked(site))


def test_every_capture_of_an_index_is_taken_at_its_own_time_over_all_its_pages(
    site: Site, tmp_path: Path
) -> None:
    place = place_of(tmp_path / "home", site)
    done = taken(place, _order())
    assert (done.kept, done.damaged, done.is_complete) == (8, 0, True)
    seen = rows_of(place, "SELECT url, first_seen_at FROM articles ORDER BY ALL")
    assert [(url, at.astimezone(UTC)) for url, at in seen] == [(one.url, one.at) for one in SIGHTINGS]
    assert sum("/cdx/" in one.path for one in site.requests) == 3
    assert [check for check in audit(place) if check.difference] == []
    assert replay(place, into=tmp_path / "replayed") == published_digest(place)


def test_the_body_and_the_headers_are_those_that_the_archive_kept(site: Site, tmp_path: Path) -> None:
    place = place_of(tmp_path / "home", site)
    taken(place, _order(), load=False)
    first = min(captured(place), key=lambda one: one.fetched_at)
    names = [name.lower() for name, _ in first.headers]
    assert (first.url, first.fetched_at, first.status) == (SIGHTINGS[0].url, BEGIN, 200)
    assert ("Server", "press") in first.headers
    assert names.count("content-type") == 1
    assert not any("archive" in name for name in names)


def test_a_capture_that_a_file_brought_before_is_not_asked_for(site: Site, tmp_path: Path) -> None:
    place, folder = place_of(tmp_path / "home", site), tmp_path / "crawl"
    folder.mkdir()
    kept = [page(number)._replace(at=SIGHTINGS[number].at) for number in range(5)]
    (folder / "a.warc.gz").write_bytes(warc_of(kept))
    taken(place, order_of(folder), load=False)
    planned = plan_backfill(place, _order(), limits=Limits(), clock=lambda: NOW)
    assert (planned.files, planned.files_done, planned.requests) == (3, 5, 3)
    done = taken(place, _order(), load=False)
    assert (done.kept, done.known, len(_bodies_asked(site))) == (3, 5, 3)


def test_days_outside_are_not_asked_for(site: Site, tmp_path: Path) -> None:
    day = f"{SIGHTINGS[3].at:%Y-%m-%d}"
    done = taken(place_of(tmp_path / "home", site), _order(first=day, last=day, margin=1), load=False)
    assert (done.kept, len(_bodies_asked(site))) == (2, 2)


def test_the_same_digest_again_is_a_repeat_that_nobody_asks_for(tmp_path: Path) -> None:
    same = [_seen(1, days=day) for day in (0, 3, 9)]
    with serve(PRESS, shelves=Attic([*same, _seen(2)]).shelves) as site:
        place = place_of(tmp_path / "home", site)
        done = taken(place, _order())
        assert (done.kept, len(_bodies_asked(site))) == (4, 2)
    assert rows_of(place, "SELECT outcome, count(*) FROM fetches GROUP BY ALL ORDER BY ALL") == [
        ("fetched", 2), ("unchanged", 2),
    ]  # fmt: skip
    assert rows_of(place, "SELECT count(*) FROM articles")[0][0] == 2
    assert [check for check in audit(place) if check.difference] == []


def test_versions_of_an_archive_come_in_true_order_and_the_archived_one_is_not_the_newest(
    tmp_path: Path,
) -> None:
    words = [f"The harbour board counted {n} boats and {n * 2} nets." for n in (3, 5, 7)]
    seen = [_seen(1, days=day, words=text) for day, text in zip((9, 0, 4), words, strict=True)]
    with serve(PRESS, shelves=Attic(seen).shelves) as site:
        place = place_of(tmp_path / "home", site)
        taken(place, _order())
    with place.warehouse.reader() as connection:
        texts = connection.execute("SELECT text FROM versions ORDER BY version_no").fetchall()
        newest = connection.execute("SELECT text FROM articles").fetchall()
    assert [next(n for n, said in enumerate(words) if said in text) for (text,) in texts] == [1, 2, 0]
    assert words[0] in newest[0][0]


def test_an_index_that_changes_while_it_is_paged_gives_each_capture_once(tmp_path: Path) -> None:
    place, _ = _taken(tmp_path / "home", faults=(IndexFault.CHANGING,))
    assert sorted(one.url for one in captured(place)) == sorted(one.url for one in SIGHTINGS)


def test_an_index_that_leads_to_itself_is_left_and_told(tmp_path: Path) -> None:
    place, _ = _taken(tmp_path / "home", faults=(IndexFault.LOOPING,))
    told = [one.detail for one in captured(place) if one.outcome is FetchOutcome.UNDECODABLE]
    assert len(told) == 1
    assert "leads to itself" in told[0]


def test_an_index_that_is_cut_off_is_told(tmp_path: Path) -> None:
    place, asked = _taken(tmp_path / "home", faults=(IndexFault.CUT_OFF,))
    assert asked == 0
    assert ["no index" in one.detail for one in captured(place)] == [True]


def test_a_capture_of_the_future_is_told_and_not_taken(tmp_path: Path) -> None:
    place, asked = _taken(tmp_path / "home", faults=(IndexFault.FROM_THE_FUTURE,))
    told = [one for one in captured(place) if one.outcome is FetchOutcome.UNDECODABLE]
    assert (asked, len(told)) == (4, 4)
    assert all("still to come" in one.detail for one in told)


def test_a_digest_that_is_not_the_bodys_is_told_and_the_body_kept(tmp_path: Path) -> None:
    place, _ = _taken(tmp_path / "home", faults=(IndexFault.WRONG_DIGESTS,))
    assert all("the index says" in one.detail and one.body for one in captured(place))
    assert len(captured(place)) == 8


def test_a_capture_that_is_not_there_any_more_is_told_at_its_time_and_not_asked_for_again(
    tmp_path: Path,
) -> None:
    attic = Attic(SIGHTINGS, faults=[IndexFault.NO_BODIES])
    with serve(PRESS, shelves=attic.shelves) as site:
        place = place_of(tmp_path / "home", site)
        assert taken(place, _order(), load=False).is_complete
        lost = {one.url: one.fetched_at for one in captured(place) if one.outcome is FetchOutcome.MISSING}
        assert lost == {one.url: one.at for one in SIGHTINGS[1::2]}
        again = taken(place, _order(), load=False)
        assert (again.kept, again.known, len(_bodies_asked(site))) == (0, 8, 8)


def test_the_time_is_that_of_the_memento_where_the_index_says_another(tmp_path: Path) -> None:
    place, _ = _taken(tmp_path / "home", faults=(IndexFault.MOVED_CAPTURES,))
    assert {one.fetched_at for one in captured(place)} == {one.at + timedelta(minutes=1) for one in SIGHTINGS}


def test_a_terabyte_for_a_small_disk_is_refused_with_numbers_and_nothing_is_asked_for(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS, faults=[IndexFault.HUGE]).shelves) as site:
        place = place_of(tmp_path / "home", site)
        planned = plan_backfill(place, _order(), limits=Limits(), clock=lambda: NOW)
        assert "needs up to 16,000.0 GB" in planned.refusal
        with pytest.raises(OutOfSpace, match=r"needs up to 16,000\.0 GB of disk"):
            taken(place, _order(), load=False)
        assert _bodies_asked(site) == []


def test_an_index_is_not_asked_for_all_the_web_and_no_other_page_for_one(site: Site, tmp_path: Path) -> None:
    place = place_of(tmp_path / "home", site)
    with pytest.raises(MisconfiguredError, match="--outlets"):
        taken(place, _order(outlets=()))
    with pytest.raises(MisconfiguredError, match="no index"):
        taken(place, _order("http://archive.example/web/"))


def test_every_row_of_real_answers_has_an_outcome() -> None:
    rows = 0
    for path in sorted(shared_data("captures/cdx").rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            text = said.get("response_text") or ""
            is_table = text.startswith("[[")
            expected = text.count("],") if is_table else text.count('"urlkey"')
            found = list(rows_in(Lead(url=said["url"]), text.encode()))
            if is_table or expected:
                assert len([one for one in found if not isinstance(one, Lead)]) == expected
                assert not any(isinstance(one, Misfit) for one in found)
                rows += expected
            else:  # an error page, a list of indexes, a count of pages
                assert not any(isinstance(one, Listed) for one in found)
    assert rows > 100
