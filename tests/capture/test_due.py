"""When a feed is asked again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.history import FEED, START, seen, state_after

from ingest.capture.due import LONGEST, SHORTEST, due_feeds, next_poll
from ingest.capture.state import FeedState
from ingest.records import FetchOutcome, RunMode, Subscription

_HOUR = timedelta(hours=1)


def _feed(*outcomes: FetchOutcome, headers: tuple[tuple[str, str], ...] = ()) -> FeedState:
    captures = [seen(outcome, _HOUR * number, headers=headers) for number, outcome in enumerate(outcomes)]
    return state_after(*captures).feeds[FEED]


def _subscriptions(count: int) -> list[Subscription]:
    return [
        Subscription(url=f"https://a.example/{n}", title="", outlet_domain="a.example") for n in range(count)
    ]


def _wait(feed: FeedState) -> timedelta:
    at = next_poll(feed)
    assert at is not None
    return at - feed.last_asked_at


def test_a_feed_nobody_asked_is_due() -> None:
    assert len(due_feeds(_subscriptions(3), {}, now=START, mode=RunMode.POLL, seed="1")) == 3


@given(st.lists(st.sampled_from([FetchOutcome.FETCHED, FetchOutcome.UNCHANGED]), min_size=1, max_size=30))
def test_a_feed_that_answers_is_asked_between_the_shortest_and_the_longest(
    outcomes: list[FetchOutcome],
) -> None:
    assert SHORTEST <= _wait(_feed(*outcomes)) <= LONGEST


def test_a_feed_with_news_every_hour_is_asked_sooner_than_a_quiet_one() -> None:
    busy = _feed(*[FetchOutcome.FETCHED] * 10)
    quiet = _feed(FetchOutcome.FETCHED, *[FetchOutcome.UNCHANGED] * 9)
    assert _wait(busy) < _HOUR < _wait(quiet)


@given(st.integers(1, 500))
def test_a_dead_feed_is_worth_a_retry_every_day_for_ever(failures: int) -> None:
    wait = _wait(_feed(FetchOutcome.UNREACHABLE).model_copy(update={"failures": failures}))
    assert _HOUR <= wait <= timedelta(days=1)


def test_failures_wait_twice_as_long_each_time_and_an_answer_forgives_them() -> None:
    failed = [FetchOutcome.SERVER_ERROR, FetchOutcome.TIMED_OUT, FetchOutcome.UNREACHABLE]
    assert [_wait(_feed(*failed[:count])) for count in (1, 2, 3)] == [_HOUR, 2 * _HOUR, 4 * _HOUR]
    assert _feed(*failed, FetchOutcome.UNCHANGED).failures == 0


def test_gone_is_for_ever() -> None:
    gone = _feed(FetchOutcome.FETCHED, FetchOutcome.GONE)
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    assert next_poll(gone) is None
    late = START + timedelta(days=900)
    assert due_feeds([subscription], {FEED: gone}, now=late, mode=RunMode.NIGHTLY, seed="1") == ()


@pytest.mark.parametrize(("hours", "is_due"), [(3, False), (5, True)])
@pytest.mark.parametrize("mode", [RunMode.POLL, RunMode.NIGHTLY])
def test_nobody_is_asked_before_the_server_allows_it(hours: int, mode: RunMode, *, is_due: bool) -> None:
    held = _feed(FetchOutcome.THROTTLED, headers=(("Retry-After", "14400"),))
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    due = due_feeds([subscription], {FEED: held}, now=START + hours * _HOUR, mode=mode, seed="1")
    assert bool(due) is is_due


def test_what_the_server_calls_fresh_is_not_asked_for() -> None:
    assert (
        _wait(_feed(*[FetchOutcome.FETCHED] * 10, headers=(("Cache-Control", "max-age=7200"),))) == 2 * _HOUR
    )


def test_a_night_asks_those_that_a_poll_lets_wait() -> None:
    fresh = _feed(FetchOutcome.FETCHED)
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    soon = START + timedelta(minutes=20)
    assert not due_feeds([subscription], {FEED: fresh}, now=soon, mode=RunMode.POLL, seed="1")
    assert due_feeds([subscription], {FEED: fresh}, now=soon, mode=RunMode.NIGHTLY, seed="1")


def test_the_order_differs_from_run_to_run_and_an_address_comes_once() -> None:
    subscriptions = _subscriptions(20)
    orders = [
        due_feeds([*subscriptions, *subscriptions], {}, now=START, mode=RunMode.POLL, seed=s) for s in "ab"
    ]
    assert orders[0] != orders[1]
    assert sorted(one.url for one in orders[0]) == sorted(one.url for one in subscriptions)
