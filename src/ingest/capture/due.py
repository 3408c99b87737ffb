"""When a feed is asked again, from how its polls went. Pure: `now` comes in.

A feed that answers is asked twice as often as it brings something new, between 15 minutes and 12 hours
(research on feeds, section 6: gap policies have bad tails, a hard longest interval bounds them).
What the server or the feed asks for (Retry-After, max-age, ttl) is a floor under everything.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ingest.capture.state import FeedState
from ingest.records import FetchOutcome, RunMode, Subscription, identity

SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
_AT_FIRST = timedelta(hours=1)  # until there is a history to learn from
_POLLS_A_CHANGE = 2
_FIRST_RETRY = timedelta(hours=1)
_LAST_RETRY = timedelta(hours=24)  # a dead feed costs one request a day, and may come back
_LONGEST_FLOOR = timedelta(
    days=7
)  # a server that asks for more is misconfigured: nobody is asked never again


def due_feeds(
    subscriptions: Iterable[Subscription],
    feeds: Mapping[str, FeedState],
    *,
    now: datetime,
    mode: RunMode,
    seed: str,
) -> tuple[Subscription, ...]:
    """The feeds to ask now, each address once, in an order that differs from run to run.

    A nightly run asks all but those that are gone (410) or asked us to wait; a poll asks those whose time has
    come. `seed` decides the order: no host always comes first, no restart hits all in the same order.
    """
    by_url = {subscription.url: subscription for subscription in subscriptions}
    due = [one for one in by_url.values() if _is_due(feeds.get(one.url), now, mode)]
    return tuple(sorted(due, key=lambda one: identity("order", seed, one.url)))


def next_poll(feed: FeedState) -> datetime | None:
    """When a feed is asked again; None: never, it is gone (410)."""
    if is_retired(feed):
        return None
    interval = _interval(feed) if not feed.failures else _retry(feed.failures)
    return max(feed.last_asked_at + interval, held_until(feed))


def is_retired(feed: FeedState) -> bool:
    """Whether the server said that the feed is gone for good (RFC 9110 section 15.5.11)."""
    return feed.last_outcome is FetchOutcome.GONE


def held_until(feed: FeedState) -> datetime:
    """Until when nobody may ask: what the server asked for with Retry-After."""
    return feed.last_asked_at + min(timedelta(seconds=feed.retry_after or 0), _LONGEST_FLOOR)


def _is_due(feed: FeedState | None, now: datetime, mode: RunMode) -> bool:
    if feed is None:
        return True
    if is_retired(feed):
        return False
    if mode is RunMode.NIGHTLY:
        return now >= max(held_until(feed), feed.last_asked_at + SHORTEST)  # a killed run is not repeated
    at = next_poll(feed)
    return at is not None and now >= at


def _interval(feed: FeedState) -> timedelta:
    observed = feed.last_asked_at - feed.recent_since
    wanted = observed / (_POLLS_A_CHANGE * max(feed.recent_changes, 1)) if observed else _AT_FIRST
    floor = timedelta(seconds=feed.interval_floor or 0)
    return min(max(wanted, SHORTEST, floor), LONGEST)


def _retry(failures: int) -> timedelta:
    """One hour after the first failure, twice as long after each more, never more than a day."""
    return min(_FIRST_RETRY * (1 << min(failures - 1, 10)), _LAST_RETRY)
