"""What a publisher sees of us."""

import gc
import socket
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.web.loopback import Server, response, serving

from ingest.records import Capture, CaptureKind, FetchOutcome
from ingest.settings import Settings
from ingest.web import Request, Web, open_stream

_NOW = datetime(2024, 2, 20, 10, 34, tzinfo=UTC)


class _Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = _NOW
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def _captures(
    server: Server,
    requests: Iterable[Request],
    clock: _Clock | None = None,
    spacing: float = 0,
    **chosen: Any,
) -> list[Capture]:
    clock = clock or _Clock()
    fields = {
        "home": Path("unused"),
        "stand_ins": {"*.example": server.origin},
        "host_spacing": spacing,
        "requests_a_second": 0,
        "contact": "mailto:us@x.org",
    }
    settings = Settings.model_validate({**fields, **chosen})
    with open_stream(Web(settings, clock=clock, sleep=clock.sleep)) as fetch:
        return list(fetch(requests))


def _feed(url: str, etag: str | None = None, last_modified: str | None = None) -> Request:
    return Request(kind=CaptureKind.FEED, url=url, byte_limit=9_999, etag=etag, last_modified=last_modified,
                   previous_capture_id="a" * 16)  # fmt: skip


def _page(url: str) -> Request:
    return Request(kind=CaptureKind.PAGE, url=url, byte_limit=9_999)


def test_validators_go_back_byte_for_byte() -> None:
    etag, last_modified = 'W/"caf\xe9-"', "Tue,20 Feb 2024 10:34:00 +0000"
    with serving({"/": response(304)}) as server:
        _captures(server, [_feed("http://a.example/", etag, last_modified)])
        sent = server.requests[0]
    assert sent.header("If-None-Match") == etag
    assert sent.header("If-Modified-Since") == last_modified


def test_we_say_who_we_are_and_nothing_else() -> None:
    with serving({"/": response(200, b"x")}) as server:
        _captures(server, [_feed("https://a.example:8443/?a=1&b=%20")])
        server.answers["/?a=1&b=%20"] = response(200, b"x")
        sent = server.requests[0]
    assert {name.lower() for name, _ in sent.headers} == {"host", "user-agent", "accept", "accept-encoding"}
    assert sent.header("User-Agent") == "ingest/0.1.0 (+mailto:us@x.org)"
    assert sent.header("Accept-Encoding") == "gzip"
    assert sent.header("Host") == "a.example:8443"
    assert sent.path == "/?a=1&b=%20"


def test_cookies_are_not_sent_back() -> None:
    with serving({"/": response(200, b"x", {"Set-Cookie": "id=1; Path=/"})}) as server:
        server.answers["/go"] = response(302, headers={"Location": "/", "Set-Cookie": "go=1; Path=/"})
        _captures(server, [_feed("http://a.example/go"), _feed("http://a.example/")])
        assert all(sent.header("Cookie") is None for sent in server.requests)
        assert len(server.requests) == 3


def test_a_host_is_asked_one_by_one_with_a_pause_and_others_meanwhile() -> None:
    clock = _Clock()
    urls = ["http://a.example/1", "http://a.example/2", "http://a.example/3", "http://b.example/1"]
    with serving({"/1": response(200, b"x"), "/2": response(200, b"x"), "/3": response(200, b"x")}) as server:
        captures = _captures(server, map(_feed, urls), clock, spacing=5)
    assert sorted(capture.url for capture in captures) == sorted(urls)
    assert len(clock.slept) == 2
    assert all(5 <= pause <= 6.25 for pause in clock.slept), (
        "the pause, and a little so that nobody keeps step"
    )


@pytest.mark.parametrize("asked", ["120", "Tue, 20 Feb 2024 10:36:00 GMT"])
def test_a_host_that_says_retry_after_is_left_alone_in_this_run(asked: str) -> None:
    with serving({"/1": response(429, headers={"Retry-After": asked}), "/2": response(200, b"x")}) as server:
        first, second = _captures(server, map(_feed, ["http://a.example/1", "http://a.example/2"]))
        assert [sent.path for sent in server.requests] == ["/1"]
    assert (first.outcome, first.status) == (FetchOutcome.THROTTLED, 429)
    assert (second.outcome, second.status) == (FetchOutcome.THROTTLED, None)
    assert "2024-02-20T10:36:00Z" in second.detail


def test_robots_is_asked_once_and_captured() -> None:
    rules = b"User-agent: ingest\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /"
    clock = _Clock()
    with serving({"/robots.txt": response(200, rules), "/open": response(200, b"x")}) as server:
        pages = [_page(f"https://a.example{path}") for path in ("/open", "/private/1", "/open")]
        captures = _captures(server, pages, clock)
        assert [sent.path for sent in server.requests] == ["/robots.txt", "/open", "/open"]
    assert [capture.kind for capture in captures] == [CaptureKind.ROBOTS] + [CaptureKind.PAGE] * 3
    assert [capture.outcome for capture in captures][2] is FetchOutcome.DISALLOWED
    assert len(clock.slept) == 2
    assert all(3 <= pause <= 3.75 for pause in clock.slept)


@pytest.mark.parametrize(
    ("status", "is_allowed"),
    [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)],
)
def test_rules_that_are_not_there_allow_and_rules_that_fail_forbid(status: int, is_allowed: bool) -> None:
    with serving({"/robots.txt": response(status), "/1": response(200, b"x")}) as server:
        captures = _captures(server, [_page("http://a.example/1")])
    assert captures[0].kind is CaptureKind.ROBOTS
    assert captures[1].outcome is (FetchOutcome.FETCHED if is_allowed else FetchOutcome.DISALLOWED)


def test_whoever_stops_reading_stops_the_requests() -> None:
    with serving({"/": response(200, b"x")}) as server:
        settings = Settings(home=Path("unused"), stand_ins={"*.example": server.origin}, connections=1)
        clock = _Clock()
        with open_stream(Web(settings, clock=clock, sleep=clock.sleep)) as fetch:
            captures = fetch([_feed(f"http://a{number}.example/") for number in range(200)])
            next(captures)
            captures.close()  # type: ignore[attr-defined]
            assert len(server.requests) < 20


def test_whoever_fails_while_reading_leaves_nothing_behind() -> None:
    with serving({"/": response(200, b"x")}) as server:
        settings = Settings(home=Path("unused"), stand_ins={"*.example": server.origin}, connections=2)
        clock = _Clock()
        requests = [_feed(f"http://a{number}.example/") for number in range(50)]
        held: list[Iterator[Capture]] = []

        def fail_while_reading() -> None:
            with open_stream(Web(settings, clock=clock, sleep=clock.sleep)) as fetch:
                held.append(fetch(requests))
                next(held[0])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_while_reading()
        held.clear()
        assert len(server.requests) < 20


def test_robots_of_the_place_that_a_redirect_leads_to_is_asked_too() -> None:
    rules = b"User-agent: *\nDisallow: /private"
    answers = {
        "/robots.txt": response(200, rules),
        "/go": response(302, headers={"Location": "https://b.example/private"}),
        "/on": response(302, headers={"Location": "https://b.example/open"}),
        "/open": response(200, b"x"),
    }
    with serving(answers) as server:
        captures = _captures(server, [_page("https://a.example/go"), _page("https://a.example/on")])
        hosts = [(sent.header("Host"), sent.path) for sent in server.requests]
    assert [capture.outcome for capture in captures if capture.kind is CaptureKind.PAGE] == [
        FetchOutcome.DISALLOWED, FetchOutcome.FETCHED,
    ]  # fmt: skip
    assert hosts == [
        ("a.example", "/robots.txt"), ("a.example", "/go"), ("b.example", "/robots.txt"),
        ("a.example", "/on"), ("b.example", "/open"),
    ]  # fmt: skip


def test_so_many_requests_a_second_and_no_more() -> None:
    clock = _Clock()
    with serving({"/": response(200, b"x")}) as server:
        requests = [_feed(f"http://a{number}.example/") for number in range(9)]
        _captures(server, requests, clock, requests_a_second=0.01)
    assert len(clock.slept) == 8
    assert 700 < max(clock.slept) <= 800, "the last of nine waits for eight intervals of 100 seconds"


def test_a_host_gets_as_many_requests_at_once_as_was_chosen() -> None:
    arrived, together = [], threading.Event()

    def wait_for_another(connection: socket.socket) -> None:
        arrived.append(connection)
        if len(arrived) == 2:
            together.set()
        assert together.wait(5)
        connection.sendall(response(200, b"x"))

    with serving({"/1": wait_for_another, "/2": wait_for_another}) as server:
        requests = [_feed("http://a.example/1"), _feed("http://a.example/2")]
        captures = _captures(server, requests, host_connections=2)
    assert [capture.outcome for capture in captures] == [FetchOutcome.FETCHED] * 2


def test_a_host_that_hangs_holds_up_nobody() -> None:
    released = threading.Event()

    def hang(connection: socket.socket) -> None:
        released.wait(10)
        connection.sendall(response(200, b"late"))

    with serving({"/hang": hang, "/": response(200, b"x")}) as server:
        settings = Settings(home=Path("unused"), stand_ins={"*.example": server.origin}, connections=2)
        requests = [_feed("http://slow.example/hang"), *[_feed(f"http://a{n}.example/") for n in range(20)]]
        with open_stream(Web(settings, clock=_Clock())) as fetch:
            captures = fetch(requests)
            quick = [next(captures) for _ in range(20)]
            assert all(capture.body == b"x" for capture in quick)
            released.set()
            assert next(captures).body == b"late"


@pytest.mark.parametrize("url", ["http://me:secret@a.example/", "http://a.example/go"])
def test_credentials_are_neither_sent_nor_kept(url: str) -> None:
    to_them = response(302, headers={"Location": "http://me:secret@b.example/"})
    with serving({"/": response(200, b"x"), "/go": to_them}) as server:
        (capture,) = _captures(server, [_feed(url)])
        assert all(sent.header("Authorization") is None for sent in server.requests)
    fields = capture.model_dump(exclude={"headers"})
    assert "secret" not in str(fields)
    assert capture.outcome is (FetchOutcome.FETCHED if "go" in url else FetchOutcome.UNREACHABLE)


def test_whoever_stops_reading_leaves_no_connection_and_no_task_behind() -> None:
    with serving({"/": response(200, b"x")}) as server:
        settings = Settings(home=Path("unused"), stand_ins={"*.example": server.origin}, host_spacing=0)
        for read in range(12):
            with open_stream(Web(settings, clock=_Clock())) as fetch:
                captures = fetch([_feed(f"http://a{n}.example/") for n in range(40)])
                assert len([next(captures) for _ in range(read)]) == read
    gc.collect()  # what was left behind is a warning now, and a warning is a failure


def test_a_deadline_that_passes_at_any_moment_leaves_no_connection_behind() -> None:
    with serving({"/": response(200, b"x")}) as server:
        for milliseconds in range(1, 16):
            settings = Settings(home=Path("unused"), stand_ins={"*.example": server.origin},
                                host_spacing=0, request_seconds=milliseconds / 1_000)  # fmt: skip
            with open_stream(Web(settings, clock=_Clock())) as fetch:
                assert len(list(fetch(_feed(f"http://a{n}.example/") for n in range(40)))) == 40
    gc.collect()
