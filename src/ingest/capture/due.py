"""When a feed is asked again, and why, from how its polls went. Pure: `now` comes in.

A feed that answers is asked as its rhythm makes worth while (`rate.py`), within an operator's bounds.
What the server or the feed asks for (Retry-After, freshness, ttl, skipHours) is a floor under everything.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from ingest.capture.rate import Rhythm, peak, rate, wait
from ingest.capture.state import FeedState
from ingest.parsing.urls import host_of
from ingest.records import FetchOutcome, Record, RunMode, Subscription, identity

SHORTEST = timedelta(minutes=14)
"""A little under the quarter of an hour between two runs of poll_feeds, so that none is missed by seconds."""
LONGEST = timedelta(hours=12)
UNHURRIED = timedelta(hours=1)
"""Between two requests for a feed that is no busy one (Kroll's feed reader score: hourly at most)."""

_TOLD = timedelta(hours=24)  # a feed of which a hub tells is asked daily, to be sure
_BUSY = 0.25  # entries an hour from which on a feed may be asked more often than hourly
_AT_FIRST = timedelta(hours=1)  # until there is a rhythm to learn from
_LONGEST_FLOOR = timedelta(days=7)  # a server that asks for more is misconfigured
_LONGEST_PERIOD = timedelta(hours=24)  # for what a document says of itself: `yearly` is a form left as it was
_WINDOW_SHARE = 0.5  # of the time in which a feed's entries are replaced, at its busiest
_JITTER = (
    0.1  # of an interval, taken off, so that feeds asked together drift apart; added to what others ask for
)
_RETRY_JITTER = 0.25
_MOVED_POLLS = 3
_MOVED_FOR = timedelta(days=3)

_HOUR = timedelta(hours=1)
_BUSY_ANSWERS = frozenset({FetchOutcome.THROTTLED, FetchOutcome.SERVER_ERROR})  # 429, 503
_RETRIES: Mapping[FetchOutcome, tuple[timedelta, timedelta]] = {
    FetchOutcome.REFUSED: (4 * _HOUR, 48 * _HOUR),
    FetchOutcome.MISSING: (4 * _HOUR, 48 * _HOUR),
    FetchOutcome.FETCHED: (4 * _HOUR, 48 * _HOUR),  # a document, but no feed
    FetchOutcome.UNCHANGED: (4 * _HOUR, 48 * _HOUR),
    FetchOutcome.TOO_LARGE: (12 * _HOUR, 168 * _HOUR),
    FetchOutcome.UNDECODABLE: (12 * _HOUR, 168 * _HOUR),
    FetchOutcome.FORBIDDEN_ADDRESS: (12 * _HOUR, 168 * _HOUR),
    FetchOutcome.TOO_MANY_REDIRECTS: (12 * _HOUR, 168 * _HOUR),
}
"""First and longest wait after failures that a person must mend; others are the weather of the network."""
_WEATHER = (_HOUR, 24 * _HOUR)


class NextPoll(Record):
    """When a feed is asked again, and why then; `at` is None where it is not asked any more."""

    at: datetime | None
    because: str


def due_feeds(
    subscriptions: Iterable[Subscription],
    feeds: Mapping[str, FeedState],
    *,
    now: datetime,
    mode: RunMode,
    seed: str,
) -> tuple[Subscription, ...]:
    """The feeds to ask now, each address once, in an order that differs from run to run.

    A nightly run asks all but those that are gone (410), asked us to wait, or were asked within the hour; a
    poll asks those whose time has come; both ask what a person wants asked anew. `seed` decides the order:
    no host always comes first, and after a long stop not all start in the same order.
    """
    by_url = {subscription.url: subscription for subscription in subscriptions}
    holds = held_hosts(feeds.values())
    times = {url: due_at(one, feeds.get(url), holds, now=now, mode=mode) for url, one in by_url.items()}
    due = [by_url[url] for url, at in times.items() if at is not None and at <= now]
    return tuple(sorted(due, key=lambda one: identity("order", seed, one.url)))


def next_poll(feed: FeedState, holds: Mapping[str, datetime] | None = None) -> NextPoll:
    """When a feed is asked again; never before any floor that the server or the feed sets.

    Args:
        feed: how its polls went.
        holds: until when hosts want to be left alone, by name (`held_hosts`).
    """
    if is_retired(feed):
        return NextPoll(at=None, because="retired: the server says that it is gone (410)")
    interval, because = _retry(feed) if feed.failures else _interval(feed)
    at = feed.last_asked_at + interval
    if (held := held_until(feed)) > at:
        at, because = held, "the server asked us to wait (Retry-After)"
    host = host_of(address_of(feed))
    if holds and host in holds and holds[host] > at:
        at, because = holds[host], f"{host} asked us to wait (Retry-After)"
    return _outside_skips(feed, at, because)


def is_retired(feed: FeedState) -> bool:
    """Whether the server said that the feed is gone for good (RFC 9110 section 15.5.11).

    A first 410 behind an adopted address may be that address's alone: the feed's own is asked before.
    """
    return feed.last_outcome is FetchOutcome.GONE and (feed.failures > 1 or not _has_moved(feed))


def held_until(feed: FeedState) -> datetime:
    """Until when nobody may ask: what the server asked for with Retry-After."""
    return feed.last_asked_at + min(timedelta(seconds=feed.retry_after or 0), _LONGEST_FLOOR)


def held_hosts(feeds: Iterable[FeedState]) -> dict[str, datetime]:
    """Until when each host wants to be left alone: what it said to one feed counts for all (RFC 6585)."""
    holds: dict[str, datetime] = {}
    for feed in feeds:
        if feed.retry_after and feed.last_outcome in _BUSY_ANSWERS:
            host = host_of(address_of(feed))
            holds[host] = max(held_until(feed), holds.get(host, feed.last_asked_at))
    return holds


def address_of(feed: FeedState) -> str:
    """Where a feed is asked: its new address once that has proved stable, its own again when that fails.

    A permanent redirect (301, 308) may be a hotel's network or a slip of the publisher: it must hold for
    three good answers in a row over three days.
    """
    return feed.moved_to if feed.moved_to and _has_moved(feed) and not feed.failures else feed.url


def _has_moved(feed: FeedState) -> bool:
    return (
        feed.moved_since is not None
        and feed.moved_polls >= _MOVED_POLLS
        and feed.last_asked_at - feed.moved_since >= _MOVED_FOR
    )


def due_at(
    subscription: Subscription,
    feed: FeedState | None,
    holds: Mapping[str, datetime],
    *,
    now: datetime,
    mode: RunMode = RunMode.POLL,
) -> datetime | None:
    """From when on runs of a mode ask a feed: `now` where nobody has yet; None where never again."""
    held = holds.get(host_of(address_of(feed) if feed else subscription.url))
    at = now if feed is None or _is_wanted_anew(subscription, feed) else _planned(feed, mode)
    return at if at is None or held is None else max(at, held)


def _planned(feed: FeedState, mode: RunMode) -> datetime | None:
    if mode is not RunMode.NIGHTLY:
        return next_poll(feed).at
    return None if is_retired(feed) else max(held_until(feed), feed.last_asked_at + UNHURRIED)


def _is_wanted_anew(subscription: Subscription, feed: FeedState) -> bool:
    return subscription.asked_anew is not None and subscription.asked_anew > feed.last_asked_at


def _interval(feed: FeedState) -> tuple[timedelta, str]:
    """How long after a good answer, and why."""
    wanted, because = _wanted(feed)
    if feed.told_until is not None and (told := min(feed.told_until - feed.last_asked_at, _TOLD)) > wanted:
        wanted, because = told, "a hub tells of its news (WebSub)"
    asked_for = max(feed.interval_floor or 0, feed.document_floor or 0)
    floor = min(timedelta(seconds=asked_for), _LONGEST_PERIOD)
    if floor > wanted:
        because = f"server or feed ask for {floor.total_seconds() / 60:.0f} minutes between requests"
        return floor * (1 + _JITTER * _chance(feed)), because
    return wanted, because


def _wanted(feed: FeedState) -> tuple[timedelta, str]:
    if not feed.entries_recent or feed.entries_since is None:
        return _AT_FIRST, "nothing is known of its rhythm yet"
    rhythm = Rhythm(entries=feed.entries_recent, since=feed.entries_since, by_hour=feed.entries_by_hour)
    asked_at = feed.last_asked_at
    hourly = rate(rhythm, asked_at)
    because = f"about {hourly * 24:.2g} entries a day"
    wanted = wait(rhythm, asked_at)
    if feed.entries_listed:
        replaced = timedelta(hours=feed.entries_listed / max(peak(rhythm, asked_at), 1e-6))
        if replaced * _WINDOW_SHARE < wanted:
            wanted, because = replaced * _WINDOW_SHARE, f"lists only {feed.entries_listed} entries; {because}"
    shortest = SHORTEST if hourly >= _BUSY else UNHURRIED
    drifting = wanted * (1 - _JITTER * _chance(feed))
    return min(max(drifting, shortest), LONGEST), because


def _retry(feed: FeedState) -> tuple[timedelta, str]:
    """Twice as long after each failure more, never for ever: a dead feed is worth a retry."""
    first, last = _RETRIES.get(feed.last_outcome, _WEATHER)
    times = f"{feed.failures} times in a row" if feed.failures > 1 else "once"
    what = (
        "no feed"
        if feed.last_outcome in {FetchOutcome.FETCHED, FetchOutcome.UNCHANGED}
        else feed.last_outcome
    )
    wait = min(first * (1 << min(feed.failures - 1, 10)), last) * (1 + _RETRY_JITTER * _chance(feed))
    return wait, f"backing off: {what} {times}"


def _outside_skips(feed: FeedState, at: datetime, because: str) -> NextPoll:
    """Not within hours or days that the feed wants skipped, unless it names all of them."""
    hours, days = set(feed.skip_hours), set(feed.skip_days)
    if len(hours) >= 24 or len(days) >= 7:
        return NextPoll(at=at, because=because)
    moved = at
    while moved.hour in hours or moved.weekday() in days:
        moved = moved.replace(minute=0, second=0, microsecond=0) + _HOUR
    if moved != at:
        because = "the feed wants these hours or days skipped"
    return NextPoll(at=moved, because=because)


def _chance(feed: FeedState) -> float:
    """A number in [0, 1) that differs from poll to poll, and is the same whoever asks."""
    return int(identity("jitter", feed.url, feed.last_asked_at.isoformat()), 16) / 2**64
