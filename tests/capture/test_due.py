"""When a feed is asked again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.capture.history import FEED, START, seen, state_after

from ingest.capture.due import SHORTEST, address_of, due_feeds, next_poll
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
    at = next_poll(feed).at
    assert at is not None
    return at - feed.last_asked_at


def _with_entries(count: int, within: timedelta, **more: object) -> FeedState:
    """A feed that answered, and brought so many entries in the time before."""
    answered = _feed(FetchOutcome.FETCHED)
    known = {"entries_recent": count, "entries_since": answered.last_asked_at - within, **more}
    return answered.model_copy(update=known)


def test_a_feed_nobody_asked_is_due() -> None:
    assert len(due_feeds(_subscriptions(3), {}, now=START, mode=RunMode.POLL, seed="1")) == 3


_FEEDS = st.builds(
    _with_entries,
    st.integers(0, 20),
    st.timedeltas(timedelta(0), timedelta(days=900)),
    entries_listed=st.none() | st.integers(1, 500),
    entries_by_hour=st.just(()) | st.lists(st.integers(0, 50), min_size=24, max_size=24).map(tuple),
    interval_floor=st.none() | st.integers(0, 40 * 86_400),
    retry_after=st.none() | st.integers(0, 40 * 86_400),
    failures=st.integers(0, 500),
    last_outcome=st.sampled_from([one for one in FetchOutcome if one is not FetchOutcome.GONE]),
    skip_hours=st.lists(st.integers(0, 23)).map(tuple),
    skip_days=st.lists(st.integers(0, 6)).map(tuple),
)


@given(_FEEDS)
def test_every_feed_is_asked_again_and_never_before_a_floor(feed: FeedState) -> None:
    wait = _wait(feed)
    held = timedelta(seconds=min(feed.retry_after or 0, 7 * 86_400))
    assert wait >= max(SHORTEST, held)
    if not feed.failures:
        assert wait >= timedelta(seconds=min(feed.interval_floor or 0, 86_400))
    assert wait <= timedelta(days=7) * 1.25 + timedelta(days=7)
    assert next_poll(feed) == next_poll(feed)
    assert next_poll(feed).because


@given(_FEEDS)
def test_hours_and_days_that_a_feed_wants_skipped_are_skipped(feed: FeedState) -> None:
    at = next_poll(feed).at
    assert at is not None
    if len(set(feed.skip_hours)) < 24 and len(set(feed.skip_days)) < 7:
        assert at.hour not in feed.skip_hours
        assert at.weekday() not in feed.skip_days


def test_a_feed_that_names_all_hours_means_none() -> None:
    feed = _with_entries(20, timedelta(days=10), skip_hours=tuple(range(24)))
    assert _wait(feed) < 2 * _HOUR


@given(st.integers(2, 20), st.timedeltas(timedelta(hours=2), timedelta(days=90)))
def test_the_busier_a_feed_the_sooner_it_is_asked(entries: int, within: timedelta) -> None:
    busy, quiet = _with_entries(entries, within), _with_entries(entries, within * 3)
    assert _wait(busy) <= _wait(quiet) * 1.1


def test_only_a_busy_feed_is_asked_more_often_than_hourly() -> None:
    assert _wait(_with_entries(20, timedelta(hours=5))) < _HOUR
    assert _wait(_with_entries(20, timedelta(hours=100))) >= _HOUR


def test_a_feed_that_lists_little_is_asked_before_entries_are_lost() -> None:
    hourly = timedelta(hours=20)
    assert _wait(_with_entries(20, hourly, entries_listed=1)) < _wait(_with_entries(20, hourly))
    assert "lists only 1 entries" in next_poll(_with_entries(20, hourly, entries_listed=1)).because


def test_the_time_of_day_counts() -> None:
    asked = _feed(FetchOutcome.FETCHED).last_asked_at
    at_night = tuple(200 if hour == (asked.hour + 12) % 24 else 0 for hour in range(24))
    at_once = tuple(200 if hour == asked.hour else 0 for hour in range(24))
    busy, idle = (
        _with_entries(20, timedelta(days=3), entries_by_hour=hours) for hours in (at_once, at_night)
    )
    assert _wait(busy) < _wait(idle)


@given(st.integers(1, 500))
def test_a_dead_feed_is_worth_a_retry_every_day_for_ever(failures: int) -> None:
    wait = _wait(_feed(FetchOutcome.UNREACHABLE).model_copy(update={"failures": failures}))
    assert _HOUR <= wait <= timedelta(days=1) * 1.25


@given(st.sampled_from([one for one in FetchOutcome if one is not FetchOutcome.GONE]), st.integers(1, 40))
def test_each_failure_more_waits_at_least_as_long(outcome: FetchOutcome, failures: int) -> None:
    waits = [_wait(_feed(outcome).model_copy(update={"failures": failures + more})) for more in (0, 1)]
    assert waits[0] <= waits[1]


def test_failures_wait_about_twice_as_long_each_time_and_an_answer_forgives_them() -> None:
    failed = [FetchOutcome.SERVER_ERROR, FetchOutcome.TIMED_OUT, FetchOutcome.UNREACHABLE]
    waits = [_wait(_feed(*failed[:count])) for count in (1, 2, 3)]
    assert all(
        base <= wait <= base * 1.25 for base, wait in zip((_HOUR, 2 * _HOUR, 4 * _HOUR), waits, strict=True)
    )
    assert _feed(*failed, FetchOutcome.UNCHANGED).failures == 0


def test_who_refuses_us_is_left_alone_for_longer_than_who_cannot_be_reached() -> None:
    assert _wait(_feed(FetchOutcome.REFUSED)) > _wait(_feed(FetchOutcome.UNREACHABLE)) * 2
    assert next_poll(_feed(FetchOutcome.REFUSED)).because == "backing off: refused once"


def test_gone_is_for_ever() -> None:
    gone = _feed(FetchOutcome.FETCHED, FetchOutcome.GONE)
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    assert next_poll(gone).at is None
    late = START + timedelta(days=900)
    assert due_feeds([subscription], {FEED: gone}, now=late, mode=RunMode.NIGHTLY, seed="1") == ()


@pytest.mark.parametrize(("hours", "is_due"), [(3, False), (6, True)])
@pytest.mark.parametrize("mode", [RunMode.POLL, RunMode.NIGHTLY])
def test_nobody_is_asked_before_the_server_allows_it(hours: int, mode: RunMode, *, is_due: bool) -> None:
    held = _feed(FetchOutcome.THROTTLED, headers=(("Retry-After", "14400"),))
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    due = due_feeds([subscription], {FEED: held}, now=START + hours * _HOUR, mode=mode, seed="1")
    assert bool(due) is is_due


def test_what_the_server_calls_fresh_is_not_asked_for() -> None:
    fresh = _feed(FetchOutcome.FETCHED, headers=(("Cache-Control", "max-age=7200"),))
    assert 2 * _HOUR <= _wait(fresh) <= 2 * _HOUR * 1.1
    assert "120 minutes" in next_poll(fresh).because


def test_a_night_asks_those_that_a_poll_lets_wait() -> None:
    quiet = _with_entries(20, timedelta(days=900))
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    soon = START + timedelta(minutes=70)
    assert not due_feeds([subscription], {FEED: quiet}, now=soon, mode=RunMode.POLL, seed="1")
    assert due_feeds([subscription], {FEED: quiet}, now=soon, mode=RunMode.NIGHTLY, seed="1")


def test_a_night_does_not_repeat_what_was_asked_within_the_hour() -> None:
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    soon = START + timedelta(minutes=50)
    feeds = {FEED: _feed(FetchOutcome.FETCHED)}
    assert not due_feeds([subscription], feeds, now=soon, mode=RunMode.NIGHTLY, seed="1")


@pytest.mark.parametrize(
    ("polls", "days", "failures", "is_adopted"),
    [(3, 3, 0, True), (9, 1, 0, False), (2, 9, 0, False), (9, 9, 1, False)],
)
def test_a_new_address_is_adopted_once_it_is_stable_and_dropped_when_it_fails(
    polls: int, days: int, failures: int, *, is_adopted: bool
) -> None:
    asked = _feed(FetchOutcome.FETCHED).last_asked_at
    moved = {
        "moved_to": "https://b.example/feed", "moved_polls": polls, "failures": failures,
        "moved_since": asked - timedelta(days=days),
    }  # fmt: skip
    feed = _feed(FetchOutcome.FETCHED).model_copy(update=moved)
    assert address_of(feed) == ("https://b.example/feed" if is_adopted else FEED)


def test_gone_at_an_adopted_address_is_asked_at_its_own_before_it_is_retired() -> None:
    gone = _feed(FetchOutcome.FETCHED, FetchOutcome.GONE)
    moved = {
        "moved_to": "https://b.example/feed", "moved_polls": 9,
        "moved_since": gone.last_asked_at - timedelta(days=9),
    }  # fmt: skip
    first = gone.model_copy(update=moved)
    assert next_poll(first).at is not None
    assert address_of(first) == FEED
    assert next_poll(first.model_copy(update={"failures": 2})).at is None


def test_the_order_differs_from_run_to_run_and_an_address_comes_once() -> None:
    subscriptions = _subscriptions(20)
    orders = [
        due_feeds([*subscriptions, *subscriptions], {}, now=START, mode=RunMode.POLL, seed=s) for s in "ab"
    ]
    assert orders[0] != orders[1]
    assert sorted(one.url for one in orders[0]) == sorted(one.url for one in subscriptions)


def test_what_a_host_says_to_one_feed_counts_for_its_others() -> None:
    busy = _feed(FetchOutcome.THROTTLED, headers=(("Retry-After", "7200"),))
    others = [
        *_subscriptions(2),
        Subscription(url="https://b.example/f", title="", outlet_domain="b.example"),
    ]

    def due(hours: float) -> set[str]:
        now = START + hours * _HOUR
        return {one.url for one in due_feeds(others, {FEED: busy}, now=now, mode=RunMode.POLL, seed="1")}

    assert due(1) == {"https://b.example/f"}
    assert len(due(2.1)) == 3


def test_a_busy_feed_is_due_at_every_quarter_of_an_hour() -> None:
    busy = _with_entries(20, timedelta(hours=1), entries_listed=5)  # all replaced within the quarter
    at = busy.last_asked_at + timedelta(minutes=14, seconds=10)  # asked 50 seconds after its run had begun
    subscription = Subscription(url=FEED, title="", outlet_domain="a.example")
    assert due_feeds([subscription], {FEED: busy}, now=at, mode=RunMode.POLL, seed="1")


def test_a_retired_feed_that_a_person_adds_again_is_asked_once() -> None:
    gone = _feed(FetchOutcome.GONE)
    again = Subscription(url=FEED, title="", outlet_domain="a.example", asked_anew=START + _HOUR)
    later = gone.model_copy(update={"last_asked_at": START + 2 * _HOUR})
    for feed, expected in ((gone, (again,)), (later, ())):
        assert (
            due_feeds([again], {FEED: feed}, now=START + 3 * _HOUR, mode=RunMode.POLL, seed="1") == expected
        )
