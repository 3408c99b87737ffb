"""What is to be done is told at once, told again while it stays undone, and never told once only."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ingest.waking import Telling

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
AGAIN = timedelta(seconds=60)
A, B = frozenset({"a"}), frozenset({"b"})


def test_nothing_to_do_is_never_told() -> None:
    assert not Telling().is_due(frozenset(), NOW)


def test_what_is_new_is_told_at_once_and_not_at_every_look() -> None:
    telling = Telling(again_after=AGAIN)
    assert telling.is_due(A, NOW)
    assert not telling.is_due(A, NOW + SECOND)
    assert telling.is_due(A | B, NOW + 2 * SECOND)


def test_what_stays_undone_is_told_again_since_the_event_may_have_been_lost() -> None:
    telling = Telling(again_after=AGAIN)
    assert telling.is_due(A, NOW)
    assert not telling.is_due(A, NOW + AGAIN - SECOND)
    assert telling.is_due(A, NOW + AGAIN)


def test_what_was_done_and_comes_again_is_new() -> None:
    telling = Telling(again_after=AGAIN)
    assert telling.is_due(A, NOW)
    assert not telling.is_due(frozenset(), NOW + SECOND)
    assert telling.is_due(A, NOW + 2 * SECOND)


@given(st.lists(st.frozensets(st.sampled_from("abc")), min_size=1, max_size=200), st.data())
def test_a_triggerer_killed_at_any_look_with_its_event_leaves_nothing_untold_for_longer_than_a_minute(
    looks: list[frozenset[str]], data: st.DataObject
) -> None:
    """At each look the event may be lost, with the whole memory of who told it."""
    telling, waiting = Telling(again_after=AGAIN), dict[str, datetime]()
    for number, reasons in enumerate(looks):
        now = NOW + number * SECOND
        waiting = {reason: waiting.get(reason, now) for reason in reasons}
        is_told = telling.is_due(reasons, now)
        if data.draw(st.booleans()):
            telling, is_told = Telling(again_after=AGAIN), False
            waiting = dict.fromkeys(waiting, now)  # the minute begins anew with the new triggerer
        assert all(now - since <= AGAIN for since in waiting.values()) or is_told
        waiting = dict.fromkeys(waiting, now) if is_told else waiting
