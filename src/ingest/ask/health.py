"""How each feed is, why, and when it is asked again."""

from ingest.ask.rows import records
from ingest.capture.due import NextPoll, held_hosts, next_poll
from ingest.capture.known import KnownArticles
from ingest.capture.state import published_leases, published_state
from ingest.capture.told import told
from ingest.records import Record
from ingest.warehouse import Connection, rows

ILL = frozenset({"gone", "blocked", "failing", "silent"})
"""States that a person should look at."""

_AT_ONCE = NextPoll(at=None, because="with the next poll")


class FeedLine(Record):
    """One feed that is subscribed to, as the view `news.feeds` tells it. Instants are ISO 8601, UTC."""

    url: str
    outlet: str
    folder: str | None
    state: str  # healthy | quiet | silent | blocked | failing | gone | not polled
    why: str
    polls: int
    failures: int  # since it last answered well
    moved_to: str | None
    last_polled: str | None
    last_good: str | None
    newest_entry: str | None


class FeedHealth(FeedLine):
    """The same, with the next attempt."""

    next_poll: str | None  # None: never again, or at once where nobody has asked yet
    because: str  # why then


def feed_health(connection: Connection) -> tuple[FeedHealth, ...]:
    """Every feed of the snapshot that is subscribed to, the ill ones first."""
    polls = rows(connection, "capture/select_feed_states")
    is_counted = rows(connection, "capture/select_rhythm_tables")  # not in a snapshot of an older version
    rhythms = rows(connection, "capture/select_feed_rhythms") if is_counted else []
    feeds = published_state(polls, (), KnownArticles(), rhythms=rhythms).feeds
    states = told(feeds, published_leases(rows(connection, "capture/select_leases")))
    holds, found = held_hosts(states.values()), []
    for line in records(connection, "ask/select_feed_health", FeedLine):
        planned = next_poll(states[line.url], holds) if line.url in states else _AT_ONCE
        at = planned.at.strftime("%Y-%m-%dT%H:%M:%SZ") if planned.at else None
        found.append(FeedHealth(**line.model_dump(), next_poll=at, because=planned.because))
    return tuple(found)
