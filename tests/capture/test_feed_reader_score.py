"""Eight simulated days as a feed reader, scored by the servers: every manner that publishers ask for.

After Rachel Kroll's feed reader score. Polls come every half hour, later every two hours, now and then
twice at once; each has a process' worth of new objects, as after a restart.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from tests.capture.scoring import (
    DAY,
    HOUR,
    START,
    Asked,
    Heard,
    Said,
    ScoringServer,
    document,
    in_turn,
    scoring,
    validated,
)

from ingest.pipeline import Workplace, ingest_captures, poll_feeds
from ingest.records import RunMode, Subscription
from ingest.settings import Settings

CONTACT = "mailto:feeds@example.org"
ODD_ETAG = 'W/"a%20b/c==;gzip, really"'
ODD_DATE = "Sunday, 01-Mar-26 23:59:60 EST"
_TAG, _DATE = '"one"', "Sun, 01 Mar 2026 10:00:00 GMT"
_OK = {"ETag": _TAG, "Last-Modified": _DATE}
_BUSY = Said(429, {"Retry-After": "21600"})
CHANGED_AT = START + 30 * HOUR


def _changing(heard: Heard) -> Said:
    is_new = heard.at >= CHANGED_AT
    headers = {
        "ETag": '"new"' if is_new else '"old"',
        "Last-Modified": format_datetime(CHANGED_AT if is_new else START, usegmt=True),
    }
    if heard.etag == headers["ETag"]:
        return Said(304)  # which names no validators: the old ones stay
    return Said(200, headers, document(entries=4 if is_new else 3))


def _expiring(heard: Heard) -> Said:
    expires = format_datetime(heard.at + 8 * HOUR, usegmt=True)
    return Said(200, _OK | {"Expires": expires, "Date": format_datetime(heard.at, usegmt=True)}, document())


def _until(heard: Heard) -> Said:
    if heard.times:
        return Said(200, _OK, document())
    return Said(429, {"Retry-After": format_datetime(START + 20 * HOUR, usegmt=True)})


FEEDS = {
    "plain.example/feed": validated(**_OK),
    "etag.example/feed": validated(ETag=_TAG),
    "date.example/feed": validated(**{"Last-Modified": _DATE}),
    "odd.example/feed": validated(**{"ETag": ODD_ETAG, "Last-Modified": ODD_DATE}),
    "bare.example/feed": validated(),
    "changing.example/feed": _changing,
    "fresh.example/feed": validated(**_OK, **{"Cache-Control": "max-age=43200"}),
    "expiring.example/feed": _expiring,
    "ttl.example/feed": validated(**_OK, more="<ttl>300</ttl>"),
    "skipping.example/feed": validated(
        **_OK, more="<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(3, 15)) + "</skipHours>"
    ),
    "cookies.example/feed": validated(**_OK, **{"Set-Cookie": "id=1; Path=/"}),
    "busy.example/feed": in_turn(_BUSY, _BUSY, Said(200, _OK, document())),
    "until.example/feed": _until,
    "down.example/feed": in_turn(Said(503, {"Retry-After": "7200"}), Said(200, _OK, document())),
    "gone.example/feed": in_turn(Said(410)),
    "missing.example/feed": in_turn(Said(404)),
    "broken.example/feed": in_turn(Said(500)),
    "moved.example/feed": in_turn(Said(301, {"Location": "http://new.example/feed"})),
    "new.example/feed": validated(**_OK),
    "lodging.example/feed": in_turn(Said(302, {"Location": "http://elsewhere.example/feed"})),
    "elsewhere.example/feed": validated(**_OK),
}  # fmt: skip
REDIRECTED = {"new.example", "elsewhere.example"}
pytestmark = pytest.mark.slow

SOUND = ("plain", "etag", "date", "odd", "bare", "changing", "cookies")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScoringServer]:
    with scoring(dict(FEEDS)) as scores:
        _live(tmp_path_factory.mktemp("reader"), scores)
        yield scores


def _live(home: Path, server: ScoringServer) -> None:
    settings = Settings(
        home=home, stand_ins={"*.example": server.origin}, host_spacing=0, contact=CONTACT, pages_a_feed=0
    )
    Workplace.of(settings).archive.save_subscriptions(
        Subscription(url=f"http://{address}", title=address, outlet_domain=address.partition("/")[0])
        for address in FEEDS
        if address.partition("/")[0] not in REDIRECTED
    )
    for number, now in enumerate(_polls()):
        server.now = now
        for _ in range(2 if number % 10 == 0 else 1):
            poll_feeds(Workplace.of(settings), mode=RunMode.POLL, clock=lambda: server.now)
        if number % 20 == 0:
            ingest_captures(Workplace.of(settings))


def _polls() -> Iterator[datetime]:
    yield from (START + n * HOUR / 2 for n in range(60))
    yield from (START + 30 * HOUR + n * 2 * HOUR for n in range(81))


def _gaps(asked: Sequence[Asked]) -> list[timedelta]:
    return [later.at - earlier.at for earlier, later in pairwise(asked)]


def test_every_feed_was_asked(server: ScoringServer) -> None:
    assert {one.host for one in server.asked} == {address.partition("/")[0] for address in FEEDS}


@pytest.mark.parametrize("name", SOUND)
def test_the_first_request_alone_is_unconditional(server: ScoringServer, name: str) -> None:
    first, *later = server.of(f"{name}.example")
    assert (first.etag, first.since) == (None, None)
    assert len(later) > 10
    if name != "bare":
        assert all(one.etag or one.since for one in later)


@pytest.mark.parametrize(
    ("name", "etag", "since"),
    [
        ("plain", _TAG, _DATE), ("etag", _TAG, None), ("date", None, _DATE), ("odd", ODD_ETAG, ODD_DATE),
        ("bare", None, None), ("cookies", _TAG, _DATE),
    ],
)  # fmt: skip
def test_validators_come_back_byte_for_byte_and_none_is_invented(
    server: ScoringServer, name: str, etag: str | None, since: str | None
) -> None:
    later = server.of(f"{name}.example")[1:]
    assert {(one.etag, one.since) for one in later} == {(etag, since)}


@pytest.mark.parametrize("name", ["plain", "etag", "date", "odd", "cookies"])
def test_what_has_not_changed_is_sent_once(server: ScoringServer, name: str) -> None:
    assert [one.status for one in server.of(f"{name}.example")].count(200) == 1


def test_old_validators_are_forgotten_with_the_document_that_they_belong_to(server: ScoringServer) -> None:
    asked = server.of("changing.example")
    changed = next(n for n, one in enumerate(asked) if n and one.status == 200)
    assert {one.etag for one in asked[1 : changed + 1]} == {'"old"'}
    assert {one.etag for one in asked[changed + 1 :]} == {'"new"'}
    assert [one.status for one in asked].count(200) == 2


@pytest.mark.parametrize("name", SOUND)
def test_a_quiet_site_is_asked_once_an_hour_at_most_and_not_forgotten(
    server: ScoringServer, name: str
) -> None:
    gaps = _gaps(server.of(f"{name}.example"))
    assert min(gaps) >= HOUR
    assert max(gaps) <= 16 * HOUR


@pytest.mark.parametrize(("name", "hours"), [("fresh", 12), ("expiring", 8), ("ttl", 5)])
def test_nobody_asks_before_the_server_calls_its_answer_stale(
    server: ScoringServer, name: str, hours: int
) -> None:
    asked = server.of(f"{name}.example")
    assert len(asked) > 5
    assert min(_gaps(asked)) >= hours * HOUR


def test_hours_that_a_feed_wants_skipped_are_skipped(server: ScoringServer) -> None:
    later = server.of("skipping.example")[1:]
    assert len(later) > 5
    assert not {one.at.hour for one in later} & set(range(3, 15))


def test_retry_after_in_seconds_is_waited_for_every_time(server: ScoringServer) -> None:
    asked = server.of("busy.example")
    assert [one.status for one in asked[:3]] == [429, 429, 200]
    assert min(_gaps(asked[:3])) >= 6 * HOUR


def test_retry_after_as_a_date_is_waited_for(server: ScoringServer) -> None:
    first, second, *_ = server.of("until.example")
    assert (first.status, second.status) == (429, 200)
    assert second.at >= START + 20 * HOUR


def test_a_server_that_is_down_is_left_alone_as_long_as_it_says(server: ScoringServer) -> None:
    first, second, *_ = server.of("down.example")
    assert (first.status, second.status) == (503, 200)
    assert second.at - first.at >= 2 * HOUR


def test_gone_is_asked_once_and_never_again(server: ScoringServer) -> None:
    assert [one.status for one in server.of("gone.example")] == [410]


@pytest.mark.parametrize("name", ["missing", "broken"])
def test_who_fails_is_asked_less_and_less_but_never_forgotten(server: ScoringServer, name: str) -> None:
    asked = server.of(f"{name}.example")
    gaps = _gaps(asked)
    assert gaps[0] >= HOUR
    assert all(later >= earlier * 0.7 for earlier, later in pairwise(gaps))
    assert gaps[-1] >= 20 * HOUR
    assert asked[-1].at >= START + 5 * DAY


def test_a_permanent_redirect_is_adopted_once_it_is_stable(server: ScoringServer) -> None:
    old, new = server.of("moved.example"), server.of("new.example")
    assert len(old) >= 3
    assert old[-1].at <= START + 5 * DAY, "asked at its new address from then on"
    assert new[-1].at > old[-1].at + DAY
    assert [one.status for one in new].count(200) == 1, "the validators moved with it"


def test_a_temporary_redirect_is_asked_where_it_was_each_time(server: ScoringServer) -> None:
    old, other = server.of("lodging.example"), server.of("elsewhere.example")
    assert [one.at for one in old] == [one.at for one in other]
    assert old[-1].at > START + 7 * DAY


def test_a_restart_asks_nobody_again(server: ScoringServer) -> None:
    seen = [(one.at, one.host, one.path) for one in server.asked]
    assert len(seen) == len(set(seen))


def test_who_asks_is_the_same_every_time_and_can_be_reached(server: ScoringServer) -> None:
    (agent,) = {one.headers["user-agent"] for one in server.asked}
    assert agent.startswith("ingest/")
    assert CONTACT in agent


def test_nothing_is_sent_that_a_feed_needs_not(server: ScoringServer) -> None:
    allowed = {"host", "user-agent", "accept", "accept-encoding", "if-none-match", "if-modified-since"}
    assert {name for one in server.asked for name in one.headers} <= allowed
    assert {one.method for one in server.asked} == {"GET"}
    assert {one.headers["accept-encoding"] for one in server.asked} == {"gzip"}


def test_the_address_is_asked_as_it_is_and_nothing_beside_it(server: ScoringServer) -> None:
    assert {one.path for one in server.asked} == {"/feed"}


def test_feeds_asked_together_drift_apart(server: ScoringServer) -> None:
    times = {tuple(one.at for one in server.of(f"{name}.example")) for name in SOUND}
    assert len(times) == len(SOUND)
