"""A feed of which a hub tells is polled daily, as long as the hub shows that it delivers."""

from datetime import timedelta

import pytest
from tests.capture.history import FEED, START

from ingest.capture.due import next_poll
from ingest.capture.leases import Lease
from ingest.capture.state import FeedState
from ingest.capture.told import told
from ingest.records import FetchOutcome

_HOUR = timedelta(hours=1)
_DAILY = FeedState(
    url=FEED, last_asked_at=START, last_outcome=FetchOutcome.FETCHED, entries_recent=20, entries_listed=20,
    entries_since=START - timedelta(days=20),
)  # fmt: skip
_HOURLY = _DAILY.model_copy(update={"entries_since": START - 20 * _HOUR})


def _lease(until: timedelta = timedelta(days=10), delivered: timedelta | None = timedelta()) -> Lease:
    return Lease(
        feed_url=FEED, hub_url="https://hub.example/", topic=FEED, subscribed_until=START + until,
        delivered_at=None if delivered is None else START + delivered,
    )  # fmt: skip


def _wait(feed: FeedState, *leases: Lease) -> timedelta:
    at = next_poll(told({FEED: feed}, leases)[FEED]).at
    assert at is not None
    return at - START


def test_with_a_living_lease_a_day_is_enough() -> None:
    assert _wait(_DAILY) < 4 * _HOUR
    assert 24 * _HOUR <= _wait(_DAILY, _lease()) <= 27 * _HOUR
    assert "hub" in next_poll(told({FEED: _DAILY}, [_lease()])[FEED]).because


@pytest.mark.parametrize(
    "lease", [_lease(delivered=None), _lease(until=-_HOUR), _lease(delivered=timedelta(days=-30))]
)
def test_a_hub_that_delivers_nothing_changes_nothing(lease: Lease) -> None:
    assert _wait(_DAILY, lease) == _wait(_DAILY)


def test_a_hub_that_falls_silent_is_believed_for_ten_usual_gaps() -> None:
    assert 9 * _HOUR < _wait(_HOURLY, _lease()) < 12 * _HOUR


def test_a_lease_that_ends_within_the_day_is_believed_until_then() -> None:
    assert 8 * _HOUR <= _wait(_DAILY, _lease(until=8 * _HOUR)) < 9 * _HOUR
