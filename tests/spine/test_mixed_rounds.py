"""A press of two hundred feeds in every state that feeds are in: what two rounds make of it, and a kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.ask import FeedHealth, feed_health
from ingest.capture.due import LONGEST
from ingest.newsroom import MixedPress, Site, serve
from ingest.newsroom.outlets import House, ailments
from ingest.newsroom.server import Request
from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds
from ingest.publish import Check
from ingest.records import RunMode
from ingest.settings import Settings

PRESS = MixedPress(seed=3, feeds=200)
TRUTH = {feed.url: feed for feed in PRESS.truth(1).feeds}
HOUSES = {house.feed_url: house for house in PRESS.edition(1).houses}
ODD = [house for house in HOUSES.values() if house.fault]
NEARLY_ALL = 0.75  # of the requests for sound feeds: one in six has no validators


class Rounds(NamedTuple):
    """Two rounds, a day apart."""

    place: Workplace
    health: dict[str, FeedHealth]  # after the first round
    entries: dict[str, set[str]]  # links by feed, after the first round
    checks: tuple[Check, ...]  # after both
    second: tuple[Request, ...]  # what the press was asked the second time


def _settings(home: Path, site: Site) -> Settings:
    return Settings(
        home=home, stand_ins=site.stand_ins, host_spacing=0, requests_a_second=0, request_seconds=1.5,
        feed_bytes=1_000_000, pages_a_feed=1, contact="tests@example.org",
    )  # fmt: skip


def _place(settings: Settings) -> Workplace:
    place = Workplace.of(settings)
    place.archive.save_subscriptions(PRESS.subscriptions())
    place.archive.save_knowledge(*PRESS.knowledge_rows())
    return place


def _entries(place: Workplace) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with place.warehouse.reader() as connection:
        for feed_url, link in connection.execute("SELECT feed_url, link FROM entries").fetchall():
            found.setdefault(feed_url, set()).add(link)
    return found


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    with serve(PRESS) as site:
        place = _place(_settings(tmp_path_factory.mktemp("rounds"), site))
        poll_feeds(place, mode=RunMode.POLL, clock=lambda: PRESS.now(1))
        ingest_captures(place)
        with place.warehouse.reader() as connection:
            health = {feed.url: feed for feed in feed_health(connection)}
        entries = _entries(place)
        asked = len(site.requests)
        site.turn_to(night=2)
        poll_feeds(place, mode=RunMode.POLL, clock=lambda: PRESS.now(2))
        ingest_captures(place)
        yield Rounds(place, health, entries, audit(place), site.requests[asked:])


def test_the_press_has_every_ailment_and_every_kind_of_sound_feed() -> None:
    assert {house.fault for house in ODD} == set(ailments())
    sound = [house for house in HOUSES.values() if house.fault is None]
    assert {house.feed for house in sound} == {"rss", "rdf", "atom", "json"}
    assert {house.validators for house in sound} == {"both", "etag", "date", "none"}
    assert len({house.language for house in sound}) == 6


def test_equal_seeds_give_equal_presses() -> None:
    again = MixedPress(seed=3, feeds=200)
    assert again.truth(2) == PRESS.truth(2)
    assert MixedPress(seed=4, feeds=200).truth(2) != PRESS.truth(2)


def test_the_books_balance(rounds: Rounds) -> None:
    assert [check for check in rounds.checks if check.difference] == []
    assert len(rounds.checks) > 5


def test_every_readable_feed_has_all_its_entries(rounds: Rounds) -> None:
    expected = {feed.url: set(feed.entries) for feed in TRUTH.values() if feed.entries}
    assert rounds.entries == expected
    assert len(expected) > 150


@pytest.mark.parametrize("house", ODD, ids=lambda house: str(house.fault))
def test_each_odd_feed_has_its_state_its_reason_and_its_next_attempt(rounds: Rounds, house: House) -> None:
    feed, truth = rounds.health[house.feed_url], TRUTH[house.feed_url]
    assert (feed.state, truth.why in feed.why) == (truth.state, True), feed.why
    assert (feed.next_poll is None) == (house.fault == "gone")
    assert feed.because


def test_sound_feeds_are_healthy_and_asked_again_within_half_a_day(rounds: Rounds) -> None:
    sound = [rounds.health[url] for url, house in HOUSES.items() if house.fault is None]
    assert {feed.state for feed in sound} == {"healthy"}
    latest = f"{PRESS.now(1) + LONGEST * 1.1:%Y-%m-%dT%H:%M:%SZ}"
    assert all(feed.next_poll and feed.next_poll <= latest for feed in sound)


def test_the_outcome_of_each_feed_is_the_one_that_its_truth_names(rounds: Rounds) -> None:
    with rounds.place.warehouse.reader() as connection:
        found = connection.execute(
            "SELECT url, outcome FROM main.fact_fetch WHERE kind = 'feed' AND fetched_at < $second",
            {"second": PRESS.now(2)},
        ).fetchall()
    assert dict(found) == {url: feed.expected_outcome for url, feed in TRUTH.items()}


def test_a_second_round_is_nearly_all_304_and_only_news_comes_again(rounds: Rounds) -> None:
    news = {feed.url for feed in PRESS.truth(2).feeds if feed.entries != TRUTH[feed.url].entries}
    statuses = {f"http://{one.host}{one.path}": one.status for one in rounds.second}
    sound = {url: house for url, house in HOUSES.items() if house.fault is None}
    answered = [statuses[url] for url in sound]
    assert answered.count(304) >= NEARLY_ALL * len(sound)
    assert {url for url in sound if statuses[url] == 200} - news == {
        url for url, house in sound.items() if house.validators == "none" and url not in news
    }
    with rounds.place.warehouse.reader() as connection:
        fetched = connection.execute(
            "SELECT url FROM main.fact_fetch WHERE kind = 'feed' AND fetched_at >= $second "
            "AND outcome = 'fetched' AND result = 'feed'",
            {"second": PRESS.now(2)},
        ).fetchall()
    assert {url for (url,) in fetched} == news, "a body without validators that is the same is no news"


def test_who_is_gone_or_wants_to_be_left_alone_is_not_asked(rounds: Rounds) -> None:
    asked = {one.host for one in rounds.second}
    gone = {house.domain for house in ODD if house.fault == "gone"}
    assert gone
    assert not asked & gone


def test_pages_that_robots_txt_closes_are_not_asked_for(rounds: Rounds) -> None:
    closed = {house.domain for house in ODD if house.fault == "closed-pages"}
    assert {one.path for one in rounds.second if one.host in closed} == {"/robots.txt", "/feed.xml"}


# --- killed -------------------------------------------------------------------------------------------

SMALL = MixedPress(seed=5, feeds=80)
INSTANTS = (50, 160)  # requests: among the feeds, among the pages


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(SMALL) as running:
        yield running


def _small(home: Path, site: Site) -> Workplace:
    settings = _settings(home, site).model_copy(update={"pages_a_feed": 50})
    place = Workplace.of(settings)
    place.archive.save_subscriptions(SMALL.subscriptions())
    return place


def _polling(place: Workplace) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", "poll", "--json"],
        env=os.environ | place.settings.as_environment(), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _polled(place: Workplace) -> None:
    process = _polling(place)
    _, complaint = process.communicate(timeout=120)
    assert process.returncode == 0, complaint


def _contents(place: Workplace) -> dict[str, list[tuple[object, ...]]]:
    """What the warehouse says of feeds, entries and articles, times of capture left out."""
    ingest_captures(place)
    assert [check for check in audit(place) if check.difference] == []
    queries = {
        "feeds": "SELECT DISTINCT url, outcome, result, reason FROM main.fact_fetch WHERE kind = 'feed'",
        "entries": "SELECT DISTINCT feed_url, link, guid, title FROM entries",
        "articles": "SELECT article_id, title, text FROM articles",
    }
    with place.warehouse.reader() as connection:
        return {
            name: connection.execute(f"{query} ORDER BY ALL").fetchall() for name, query in queries.items()
        }


@pytest.mark.slow
def test_a_round_that_is_killed_and_run_again_has_what_an_undisturbed_one_has(
    site: Site, tmp_path: Path
) -> None:
    undisturbed = _small(tmp_path / "undisturbed", site)
    _polled(undisturbed)
    expected = _contents(undisturbed)
    assert all(len(rows) >= SMALL.feeds for rows in expected.values())
    for instant in INSTANTS:
        place = _small(tmp_path / f"killed-{instant}", site)
        before = len(site.requests)
        process = _polling(place)
        assert site.wait_for(before + instant, seconds=60)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "the round ended before it could be killed"
        _polled(place)
        assert _contents(place) == expected, f"killed at request {instant}"
