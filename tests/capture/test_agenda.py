"""Whoever starts polls can ask whether there is anything to do, and until when there is nothing."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.history import FEED, START, seen, state_after
from tests.capture.pushes import delivery, document

from ingest.capture.agenda import Agenda, agenda
from ingest.capture.due import due_feeds
from ingest.capture.revisits import due_revisits
from ingest.capture.state import PollState
from ingest.cli.program import main
from ingest.pipeline import Workplace, ingest_captures, waiting_work
from ingest.records import CaptureKind, FetchOutcome, Run, RunMode, Subscription
from ingest.settings import Settings

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_FEED = Subscription(url=FEED, title="A", outlet_domain="a.example")
_RUN = Run(run_id="poll-1", mode=RunMode.POLL, started_at=START, software="ingest/0")


def _agenda(state: PollState, after: timedelta, *feeds: Subscription) -> Agenda:
    return agenda(feeds or (_FEED,), state, now=START + after)


def test_a_feed_nobody_asked_is_work() -> None:
    found = _agenda(PollState(), timedelta())
    assert (found.is_anything, found.feeds, found.next_at) == (True, 1, None)


def test_after_a_poll_there_is_nothing_until_its_next_time() -> None:
    state = state_after(seen(FetchOutcome.FETCHED))
    found = _agenda(state, _MINUTE)
    assert not found.is_anything
    assert found.next_at is not None
    assert START + _HOUR <= found.next_at <= START + 2 * _HOUR
    assert _agenda(state, found.next_at - START).feeds == 1


def test_a_feed_that_is_gone_or_no_longer_wanted_is_no_work() -> None:
    gone = state_after(seen(FetchOutcome.GONE))
    assert _agenda(gone, 1000 * _HOUR) == Agenda(
        is_anything=False, feeds=0, pages=0, dropped=0, delivered=0, next_at=None
    )
    failed = state_after(seen(FetchOutcome.TIMED_OUT))
    assert not agenda([], failed, now=START + 1000 * _HOUR).is_anything


def test_a_page_that_is_to_be_seen_again_is_work() -> None:
    state = state_after(seen(FetchOutcome.FETCHED, kind=CaptureKind.PAGE), seen(FetchOutcome.GONE))
    before = _agenda(state, _MINUTE)
    assert not before.is_anything
    assert before.next_at is not None
    assert _agenda(state, before.next_at - START).pages == 1


@given(
    outcomes=st.lists(st.sampled_from(list(FetchOutcome)), max_size=5),
    pages=st.lists(st.sampled_from(list(FetchOutcome)), max_size=5),
    retry_after=st.sampled_from(["", "60", "90000"]),
    now=st.integers(min_value=0, max_value=400),
)
def test_there_is_work_exactly_where_a_poll_does_some(
    outcomes: list[FetchOutcome], pages: list[FetchOutcome], retry_after: str, now: int
) -> None:
    headers = (("Retry-After", retry_after),) if retry_after else ()
    state = state_after(
        *(seen(one, _HOUR * number, headers=headers) for number, one in enumerate(outcomes)),
        *(seen(one, _HOUR * number, kind=CaptureKind.PAGE) for number, one in enumerate(pages)),
    )
    at = START + _HOUR * now
    found = agenda([_FEED], state, now=at)
    asked = due_feeds([_FEED], state.feeds, now=at, mode=RunMode.POLL, seed="")
    revisited = due_revisits(state.pages.values(), at)
    assert (found.feeds, found.pages) == (len(asked), len(revisited))
    if found.next_at is not None:
        assert found.next_at > at
        then = agenda([_FEED], state, now=found.next_at)
        assert then.feeds + then.pages > found.feeds + found.pages


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    found = Workplace.of(Settings(home=tmp_path))
    found.archive.save_subscriptions([_FEED])
    return found


def test_the_stores_are_asked_and_left_alone(place: Workplace) -> None:
    body = b'<rss version="2.0"><channel><title>F</title></channel></rss>'
    place.archive.write_captures(_RUN, [seen(FetchOutcome.FETCHED, body=body).capture])
    found = waiting_work(place, clock=lambda: START + _MINUTE)
    assert not found.is_anything
    ingest_captures(place)
    assert waiting_work(place, clock=lambda: START + _MINUTE) == found


def test_a_dropped_file_and_a_delivery_are_work(place: Workplace) -> None:
    place.archive.write_captures(_RUN, [seen(FetchOutcome.FETCHED).capture])
    place.archive.inbox.key()
    folder = place.settings.home / "drop"
    folder.mkdir()
    (folder / "a.xml.part").write_text("not whole yet")
    assert not waiting_work(place, clock=lambda: START + _MINUTE).is_anything
    (folder / "a.xml.part").rename(folder / "a.xml")
    assert place.archive.inbox.receive(delivery(document(1)))
    found = waiting_work(place, clock=lambda: START + _MINUTE)
    assert (found.is_anything, found.feeds, found.dropped, found.delivered) == (True, 0, 1, 1)


def test_the_command_says_it_to_machines_and_people(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(place.settings.home)
    assert main(["feeds", "due", "--home", home, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "is_anything": True, "feeds": 1, "pages": 0, "dropped": 0, "delivered": 0, "next_at": None,
    }  # fmt: skip
    assert main(["feeds", "due", "--home", home]) == 0
    assert "to do now: feeds 1" in capsys.readouterr().out
