"""From a hub to a question: the press publishes, its hub delivers, a poll takes it, a reader finds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.receiving import receiving
from tests.press import workplace_for

from ingest.newsroom import HUB_URL, NIGHTS, Delivery, Hub, Newsroom, Site, Temper, serve, serve_hub
from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds, published_digest, replay
from ingest.records import RunMode

HOUSE = "harbour-post.example"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BODY_BYTES = 1_000_000


@dataclass
class World:
    """The press, its hub, our receiver and our workplace, at one time."""

    hub: Hub
    site: Site
    place: Workplace
    topic: str
    now: datetime = NIGHTS[0]
    asked: list[str] = field(default_factory=list)

    def poll(self, after: timedelta = timedelta(), *, load: bool = True) -> None:
        """Poll, some time later; what a hub says of it has come when this ends."""
        self.now += after
        poll_feeds(self.place, mode=RunMode.POLL, clock=lambda: self.now)
        assert self.hub.settle()
        if load:
            ingest_captures(self.place)

    def subscribe(self) -> None:
        """Read the feed, ask its hub, and take the hub's word."""
        self.poll()
        self.poll(MINUTE, load=False)
        self.poll(MINUTE)

    def news(self) -> tuple[bytes, str]:
        """The feed's document of the night that the press shows."""
        host, _, path = self.topic.removeprefix("http://").partition("/")
        answer = self.site.answer(host, f"/{path}")
        return answer.body, answer.content_type

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """What a reader finds."""
        with self.place.warehouse.reader() as connection:
            return connection.execute(question).fetchall()

    def lease(self) -> list[tuple[object, ...]]:
        """How the subscription stands."""
        return self.ask('SELECT "state", why, deliveries, deliveries_refused FROM news.leases')


@contextmanager
def world(
    home: Path, *, temper: Temper = Temper.SOUND, lease_seconds: int = 864_000, pages: int = 0
) -> Iterator[World]:
    press = Newsroom()
    with (
        serve(press, hub_url=HUB_URL) as site,
        serve_hub(temper=temper, lease_seconds=lease_seconds) as hub,
    ):
        place = workplace_for(home, press, site)
        (feed,) = [one for one in press.subscriptions() if one.url == f"http://{HOUSE}/feed.xml"]
        place.archive.save_subscriptions([feed])
        place.archive.inbox.key()
        found = World(hub, site, place, feed.url)
        with receiving(
            place.archive, clock=lambda: found.now, body_bytes=BODY_BYTES, body_seconds=1.0
        ) as origin:
            settings = place.settings.model_copy(
                update={
                    "stand_ins": {**hub.stand_ins, **site.stand_ins},
                    "callback_url": f"{origin}/hooks",
                    "pages_a_feed": pages,
                }
            )
            found.place = Workplace.of(settings)
            yield found


def test_news_that_a_hub_brings_are_found_by_a_reader_though_nobody_asked_the_feed(tmp_path: Path) -> None:
    with world(tmp_path, pages=100) as there:
        there.subscribe()
        assert there.lease() == [("subscribed", "", 0, 0)]
        polls = there.ask("SELECT count(*) FROM news.polls")
        there.site.turn_to(night=2)
        assert there.hub.publish(there.topic, *there.news()) == [202]
        there.poll(10 * MINUTE)
        assert there.ask("SELECT count(*) FROM news.polls") == polls
        found = {url for (url,) in there.ask("SELECT url FROM news.articles")}
        truth = Newsroom().truth(2).articles
        new = {one.url for one in truth if one.outlet_domain == HOUSE and one.first_night == 2}
        assert new
        assert new <= found
        assert there.lease() == [("subscribed", "", 1, 0)]
        until = NIGHTS[0] + timedelta(days=10, minutes=1)
        assert there.ask("SELECT subscribed_until FROM news.feeds") == [(until,)]
        assert not [check for check in audit(there.place) if check.difference]
        assert replay(there.place, into=tmp_path / "again") == published_digest(there.place)


def test_a_delivery_that_comes_again_and_again_makes_nothing_twice(tmp_path: Path) -> None:
    with world(tmp_path) as there:
        there.subscribe()
        there.site.turn_to(night=2)
        counts = []
        for _ in range(3):
            assert there.hub.publish(there.topic, *there.news()) == [202]
            assert there.hub.publish(there.topic, *there.news()) == [202]
            there.poll(5 * MINUTE)
            counts.append(there.ask("SELECT count(*), count(DISTINCT entry_id) FROM news.entries"))
        assert counts[0] == counts[1] == counts[2]
        assert there.lease() == [("subscribed", "", 1, 0)]


@pytest.mark.parametrize(
    ("manner", "statuses", "refused"),
    [
        (Delivery.FORGED, {202}, 1),
        (Delivery.UNSIGNED, {202}, 1),
        (Delivery.ENDLESS, {413, 0}, 0),
        (Delivery.DRIPPING, {408, 0}, 0),
    ],
)
def test_what_a_bad_hub_brings_is_in_no_table_but_the_books(
    tmp_path: Path, manner: Delivery, statuses: set[int], refused: int
) -> None:
    with world(tmp_path) as there:
        there.subscribe()
        before = there.ask("SELECT count(*) FROM news.entries")
        there.site.turn_to(night=2)
        (status,) = there.hub.publish(there.topic, *there.news(), manner=manner)
        assert status in statuses
        there.poll(10 * MINUTE)
        assert there.ask("SELECT count(*) FROM news.entries") == before
        assert there.lease() == [("subscribed", "", 0, refused)]
        assert not [check for check in audit(there.place) if check.difference]
        assert there.hub.publish(there.topic, *there.news()) == [202], "the next one is taken"


def test_a_topic_that_was_never_asked_for_is_not_confirmed(tmp_path: Path) -> None:
    with world(tmp_path) as there:
        there.subscribe()
        (asked,) = there.hub.asked
        assert there.hub.confirm(asked, topic="http://other.example/feed.xml")[0] == 404
        assert there.hub.confirm(asked, mode="unsubscribe")[0] == 404
        assert there.hub.confirm(asked)[0] == 200


def test_a_lease_is_renewed_under_the_same_callback_before_it_ends(tmp_path: Path) -> None:
    with world(tmp_path, lease_seconds=3_600) as there:
        there.subscribe()
        there.poll(10 * MINUTE)
        assert len(there.hub.asked) == 1
        there.poll(30 * MINUTE)
        assert len(there.hub.asked) == 2
        assert len({(asked.callback, asked.secret) for asked in there.hub.asked}) == 1
        there.poll(MINUTE)
        (until,) = there.ask("SELECT subscribed_until FROM news.leases")[0]
        assert until > NIGHTS[0] + 90 * MINUTE


def test_a_feed_that_leaves_the_list_is_unsubscribed_from(tmp_path: Path) -> None:
    with world(tmp_path) as there:
        there.subscribe()
        there.place.archive.save_subscriptions([])
        there.poll(MINUTE, load=False)
        there.poll(MINUTE)
        assert [asked.mode for asked in there.hub.asked] == ["subscribe", "unsubscribe"]
        assert there.hub.confirmed == ()
        assert there.lease() == [("left", "", 0, 0)]
        there.poll(MINUTE, load=False)
        assert there.place.archive.inbox.intents() == ()


@pytest.mark.parametrize(
    ("temper", "state", "why"),
    [
        (Temper.REFUSES, "refused", "HTTP 400 Bad Request"),
        (Temper.SILENT, "asked", ""),
        (Temper.DENIES, "denied", "the house is closed"),
    ],
)
def test_a_hub_that_does_not_play_along_is_told_in_words_and_the_feed_is_polled(
    tmp_path: Path, temper: Temper, state: str, why: str
) -> None:
    with world(tmp_path, temper=temper) as there:
        there.subscribe()
        assert there.lease() == [(state, why, 0, 0)]
        assert there.ask("SELECT hub_why FROM news.feeds") == [(why,)]
        polls = there.ask("SELECT count(*) FROM news.polls")
        there.poll(5 * HOUR)
        assert there.ask("SELECT count(*) FROM news.polls") != polls
