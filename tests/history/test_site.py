"""Sitemaps, feeds with archives and WordPress: what a site lists of its own past, each page once."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.archived import captured
from tests.history.archives import BEGIN, NOW, page, place_of, rows_of, taken
from tests.shared_data import shared_data

from ingest.history import Limits, Order, Scope, Source, SourceKind
from ingest.history.listed import Lead, Listed, Misfit, Outside, inflated
from ingest.history.sitemaps import pages_in
from ingest.newsroom import Attic, Newsroom, Sighting, SiteFault, serve
from ingest.newsroom import Site as Server
from ingest.pipeline import Workplace, audit, plan_backfill, published_digest, replay
from ingest.records import FetchOutcome

PRESS = Newsroom()
HOME = "http://paper.example/"
FEED = "http://paper.example/archive/atom.xml"
BLOG = "http://paper.example/feed/"


def _seen(number: int) -> Sighting:
    at = BEGIN + timedelta(days=number * 10)
    one = page(number, at=at)
    return Sighting(url=one.url.replace("https:", "http:"), at=at, body=one.body)


SIGHTINGS = tuple(map(_seen, range(10)))  # of four months


def _order(place: str, **scope: object) -> Order:
    kind = SourceKind.SITEMAP if place.endswith("/") and place != BLOG else SourceKind.FEED
    return Order(source=Source(kind=kind, place=place), scope=Scope.model_validate(scope))


def _asked(site: Server) -> list[str]:
    return sorted(one.path for one in site.requests if one.path.startswith("/news/"))


def _lists(site: Server) -> list[str]:
    return [one.path for one in site.requests if not one.path.startswith("/news/")]


def _taken(home: Path, place: str, *faults: SiteFault, **scope: object) -> tuple[Workplace, Server]:
    with serve(PRESS, shelves=Attic(SIGHTINGS, sites=True, faults=faults).shelves) as site:
        workplace = place_of(home, site)
        taken(workplace, _order(place, **scope), load=False)
        return workplace, site


def _told(place: Workplace) -> list[str]:
    return [one.detail for one in captured(place) if one.outcome is FetchOutcome.UNDECODABLE]


ALL = sorted(f"/news/{number}" for number in range(10))


def test_a_site_is_read_by_the_sitemaps_that_its_robots_txt_names(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS, sites=True).shelves) as site:
        place = place_of(tmp_path / "home", site)
        done = taken(place, _order(HOME))
        assert (done.kept, done.damaged, done.is_complete) == (10, 0, True)
        assert _asked(site) == ALL
        assert _lists(site)[:2] == ["/robots.txt", "/sitemaps/index.xml"]
    said = [one.entry for one in captured(place) if one.entry]
    assert [picture.url for entry in said for picture in entry.media] == [f"{HOME}picture.jpg"] * 10
    assert {entry.published.at for entry in said if entry.published} == {one.at for one in SIGHTINGS}
    assert rows_of(place, "SELECT count(*) FROM articles") == [(10,)]
    assert [check for check in audit(place) if check.difference] == []


def test_sitemaps_and_pages_that_last_changed_before_a_period_are_not_asked_for(tmp_path: Path) -> None:
    _, site = _taken(tmp_path / "home", HOME, first="2019-04-20")
    assert _asked(site) == sorted(f"/news/{number}" for number in range(5, 10))
    assert "/sitemaps/2019-03.xml.gz" not in _lists(site)


def test_a_news_sitemap_says_when_a_page_was_published(tmp_path: Path) -> None:
    _, site = _taken(tmp_path / "home", HOME, first="2019-03-11", last="2019-03-31", margin=0)
    assert _asked(site) == ["/news/1", "/news/2", "/news/3"]


def test_the_plan_of_a_site_reads_its_sitemaps_alone(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS, sites=True).shelves) as site:
        place = place_of(tmp_path / "home", site, host_spacing=0.001)
        planned = plan_backfill(place, _order(HOME), limits=Limits(), clock=lambda: NOW)
        assert (planned.files, planned.requests, _asked(site)) == (10, 10, [])


def test_a_robots_txt_that_names_no_sitemap_leads_to_the_usual_place(tmp_path: Path) -> None:
    _, site = _taken(tmp_path / "home", HOME, SiteFault.NO_ROBOTS)
    assert _asked(site) == ALL
    assert "/sitemap.xml" in _lists(site)


@pytest.mark.parametrize(
    ("fault", "kept", "why"),
    [
        (SiteFault.TORN_SITEMAP, 6, "stops before its end"),
        (SiteFault.MISSING_SITEMAP, 6, "missing"),
        (SiteFault.ODD_LOCATION, 10, "'news/1' is no address"),
        (SiteFault.ENTITIES, 0, "no sitemap"),
    ],
)
def test_what_is_wrong_with_sitemaps_is_told_and_the_others_are_read(
    tmp_path: Path, fault: SiteFault, kept: int, why: str
) -> None:
    place, site = _taken(tmp_path / "home", HOME, fault)
    assert len(_asked(site)) == kept
    assert _told(place)
    assert all(why in text for text in _told(place))


@pytest.mark.parametrize("place", [FEED, BLOG])
def test_a_feed_leads_into_the_past_document_by_document(tmp_path: Path, place: str) -> None:
    home, site = _taken(tmp_path / "home", place)
    assert _asked(site) == ALL
    assert _told(home) == []


def test_what_a_feed_of_the_past_says_of_a_page_is_kept_with_it(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS[:3], sites=True).shelves) as site:
        place = place_of(tmp_path / "home", site)
        taken(place, _order(FEED))
    said = {one.url: one.entry for one in captured(place) if one.entry}
    assert set(said) == {one.url for one in SIGHTINGS[:3]}
    assert rows_of(place, "SELECT DISTINCT feed_url FROM fetches WHERE kind = 'page'") == [(FEED,)]
    assert [check for check in audit(place) if check.difference] == []
    assert replay(place, into=tmp_path / "replayed") == published_digest(place)


@pytest.mark.parametrize("place", [FEED, BLOG])
def test_a_feed_is_followed_no_further_than_the_period(tmp_path: Path, place: str) -> None:
    _, site = _taken(tmp_path / "home", place, first="2019-05-10")
    assert _asked(site) == ["/news/7", "/news/8", "/news/9"]
    assert len([path for path in _lists(site) if path != "/robots.txt"]) == 2


@pytest.mark.parametrize(("place", "fault"), [(FEED, SiteFault.CIRCLE), (BLOG, SiteFault.SAME_PAGES)])
def test_a_feed_that_leads_nowhere_new_is_left(tmp_path: Path, place: str, fault: SiteFault) -> None:
    _, site = _taken(tmp_path / "home", place, fault)
    assert len(_asked(site)) == (10 if place == FEED else 4)
    assert len(_lists(site)) < 8


def test_a_walk_that_was_complete_begins_anew_and_asks_for_what_is_new(tmp_path: Path) -> None:
    with serve(PRESS, shelves=Attic(SIGHTINGS[:7], sites=True).shelves) as site:
        assert taken(place_of(tmp_path / "home", site), _order(FEED), load=False).kept == 7
    with serve(PRESS, shelves=Attic(SIGHTINGS, sites=True).shelves) as site:
        done = taken(place_of(tmp_path / "home", site), _order(FEED), load=False)
        assert (done.kept, done.known, done.is_complete) == (3, 7, True)
        assert _asked(site) == ["/news/7", "/news/8", "/news/9"]


def test_an_index_without_end_is_read_so_far_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.history.walk.LISTS", 4)  # robots.txt, the index, two of four months
    place, site = _taken(tmp_path / "home", HOME)
    assert len([path for path in _lists(site) if path.endswith(".gz")]) == 2
    assert ["more than 4 lists" in text for text in _told(place)] == [True]


def test_every_address_of_real_sitemaps_has_an_outcome() -> None:
    listed = 0
    for path in sorted(shared_data("captures/sitemaps").rglob("*.xml*")):
        content = inflated(path.read_bytes(), limit=10_000_000)
        found = list(pages_in(Scope(), Lead(url=f"https://a.example/{path.name}"), content))
        assert all(isinstance(one, Listed | Lead | Misfit | Outside) for one in found)
        named = content.count(b"<loc>") or content.count(b"<item>")
        assert len(found) == named, path.name
        listed += sum(isinstance(one, Listed | Lead) for one in found)
    assert listed > 20
