"""Subscriptions with WebSub hubs: how each stands, and which to ask for, renew or end now. Pure.

A lease is a view over what was said between a hub and us, like every state of capture: rows of the view
`news.leases` first, then captures of segments that are not loaded yet.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from pydantic import AwareDatetime

from ingest.records import Capture, CaptureKind, Channel, HubMode, Intent, Record, identity

LONGEST_LEASE = timedelta(days=30)
"""Nobody is believed for longer: by then we have asked again."""

ASKS_A_RUN = (
    100  # a hub of thousands of feeds is asked at our usual pace, so the others wait for the next run
)
_MARGIN = timedelta(hours=26)  # before a lease ends: a nightly run comes once a day
_RETRY = timedelta(hours=1)
_LONGEST_RETRY = timedelta(days=7)  # also after a denial: a dead hub is worth a retry
_SHORTEST_LEASE = timedelta(minutes=30)  # two polls; a hub that grants less would be asked all the time
_SHORTEST_LEASE_RETRY = timedelta(days=1)
_FAREWELLS = 3  # requests to end a lease; then it ends by itself
_JITTER = 0.25
_EVER = datetime(1970, 1, 1, tzinfo=UTC)

Key = tuple[str, str, str]
"""Feed, hub and topic: one subscription."""


class Offer(Record):
    """The hubs that a feed's last document names. Fields: columns of sql/capture/select_hub_offers.sql."""

    feed_url: str
    hub_urls: tuple[str, ...] = ()
    topic: str | None = None


class Lease(Record):
    """How one subscription stands. Fields: the columns of sql/capture/select_leases.sql."""

    feed_url: str
    hub_url: str
    topic: str
    asked: HubMode | None = None  # last
    asked_at: AwareDatetime | None = None
    asks: int = 0  # that the hub has not answered yet
    answer: HubMode | None = None  # last
    answered_at: AwareDatetime | None = None
    subscribed_until: AwareDatetime | None = None
    delivered_at: AwareDatetime | None = None  # when the feed last came by push

    @property
    def key(self) -> Key:
        """Which subscription this is."""
        return self.feed_url, self.hub_url, self.topic

    def after(self, capture: Capture) -> Self:
        """How it stands after one more exchange with the hub."""
        if capture.hub is None or capture.hub.mode is HubMode.DELIVER:
            return self
        mode, at = capture.hub.mode, capture.fetched_at
        if capture.channel is Channel.REQUEST:
            return self.model_copy(update={"asked": mode, "asked_at": at, "asks": self.asks + 1})
        granted = timedelta(seconds=capture.hub.lease_seconds or 0)
        until = at + granted if mode is HubMode.SUBSCRIBE else None
        return self.model_copy(
            update={"answer": mode, "answered_at": at, "asks": 0, "subscribed_until": until}
        )


class Ask(NamedTuple):
    """What to ask a hub for."""

    feed_url: str
    hub_url: str
    topic: str
    mode: HubMode


def note(leases: dict[Key, Lease], capture: Capture) -> None:
    """Enter a capture of a segment that is not loaded yet."""
    if capture.hub is not None:
        key = (capture.history, capture.url, capture.hub.topic)
        feed_url, hub_url, topic = key
        lease = leases.get(key) or Lease(feed_url=feed_url, hub_url=hub_url, topic=topic)
        leases[key] = lease.after(capture)
    elif capture.kind is CaptureKind.FEED and capture.channel is Channel.PUSH:
        for key in [key for key in leases if key[0] == capture.url]:
            leases[key] = leases[key].model_copy(update={"delivered_at": capture.fetched_at})


def asks(
    wanted: Collection[str],
    offers: Mapping[str, Offer],
    leases: Mapping[Key, Lease],
    intents: Iterable[Intent],
    *,
    now: datetime,
) -> tuple[Ask, ...]:
    """What to ask hubs for now, at most `ASKS_A_RUN`: what is about to end comes first.

    Args:
        wanted: the feeds that are subscribed to.
        offers: what their documents say of hubs; a feed that was never read is left as it is.
        leases: what was said so far.
        intents: what the receiver answers by. A lease without one is worth nothing.
        now: the time.
    """
    answered = {(intent.feed_url, intent.hub_url, intent.topic) for intent in intents}
    sound = {key: lease for key, lease in leases.items() if key in answered}
    renewals = list(_renewals(wanted, offers, sound, now))
    farewells = list(_farewells(wanted, offers, sound, now))
    firsts = list(_firsts(wanted, offers, sound, now))
    return (*renewals, *farewells, *firsts)[:ASKS_A_RUN]


def outlived(leases: Mapping[Key, Lease], intents: Iterable[Intent], *, now: datetime) -> tuple[Intent, ...]:
    """The intents that nobody needs any more: left as agreed, or over for as long as a lease can last."""
    found = []
    for intent in intents:
        lease = leases.get((intent.feed_url, intent.hub_url, intent.topic))
        has_left = lease is not None and lease.answer is lease.asked is HubMode.UNSUBSCRIBE
        is_over = now - intent.asked_at > LONGEST_LEASE and not (lease and _lives(lease, now))
        if has_left or is_over:
            found.append(intent)
    return tuple(found)


def _renewals(
    wanted: Collection[str], offers: Mapping[str, Offer], leases: Mapping[Key, Lease], now: datetime
) -> Iterator[Ask]:
    for lease in _living(leases, now):
        has_second_thoughts = lease.asked is HubMode.UNSUBSCRIBE
        due = max(_EVER if has_second_thoughts else _renewal(lease), _next_try(lease))
        if _is_offered(lease, wanted, offers) and now >= due:
            yield Ask(*lease.key, HubMode.SUBSCRIBE)


def _farewells(
    wanted: Collection[str], offers: Mapping[str, Offer], leases: Mapping[Key, Lease], now: datetime
) -> Iterator[Ask]:
    for lease in _living(leases, now):
        if lease.feed_url in wanted and lease.feed_url not in offers:
            continue
        said = lease.asks if lease.asked is HubMode.UNSUBSCRIBE else 0
        is_time = not said or (said < _FAREWELLS and now >= _next_try(lease))
        if is_time and not _is_offered(lease, wanted, offers):
            yield Ask(*lease.key, HubMode.UNSUBSCRIBE)


def _firsts(
    wanted: Collection[str], offers: Mapping[str, Offer], leases: Mapping[Key, Lease], now: datetime
) -> Iterator[Ask]:
    """Feeds without a living lease: the first of their hubs whose time has come, one at a time."""
    told = {lease.feed_url for lease in _living(leases, now) if _is_offered(lease, wanted, offers)}
    for feed_url in wanted:
        offer = offers.get(feed_url)
        if offer is None or offer.topic is None or feed_url in told:
            continue
        keys = [(feed_url, hub, offer.topic) for hub in offer.hub_urls if hub.startswith("https://")]
        tried = [leases[key] for key in keys if key in leases]
        if any(_waits(lease, now) for lease in tried):
            continue
        for key in keys:
            if key not in leases or now >= _next_try(leases[key]):
                yield Ask(*key, HubMode.SUBSCRIBE)
                break


def _living(leases: Mapping[Key, Lease], now: datetime) -> list[Lease]:
    """Those that end first come first."""
    alive = [lease for lease in leases.values() if _lives(lease, now)]
    return sorted(alive, key=lambda lease: (lease.subscribed_until or now, lease.key))


def _lives(lease: Lease, now: datetime) -> bool:
    return lease.subscribed_until is not None and lease.subscribed_until > now


def _is_offered(lease: Lease, wanted: Collection[str], offers: Mapping[str, Offer]) -> bool:
    offer = offers.get(lease.feed_url)
    if lease.feed_url not in wanted or offer is None:
        return False
    return lease.topic == offer.topic and lease.hub_url in offer.hub_urls


def _waits(lease: Lease, now: datetime) -> bool:
    """Whether the hub may still be about to confirm what it was asked."""
    return lease.asks > 0 and lease.asked_at is not None and now - lease.asked_at < _RETRY


def _renewal(lease: Lease) -> datetime:
    """When to renew: a day before the end, half of a short lease before it, and not all at once."""
    if lease.subscribed_until is None or lease.answered_at is None:
        raise ValueError("only a lease that a hub confirmed is renewed")
    length = lease.subscribed_until - lease.answered_at
    margin = min(max(length / 4, _MARGIN), length / 2)
    return lease.subscribed_until - margin * (1 + _JITTER * _chance(lease))


def _next_try(lease: Lease) -> datetime:
    """When a hub may be asked again that has not answered, or has said no; four times as long each time."""
    waits = []
    if lease.asks and lease.asked_at is not None:
        wait = min(_RETRY * 4 ** min(lease.asks - 1, 8), _LONGEST_RETRY)
        waits.append(lease.asked_at + wait * (1 + _JITTER * _chance(lease)))
    if lease.answer is HubMode.DENIED and lease.answered_at is not None:
        waits.append(lease.answered_at + _LONGEST_RETRY)
    if lease.subscribed_until is not None and lease.answered_at is not None:
        is_worthless = lease.subscribed_until - lease.answered_at < _SHORTEST_LEASE
        waits.append(lease.answered_at + _SHORTEST_LEASE_RETRY if is_worthless else _EVER)
    return max(waits, default=_EVER)


def _chance(lease: Lease) -> float:
    """A number in [0, 1) that differs from lease to lease, and is the same whoever asks."""
    return int(identity("jitter", *lease.key, str(lease.answered_at)), 16) / 2**64
