"""Which pages are looked at again: for edits and deletions, and because they could not be had. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ingest.capture.state import PageState
from ingest.records import FetchOutcome

MARKS = (timedelta(hours=1), timedelta(hours=24), timedelta(days=7))
"""After the first sighting. Most edits come within a day; corrections within a week."""
WINDOW = timedelta(days=14)
"""Pages first asked for longer ago are left alone."""

_EARLY = 0.9  # of a mark: a run that starts a minute too soon need not wait for the next one
_BETWEEN = timedelta(minutes=50)  # between two requests for one page, whatever came of the first
_MAX_ATTEMPTS = 4  # for a page that was never seen
_LASTING = frozenset(
    {
        FetchOutcome.GONE,
        FetchOutcome.REFUSED,
        FetchOutcome.TOO_LARGE,
        FetchOutcome.UNDECODABLE,
        FetchOutcome.FORBIDDEN_ADDRESS,
        FetchOutcome.TOO_MANY_REDIRECTS,
        FetchOutcome.IN_FEED,
        FetchOutcome.WITHHELD,
    }
)
"""Endings that the next request would meet again."""


def due_revisits(pages: Iterable[PageState], now: datetime) -> tuple[PageState, ...]:
    """The pages to ask for again, those waiting longest first."""
    due = [page for page in pages if (at := revisit_at(page)) is not None and at <= now]
    return tuple(sorted(due, key=lambda page: (page.last_asked_at, page.url)))


def is_last_attempt(page: PageState) -> bool:
    """Whether a page that was never seen is asked for once more at most."""
    return page.attempts >= _MAX_ATTEMPTS - 1


def revisit_at(page: PageState) -> datetime | None:
    """From when on a page is asked for again: the first mark since it was last seen; None where never.

    A page that was never seen is tried again where that is worth while.
    """
    soonest = page.last_asked_at + _BETWEEN
    if page.last_outcome is FetchOutcome.GONE:
        return None
    if page.first_seen_at is None or page.last_seen_at is None:
        is_worth_it = page.last_outcome not in _LASTING and page.attempts < _MAX_ATTEMPTS
        return soonest if is_worth_it else None
    marks = (page.first_seen_at + mark * _EARLY for mark in MARKS)
    mark = next((mark for mark in marks if page.last_seen_at < mark), None)
    return None if mark is None else max(mark, soonest)
