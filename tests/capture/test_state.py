"""The snapshot and the segments that it lacks tell the same story."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.capture.history import FEED, PAGE, START, row, seen, state_after

from ingest.capture.known import KnownArticles
from ingest.capture.state import FEED_COLUMNS, PAGE_COLUMNS, PollState, Seen, published_state
from ingest.parsing.urls import article_identity
from ingest.records import CaptureKind, Channel, FetchOutcome
from ingest.warehouse import Warehouse, rows, statement

_HOUR = timedelta(hours=1)
_VALIDATORS = (("ETag", '"1"'), ("Last-Modified", "Tue, 20 Feb 2024 02:00:00 GMT"))
_HISTORIES: dict[str, list[tuple[FetchOutcome, tuple[tuple[str, str], ...]]]] = {
    "changes": [(FetchOutcome.FETCHED, _VALIDATORS), (FetchOutcome.FETCHED, (("ETag", '"2"'),))],
    "unchanged": [(FetchOutcome.FETCHED, _VALIDATORS), (FetchOutcome.UNCHANGED, (("ETag", '"x"'),))],
    "failing": [
        (FetchOutcome.FETCHED, _VALIDATORS),
        (FetchOutcome.TIMED_OUT, ()),
        (FetchOutcome.THROTTLED, (("Retry-After", "60"),)),
    ],
    "never": [(FetchOutcome.UNREACHABLE, ()), (FetchOutcome.SERVER_ERROR, ())],
    "deleted": [(FetchOutcome.FETCHED, _VALIDATORS), (FetchOutcome.MISSING, ()), (FetchOutcome.GONE, ())],
}


@pytest.mark.parametrize("kind", [CaptureKind.FEED, CaptureKind.PAGE])
@pytest.mark.parametrize("history", _HISTORIES)
def test_loaded_captures_and_pending_ones_give_one_state(
    tmp_path: Path, history: str, kind: CaptureKind
) -> None:
    captures = [
        seen(outcome, _HOUR * number, kind=kind, headers=headers)
        for number, (outcome, headers) in enumerate(_HISTORIES[history])
    ]
    loaded, pending = _published(tmp_path, captures), state_after(*captures)
    assert loaded == pending


def test_a_move_is_told_the_same_way_loaded_or_pending(tmp_path: Path) -> None:
    to = "https://b.example/feed"
    moves = [None, to, to, "https://c.example/feed", to, to]
    captures = [
        seen(FetchOutcome.FETCHED, _HOUR * number, moved_to=address) for number, address in enumerate(moves)
    ]
    captures.append(seen(FetchOutcome.TIMED_OUT, _HOUR * len(moves)))
    loaded, pending = _published(tmp_path, captures), state_after(*captures)
    assert loaded == pending
    feed = loaded.feeds[FEED]
    assert (feed.moved_to, feed.moved_polls, feed.moved_since) == (to, 2, START + 4 * _HOUR)


def test_a_feed_that_is_none_has_failed(tmp_path: Path) -> None:
    rejected = seen(FetchOutcome.FETCHED)
    assert _published(tmp_path, [rejected], result="rejected").feeds[FEED].failures == 1


def test_a_login_page_that_says_unchanged_is_still_no_feed(tmp_path: Path) -> None:
    captures = [seen(FetchOutcome.FETCHED), *(seen(FetchOutcome.UNCHANGED, _HOUR * n) for n in (1, 2))]
    assert _published(tmp_path, captures, result="rejected").feeds[FEED].failures == 3


def test_a_page_first_asked_for_long_ago_is_known_and_not_looked_at(tmp_path: Path) -> None:
    old = seen(FetchOutcome.FETCHED, -timedelta(days=30), kind=CaptureKind.PAGE)
    new = seen(FetchOutcome.UNCHANGED, kind=CaptureKind.PAGE)
    state = _published(tmp_path, [old, new])
    assert not state.pages
    assert state.known == KnownArticles().with_ids([article_identity(PAGE)])


@pytest.mark.parametrize("channel", [Channel.PUSH, Channel.DROP])
@pytest.mark.parametrize("kind", [CaptureKind.FEED, CaptureKind.PAGE])
def test_what_nobody_asked_for_says_nothing_of_the_next_request(
    tmp_path: Path, kind: CaptureKind, channel: Channel
) -> None:
    asked = seen(FetchOutcome.FETCHED, kind=kind, headers=_VALIDATORS)
    came = seen(FetchOutcome.FETCHED, _HOUR, kind=kind, channel=channel, body=b"other")
    assert state_after(asked, came) == state_after(asked)
    assert _published(tmp_path, [asked, came]) == state_after(asked)


def _published(home: Path, captures: list[Seen], result: str = "feed") -> PollState:
    with Warehouse(home).writer() as replica:
        for capture in captures:
            is_read = capture.capture.outcome is FetchOutcome.FETCHED
            fetch = row(capture).model_dump() | {"result": result if is_read else "nothing"}
            names, marks = ", ".join(fetch), ", ".join(f"${name}" for name in fetch)
            replica.connection.execute(f"INSERT INTO main.fact_fetch ({names}) VALUES ({marks})", fetch)
        columns = [
            [one[0] for one in replica.connection.execute(_text(name), parameters).description or ()]
            for name, parameters in (("feed_states", None), ("page_sightings", {"since": START}))
        ]
        assert columns == [list(FEED_COLUMNS), list(PAGE_COLUMNS)]
        return published_state(
            rows(replica.connection, "capture/select_feed_states"),
            rows(replica.connection, "capture/select_page_sightings", since=START - timedelta(days=14)),
            KnownArticles().with_ids(
                article_identity(url)
                for (url,) in rows(
                    replica.connection, "capture/select_known_addresses", since=START - timedelta(days=90)
                )
            ),
        )


def _text(name: str) -> str:
    return statement(f"capture/select_{name}")
