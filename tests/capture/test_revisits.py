"""Pages are looked at again for edits and deletions."""

from datetime import timedelta

import pytest
from tests.capture.history import START, seen, state_after

from ingest.capture.revisits import due_revisits
from ingest.records import CaptureKind, FetchOutcome

_HOUR = timedelta(hours=1)


def _due_after(*history: tuple[FetchOutcome, float], now: float) -> bool:
    captures = [seen(outcome, _HOUR * hours, kind=CaptureKind.PAGE) for outcome, hours in history]
    return bool(due_revisits(state_after(*captures).pages.values(), START + _HOUR * now))


_FIRST = (FetchOutcome.FETCHED, 0.0)


@pytest.mark.parametrize(("now", "is_due"), [(0.5, False), (1, True), (23, True)])
def test_a_page_is_looked_at_after_an_hour(now: float, *, is_due: bool) -> None:
    assert _due_after(_FIRST, now=now) is is_due


@pytest.mark.parametrize(("now", "is_due"), [(3, False), (24, True), (100, True)])
def test_then_after_a_day(now: float, *, is_due: bool) -> None:
    assert _due_after(_FIRST, (FetchOutcome.UNCHANGED, 1), now=now) is is_due


@pytest.mark.parametrize(("now", "is_due"), [(100, False), (168, True)])
def test_then_after_a_week(now: float, *, is_due: bool) -> None:
    assert _due_after(_FIRST, (FetchOutcome.UNCHANGED, 24), now=now) is is_due


def test_then_never_again() -> None:
    assert not _due_after(_FIRST, (FetchOutcome.UNCHANGED, 168), now=9_999)


def test_a_page_that_is_gone_is_left_alone_and_a_missing_one_is_not() -> None:
    assert not _due_after(_FIRST, (FetchOutcome.GONE, 1), now=24)
    assert _due_after(_FIRST, (FetchOutcome.MISSING, 1), now=24)


def test_a_page_that_could_not_be_had_is_tried_four_times() -> None:
    tries = [(FetchOutcome.TIMED_OUT, float(hour)) for hour in range(4)]
    assert _due_after(*tries[:3], now=10)
    assert not _due_after(*tries, now=10)
    assert not _due_after((FetchOutcome.REFUSED, 0), now=10)


def test_a_revisit_that_failed_is_not_repeated_at_once() -> None:
    assert not _due_after(_FIRST, (FetchOutcome.TIMED_OUT, 2), now=2.5)
    assert _due_after(_FIRST, (FetchOutcome.TIMED_OUT, 2), now=3)
