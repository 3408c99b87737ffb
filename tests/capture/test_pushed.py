"""What hubs brought goes the way of all captures: each delivery once, its pages with the next poll."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.archived import captured
from tests.capture.pushes import (
    ASK,
    CALLBACK,
    FEED,
    HUB,
    INTENT,
    KEY,
    NOW,
    TOPIC,
    confirmation,
    delivery,
    document,
    request,
)  # fmt: skip
from tests.killing import killed_at
from tests.web.loopback import Server, response, serving

from ingest.capture.leases import Lease, note
from ingest.capture.stage import read_state
from ingest.capture.state import published_leases
from ingest.capture.websub import intent_of
from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds, take_pushed
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, RunMode, Subscription
from ingest.settings import Settings
from ingest.warehouse import rows

LATER = NOW + timedelta(minutes=15)


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    found = Workplace.of(Settings(home=tmp_path))
    found.archive.inbox.key()
    return found


def served(place: Workplace, server: Server) -> Workplace:
    settings = place.settings.model_copy(
        update={
            "stand_ins": {"*.example": server.origin},
            "host_spacing": 0.0,
            "callback_url": CALLBACK,
        }
    )
    place.archive.save_subscriptions([Subscription(url=FEED, title="F", outlet_domain="a.example")])
    return Workplace.of(settings)


def receive(place: Workplace, *captures: Capture) -> None:
    for capture in captures:
        assert place.archive.inbox.receive(capture)


def queried(place: Workplace, question: str) -> list[tuple[object, ...]]:
    with place.warehouse.reader() as connection:
        return connection.execute(question).fetchall()


def test_a_delivery_is_a_document_of_its_feed_and_the_books_balance(place: Workplace) -> None:
    receive(place, confirmation(), delivery(document(1, 2)))
    take_pushed(place, clock=lambda: NOW)
    ingest_captures(place)
    assert queried(place, "SELECT item, outcome, items FROM news.funnel ORDER BY ALL") == [
        ("entry", "new", 2), ("hub", "read", 1), ("push", "read", 1),
    ]  # fmt: skip
    assert queried(place, "SELECT mode FROM news.runs") == [("push",)]
    assert not [check for check in audit(place) if check.difference]
    assert not list(place.archive.inbox.received())


def test_a_replayed_delivery_is_one_capture_pending_or_loaded(place: Workplace) -> None:
    for load in (False, False, True, True):
        receive(place, delivery(document(1), at=NOW))
        take_pushed(place, clock=lambda: LATER)
        if load:
            ingest_captures(place)
    assert len(captured(place)) == 1
    assert not list(place.archive.inbox.received())


def test_two_runs_at_a_time_take_a_delivery_once(place: Workplace) -> None:
    receive(place, delivery(document(1)))
    with place.archive.inbox.alone() as is_alone:
        assert is_alone
        assert take_pushed(place, clock=lambda: NOW) is None
    assert not captured(place)
    take_pushed(place, clock=lambda: NOW)
    assert len(captured(place)) == 1


def test_pages_that_a_hub_tells_of_come_with_the_very_next_poll(place: Workplace) -> None:
    answers = {"/feed": response(304), "/news/1": response(200, b"page"), "/": response(202)}
    with serving(answers) as server:
        place = served(place, server)
        receive(place, delivery(document(1)))
        poll_feeds(place, mode=RunMode.POLL, clock=lambda: LATER)
    pages = [capture for capture in captured(place) if capture.kind is CaptureKind.PAGE]
    assert [(page.url, page.feed_url) for page in pages] == [("https://a.example/news/1", FEED)]


_IN_HEADER = response(200, document(1), {"Link": f'<{HUB}>; rel="hub", <{TOPIC}>; rel="self"'})
_IN_DOCUMENT = response(
    200,
    document(1).replace(
        b"<channel>",
        f'<channel><link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="{HUB}"/>'
        f'<link xmlns="http://www.w3.org/2005/Atom" rel="self" href="{TOPIC}"/>'.encode(),
    ),
)


@pytest.mark.parametrize("named", [_IN_HEADER, _IN_DOCUMENT], ids=["header", "document"])
def test_a_poll_subscribes_once_its_feed_names_a_hub(place: Workplace, named: bytes) -> None:
    with serving({"/feed": named, "/news/1": response(200, b"page"), "/": response(202)}) as server:
        place = served(place, server)
        for minutes in (0, 2, 3):  # the first reads the feed, the second asks, the third waits for the answer
            poll_feeds(place, mode=RunMode.POLL, clock=lambda at=NOW + timedelta(minutes=minutes): at)  # type: ignore[misc]
            ingest_captures(place)
        posted = [received for received in server.requests if received.method == "POST"]
    assert len(posted) == 1
    (intent,) = place.archive.inbox.intents()
    assert intent == intent_of(ASK, place.archive.inbox.key(), callback_url=CALLBACK, now=intent.asked_at)
    assert f"https%3A%2F%2Fwe.example%2Fp%2F{intent.token}" in posted[0].body.decode()
    assert queried(place, 'SELECT feed_url, hub_url, topic, "state", asks FROM news.leases') == [
        (FEED, HUB, TOPIC, "asked", 1)
    ]
    kept = b"".join(path.read_bytes() for path in (place.archive.home / "captures").rglob("*.gz"))
    assert intent.token.encode() not in kept


def test_a_new_key_or_place_of_callbacks_asks_for_every_subscription_anew(place: Workplace) -> None:
    named = response(200, document(), {"Link": f'<{HUB}>; rel="hub"'})
    with serving({"/feed": named, "/": response(202)}) as server:
        place = served(place, server)
        poll_feeds(place, mode=RunMode.POLL, clock=lambda: NOW)
        ingest_captures(place)
        tokens = []
        for minutes in range(2, 8):
            poll_feeds(place, mode=RunMode.POLL, clock=lambda at=NOW + timedelta(minutes=minutes): at)  # type: ignore[misc]
            tokens.append([intent.token for intent in place.archive.inbox.intents()])
            if minutes == 3:
                (place.archive.home / "inbox/key").unlink()
            if minutes == 5:
                settings = place.settings.model_copy(update={"callback_url": "https://elsewhere.example/"})
                place = Workplace.of(settings)
        posted = [received for received in server.requests if received.method == "POST"]
    assert len(posted) == 3
    assert [len(found) for found in tokens] == [1] * 6
    assert len({token for found in tokens for token in found}) == 3


def test_without_a_callback_no_hub_is_asked(place: Workplace) -> None:
    named = response(200, document(), {"Link": f'<{HUB}>; rel="hub"'})
    with serving({"/feed": named}) as server:
        place = served(place, server)
        place = Workplace.of(place.settings.model_copy(update={"callback_url": ""}))
        for minutes in (0, 2):
            poll_feeds(place, mode=RunMode.POLL, clock=lambda at=NOW + timedelta(minutes=minutes): at)  # type: ignore[misc]
            ingest_captures(place)
        assert {received.method for received in server.requests} == {"GET"}


TALKS = {
    "asked": (request(),),
    "refused": (request(outcome=FetchOutcome.REFUSED),),
    "subscribed": (request(), confirmation(), delivery(document(1), at=LATER)),
    "denied": (request(), confirmation(mode="denied", at=LATER)),
}


@pytest.mark.parametrize("state", TALKS)
def test_a_lease_is_the_same_from_the_warehouse_and_from_captures(place: Workplace, state: str) -> None:
    receive(place, *TALKS[state])
    take_pushed(place, clock=lambda: LATER)
    pending, _ = read_state(place.warehouse, place.archive, now=LATER, settings=place.settings)
    ingest_captures(place)
    with place.warehouse.reader() as connection:
        loaded = published_leases(rows(connection, "capture/select_leases"))
    assert loaded == tuple(pending.leases.values())
    assert queried(place, 'SELECT "state" FROM news.leases') == [(state,)]
    folded: dict[tuple[str, str, str], Lease] = {}
    for capture in TALKS[state]:
        note(folded, capture)
    assert tuple(folded.values()) == loaded


def test_readers_see_until_when_a_feed_is_subscribed_and_why_not(place: Workplace) -> None:
    with serving({"/feed": response(200, document(1))}) as server:
        place = served(place, server)
        poll_feeds(place, mode=RunMode.POLL, clock=lambda: NOW)
    receive(place, request(), confirmation(lease=3_600), confirmation(mode="denied", at=LATER))
    take_pushed(place, clock=lambda: LATER)
    ingest_captures(place)
    assert queried(place, "SELECT subscribed_until, hub_why FROM news.feeds") == [(None, "no reason given")]


def test_a_receiver_killed_at_any_step_leaves_a_whole_delivery_or_none(tmp_path: Path) -> None:
    for step in range(1, 200):
        place = Workplace.of(Settings(home=tmp_path / str(step)))
        place.archive.inbox.key()
        was_killed = killed_at(step, lambda place=place: receive(place, delivery(document(1))))  # type: ignore[misc]
        assert all(one.capture for one in place.archive.inbox.received()), step
        receive(place, delivery(document(1), at=LATER))  # the hub had no answer and tries again
        take_pushed(place, clock=lambda: LATER)
        assert [capture.body for capture in captured(place)] == [document(1)], step
        if not was_killed:
            assert step > 3, "hardly any step was seen"
            return
    raise AssertionError("the receiver never came to its end")


def test_a_poll_killed_at_any_step_loses_no_delivery_and_doubles_none(tmp_path: Path) -> None:
    bodies = [document(number) for number in range(3)]
    for step in range(1, 500):
        place = Workplace.of(Settings(home=tmp_path / str(step)))
        place.archive.inbox.key()
        receive(place, *map(delivery, bodies))
        was_killed = killed_at(step, lambda place=place: take_pushed(place, clock=lambda: NOW))  # type: ignore[misc]
        take_pushed(place, clock=lambda: LATER)
        assert sorted(capture.body for capture in captured(place)) == sorted(bodies), step
        assert not list(place.archive.inbox.received()), step
        if not was_killed:
            assert step > 15, "hardly any step was seen"
            return
    raise AssertionError("the run never came to its end")


def test_a_push_says_nothing_of_the_server_that_is_polled(place: Workplace) -> None:
    receive(place, delivery(document(1)))
    take_pushed(place, clock=lambda: NOW)
    state, _ = read_state(place.warehouse, place.archive, now=NOW, settings=place.settings)
    assert not state.feeds
    assert [capture.channel for capture in captured(place)] == [Channel.PUSH]
    assert INTENT.token == intent_of(ASK, KEY, callback_url=CALLBACK, now=LATER).token
