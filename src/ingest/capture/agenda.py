"""Whether a poll would find anything to do now, and until when there is nothing. Pure.

Whoever starts polls asks this: it follows from the state alone, so a call more or less changes nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from pydantic import AwareDatetime

from ingest.capture.due import due_at, held_hosts
from ingest.capture.revisits import revisit_at
from ingest.capture.state import PollState
from ingest.capture.told import told
from ingest.records import Record, Subscription


class Agenda(Record):
    """What waits for the next poll."""

    is_anything: bool  # a poll now would do something
    feeds: int  # that are due
    pages: int  # seen before, to be looked at again
    dropped: int  # whole files in the drop folder
    delivered: int  # captures that hubs brought
    next_at: AwareDatetime | None  # when a feed or page falls due that is not due now; None: never


def agenda(
    subscriptions: Iterable[Subscription],
    state: PollState,
    *,
    now: datetime,
    dropped: int = 0,
    delivered: int = 0,
) -> Agenda:
    """What a poll would find.

    Args:
        subscriptions: the feeds that are polled; what is known of others does not count.
        state: how their polls went, and the pages of the last days.
        now: an aware instant.
        dropped: files in the drop folder.
        delivered: captures in the inbox of hubs.
    """
    known = told(state.feeds, state.leases.values())
    holds = held_hosts(known.values())
    wanted = {one.url: one for one in subscriptions}
    feeds = [due_at(one, known.get(one.url), holds, now=now) for one in wanted.values()]
    pages = [revisit_at(page) for page in state.pages.values()]
    due = [sum(at is not None and at <= now for at in found) for found in (feeds, pages)]
    later = [at for at in (*feeds, *pages) if at is not None and at > now]
    return Agenda(
        is_anything=any((*due, dropped, delivered)), feeds=due[0], pages=due[1],
        dropped=dropped, delivered=delivered, next_at=min(later, default=None),
    )  # fmt: skip
