"""Which subscriptions are asked for, renewed, ended or left alone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from ingest.capture.leases import ASKS_A_RUN, Ask, Key, Lease, Offer, asks, note, outlived
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, HubMode, HubTalk, Intent

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
FEED, HUB, TOPIC = "https://a.example/feed", "https://hub.example/", "https://a.example/topic"
OTHER = "https://other-hub.example/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFERS = {FEED: Offer(feed_url=FEED, hub_urls=(HUB,), topic=TOPIC)}
BOTH = {FEED: Offer(feed_url=FEED, hub_urls=(HUB, OTHER), topic=TOPIC)}


def said(
    mode: HubMode, at: datetime, *, hub: str = HUB, channel: Channel, lease: int | None = None
) -> Capture:
    return Capture(
        capture_id=f"{mode}{at}", kind=CaptureKind.HUB, url=hub, final_url=hub, fetched_at=at,
        outcome=FetchOutcome.FETCHED, feed_url=FEED, channel=channel,
        hub=HubTalk(mode=mode, topic=TOPIC, lease_seconds=lease),
    )  # fmt: skip


def asked(at: datetime, mode: HubMode = HubMode.SUBSCRIBE, hub: str = HUB) -> Capture:
    return said(mode, at, hub=hub, channel=Channel.REQUEST)


def answered(
    at: datetime, mode: HubMode = HubMode.SUBSCRIBE, lease: timedelta = 10 * DAY, hub: str = HUB
) -> Capture:
    return said(mode, at, hub=hub, channel=Channel.PUSH, lease=int(lease.total_seconds()))


def leases(*captures: Capture) -> Mapping[Key, Lease]:
    found: dict[Key, Lease] = {}
    for capture in captures:
        note(found, capture)
    return found


def intents(state: Mapping[Key, Lease], at: datetime = NOW) -> tuple[Intent, ...]:
    return tuple(
        Intent(token="0" * 40, feed_url=feed, hub_url=hub, topic=topic, mode=HubMode.SUBSCRIBE, asked_at=at)
        for feed, hub, topic in state
    )


def chosen(
    *captures: Capture, now: datetime, offers: Mapping[str, Offer] = OFFERS, wanted: tuple[str, ...] = (FEED,)
) -> list[tuple[str, HubMode]]:
    state = leases(*captures)
    return [(ask.hub_url, ask.mode) for ask in asks(wanted, offers, state, intents(state), now=now)]


SUBSCRIBE, UNSUBSCRIBE = (HUB, HubMode.SUBSCRIBE), (HUB, HubMode.UNSUBSCRIBE)


def test_a_feed_whose_document_names_a_hub_is_subscribed_to() -> None:
    assert asks([FEED], OFFERS, {}, (), now=NOW) == (Ask(FEED, HUB, TOPIC, HubMode.SUBSCRIBE),)


@pytest.mark.parametrize("hubs", [(), ("http://hub.example/",)])
def test_a_secret_is_sent_over_https_or_nowhere(hubs: tuple[str, ...]) -> None:
    assert chosen(now=NOW, offers={FEED: Offer(feed_url=FEED, hub_urls=hubs, topic=TOPIC)}) == []


def test_a_hub_has_time_to_confirm_and_is_then_asked_ever_less_often() -> None:
    times = [NOW]
    for _ in range(5):
        captures = [asked(at) for at in times]
        wait = next(hours for hours in range(1, 400) if chosen(*captures, now=times[-1] + hours * HOUR))
        times.append(times[-1] + wait * HOUR)
    gaps = [(after - before) / HOUR for before, after in pairwise(times)]
    assert gaps[0] <= 2
    assert all(2 * before < after for before, after in pairwise(gaps))
    assert gaps[-1] <= 1.25 * 7 * 24 + 1, "a dead hub is worth a retry"


def test_the_next_hub_is_asked_when_the_first_does_not_confirm() -> None:
    assert chosen(asked(NOW), now=NOW + HOUR / 2, offers=BOTH) == []
    assert chosen(asked(NOW), asked(NOW + HOUR), now=NOW + 3 * HOUR, offers=BOTH) == [
        (OTHER, HubMode.SUBSCRIBE)
    ]


@pytest.mark.parametrize("lease", [10 * DAY, DAY, HOUR])
def test_a_lease_is_renewed_before_it_ends_and_not_at_once(lease: timedelta) -> None:
    history = (asked(NOW), answered(NOW, lease=lease))
    assert chosen(*history, now=NOW + lease / 4) == []
    before_the_end = NOW + lease - min(lease / 2, 26 * HOUR)
    assert chosen(*history, now=before_the_end) == [SUBSCRIBE]
    renewed = answered(before_the_end, lease=lease)
    assert chosen(*history, asked(before_the_end), renewed, now=before_the_end + lease / 4) == []


@pytest.mark.parametrize("lease", [timedelta(), timedelta(minutes=10)])
def test_a_hub_that_grants_next_to_nothing_is_not_asked_all_the_time(lease: timedelta) -> None:
    history = (asked(NOW), answered(NOW, lease=lease))
    assert chosen(*history, now=NOW + 23 * HOUR) == []
    assert chosen(*history, now=NOW + 25 * HOUR) == [SUBSCRIBE]


def test_a_lease_that_ended_is_asked_for_again() -> None:
    assert chosen(asked(NOW), answered(NOW), now=NOW + 11 * DAY) == [SUBSCRIBE]


def test_a_denial_is_heeded_for_a_week() -> None:
    history = (asked(NOW), answered(NOW, HubMode.DENIED))
    assert chosen(*history, now=NOW + 6 * DAY) == []
    assert chosen(*history, now=NOW + 8 * DAY) == [SUBSCRIBE]


def test_a_denial_ends_a_lease() -> None:
    state = leases(asked(NOW), answered(NOW), answered(NOW + HOUR, HubMode.DENIED))
    assert [lease.subscribed_until for lease in state.values()] == [None]


@pytest.mark.parametrize(
    ("wanted", "offers"),
    [((), OFFERS), ((FEED,), {FEED: Offer(feed_url=FEED)}),
     ((FEED,), {FEED: Offer(feed_url=FEED, hub_urls=(HUB,), topic="https://a.example/moved")})],
)  # fmt: skip
def test_what_is_not_wanted_or_offered_any_more_is_left_with_three_requests_at_most(
    wanted: tuple[str, ...], offers: Mapping[str, Offer]
) -> None:
    history = [asked(NOW - DAY), answered(NOW - DAY, lease=30 * DAY)]
    farewells = 0
    for hours in range(24 * 20):
        now = NOW + hours * HOUR
        if UNSUBSCRIBE in chosen(*history, now=now, offers=offers, wanted=wanted):
            farewells += 1
            history.append(asked(now, HubMode.UNSUBSCRIBE))
    assert farewells == 3


def test_a_feed_of_which_no_document_is_known_keeps_its_lease() -> None:
    assert chosen(asked(NOW), answered(NOW), now=NOW + HOUR, offers={}) == []


def test_a_feed_that_is_wanted_again_is_subscribed_to_again() -> None:
    history = (asked(NOW), answered(NOW), asked(NOW + HOUR, HubMode.UNSUBSCRIBE))
    assert chosen(*history, now=NOW + 3 * HOUR) == [SUBSCRIBE]


def test_a_lease_whose_callback_nobody_answers_is_asked_for_again() -> None:
    state = leases(asked(NOW), answered(NOW))
    assert [ask.mode for ask in asks([FEED], OFFERS, state, (), now=NOW + HOUR)] == [HubMode.SUBSCRIBE]


def test_thousands_of_feeds_of_one_hub_do_not_make_a_run_endless() -> None:
    feeds = [f"https://{number}.example/feed" for number in range(1_000)]
    offers = {feed: Offer(feed_url=feed, hub_urls=(HUB,), topic=feed) for feed in feeds}
    assert len(asks(feeds, offers, {}, (), now=NOW)) == ASKS_A_RUN


def test_an_intent_is_kept_as_long_as_something_may_come_for_it() -> None:
    subscribed = leases(asked(NOW), answered(NOW, lease=30 * DAY))
    kept = intents(subscribed)
    assert outlived(subscribed, kept, now=NOW + 29 * DAY) == ()
    assert outlived(subscribed, kept, now=NOW + 31 * DAY) == kept
    gone = leases(*(asked(NOW, HubMode.UNSUBSCRIBE), answered(NOW, HubMode.UNSUBSCRIBE)))
    assert outlived(gone, kept, now=NOW + HOUR) == kept
