"""Every way a request can end is a capture that says so."""

import asyncio
import gzip
import socket
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from tests.web.loopback import Conversation, Server, response, serving

from ingest.records import Capture, CaptureKind, FetchOutcome
from ingest.settings import Settings
from ingest.web import Request, Web
from ingest.web.network import Resolve, resolve

_NOW = datetime(2024, 2, 20, 10, 34, tzinfo=UTC)
_URL = "https://news.example/feed"


def _settings(server: Server, **chosen: object) -> Settings:
    fields = {"home": Path("unused"), "stand_ins": {"*.example": server.origin}, "host_spacing": 0}
    return Settings.model_validate({**fields, **chosen})


async def _no_sleep(_seconds: float) -> None:
    return


def _fetch(settings: Settings, *requests: Request, resolve: Resolve = resolve) -> list[Capture]:
    async def go() -> list[Capture]:
        web = Web(settings, clock=lambda: _NOW, sleep=_no_sleep, resolve=resolve)
        try:
            return [await web.fetch(request) for request in requests]
        finally:
            await web.close()

    return asyncio.run(go())


def _request(url: str = _URL, **chosen: object) -> Request:
    fields = {"kind": CaptureKind.FEED, "url": url, "byte_limit": 1_000_000}
    return Request.model_validate({**fields, **chosen})


def _one(
    answers: Mapping[str, bytes | Conversation], request: Request | None = None, **chosen: object
) -> Capture:
    with serving(answers) as server:
        return _fetch(_settings(server, **chosen), request or _request())[0]


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _reset_within(connection: socket.socket) -> None:
    connection.sendall(response(200, b"", {"Content-Length": "1000"}) + b"half")
    connection.shutdown(socket.SHUT_WR)


def _drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst")
    connection.recv(1)  # until the client hangs up


def _endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


_GZIP = {"Content-Encoding": "gzip"}
_PACKED = gzip.compress(b"<rss/>" * 1_000)


@pytest.mark.parametrize(
    ("answer", "outcome", "status"),
    [
        (response(200, b"<rss/>"), FetchOutcome.FETCHED, 200),
        (response(200, b""), FetchOutcome.FETCHED, 200),
        (response(200, _PACKED, _GZIP), FetchOutcome.FETCHED, 200),
        (response(410), FetchOutcome.GONE, 410),
        (response(404, b"no"), FetchOutcome.MISSING, 404),
        (response(403), FetchOutcome.REFUSED, 403),
        (response(429), FetchOutcome.THROTTLED, 429),
        (response(503), FetchOutcome.SERVER_ERROR, 503),
        (response(204), FetchOutcome.ODD_STATUS, 204),
        (response(304), FetchOutcome.ODD_STATUS, 304),
        (response(302), FetchOutcome.ODD_STATUS, 302),
        (response(302, headers={"Location": "file:///etc/passwd"}), FetchOutcome.ODD_STATUS, 302),
        (response(302, headers={"Location": "http://["}), FetchOutcome.ODD_STATUS, 302),
        (b"", FetchOutcome.UNREACHABLE, None),
        (b"this is no HTTP\r\n\r\n", FetchOutcome.UNREACHABLE, None),
        (_reset, FetchOutcome.UNREACHABLE, None),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000, FetchOutcome.TOO_LARGE, None),
        (_reset_within, FetchOutcome.TRUNCATED, 200),
        (response(200, _PACKED[:-9], _GZIP), FetchOutcome.TRUNCATED, 200),
        (response(200, b"no gzip at all", _GZIP), FetchOutcome.UNDECODABLE, 200),
        (response(200, b"x", {"Content-Encoding": "br"}), FetchOutcome.UNDECODABLE, 200),
        (response(200, gzip.compress(bytes(20_000_000)), _GZIP), FetchOutcome.TOO_LARGE, 200),
        (response(200, b"", {"Content-Length": "2000000000"}), FetchOutcome.TOO_LARGE, 200),
        (_endless, FetchOutcome.TOO_LARGE, 200),
        (_drip, FetchOutcome.TIMED_OUT, 200),
        (response(302, headers={"Location": "/feed"}), FetchOutcome.TOO_MANY_REDIRECTS, 302),
    ],
)  # fmt: skip
def test_every_ending_has_its_outcome(
    answer: bytes | Conversation, outcome: FetchOutcome, status: int | None
) -> None:
    capture = _one({"/feed": answer}, request_seconds=0.5)
    assert (capture.outcome, capture.status) == (outcome, status)
    assert capture.url == _URL
    assert capture.fetched_at == _NOW
    assert len(capture.body) <= 1_000_000


def test_the_body_is_kept_as_it_came() -> None:
    assert _one({"/feed": response(200, _PACKED, _GZIP)}).body == _PACKED
    assert _one({"/feed": _reset_within}).body == b"half"
    assert _one({"/feed": _drip}, request_seconds=0.5).body == b"first"
    assert len(_one({"/feed": _endless}).body) == 100_000, "of a body over its limit only the start"


def test_nobody_listening_is_unreachable() -> None:
    with serving({}) as server:
        settings = _settings(server)
    assert _fetch(settings, _request())[0].outcome is FetchOutcome.UNREACHABLE


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[",
        "http://a b/",
        "http://exa\x00mple/",
        "ftp://news.example/",
        "http://0177.0.0.1/",
        "",
        "http://" + "a" * 70 + ".org/",
    ],
)
def test_what_is_no_address_is_unreachable(url: str) -> None:
    capture = _fetch(Settings(home=Path("unused")), _request(url))[0]
    assert capture.outcome is FetchOutcome.UNREACHABLE
    assert capture.detail


_PRIVATE = [
    "127.0.0.1", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "169.254.169.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "[fd00::1]",
    "[fe80::1]", "[fec0::1]", "127.1", "017700000001", "0x7f000001", "[::127.0.0.1]", "[2001:0:7f00:1::]",
    "[64:ff9b:1::1]", "LOCALHOST", "localhost.",
    "127.0.0.1.", "localhost", "224.0.0.1", "255.255.255.255", "192.88.99.1",
]  # fmt: skip


@pytest.mark.parametrize("host", _PRIVATE)
def test_an_address_that_is_not_public_is_never_asked(host: str) -> None:
    with serving({"/": response(200, b"secret")}) as server:
        settings = Settings(home=Path("unused"), host_spacing=0)
        capture = _fetch(settings, _request(f"http://{host}:{server.port}/"))[0]
        assert capture.outcome is FetchOutcome.FORBIDDEN_ADDRESS
        assert not server.requests


@pytest.mark.parametrize("host", _PRIVATE)
def test_a_redirect_to_a_private_address_is_not_followed(host: str) -> None:
    with serving({"/secret": response(200, b"secret")}) as server:
        server.answers["/feed"] = response(302, headers={"Location": f"http://{host}:{server.port}/secret"})
        capture = _fetch(_settings(server), _request())[0]
        assert capture.outcome is FetchOutcome.FORBIDDEN_ADDRESS
        assert [one.path for one in server.requests] == ["/feed"]


@pytest.mark.parametrize(
    "host", ["0177.0.0.1", "\uff11\uff12\uff17.0.0.1", "\u2460.0.0.1", "[fe80::1%25lo]", "127。0。0。1"]
)
def test_what_only_some_read_as_an_address_is_not_asked_either(host: str) -> None:
    with serving({"/": response(200, b"secret")}) as server:
        capture = _fetch(Settings(home=Path("unused")), _request(f"http://{host}:{server.port}/"))[0]
        assert capture.outcome in {FetchOutcome.FORBIDDEN_ADDRESS, FetchOutcome.UNREACHABLE}
        assert not server.requests


def test_a_name_that_resolves_to_loopback_the_second_time_is_refused() -> None:
    answers = iter([["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]])

    async def rebinding(_host: str, _port: int) -> list[str]:
        return next(answers)

    with serving({"/": response(200, b"secret")}) as server:
        settings = Settings(home=Path("unused"), host_spacing=0)
        request = _request(f"http://rebind.test:{server.port}/")
        outcomes = [capture.outcome for capture in _fetch(settings, request, request, resolve=rebinding)]
        assert outcomes == [FetchOutcome.FORBIDDEN_ADDRESS] * 2
        assert not server.requests


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    async def mixed(_host: str, _port: int) -> list[str]:
        return ["198.41.0.4", "10.0.0.1"]

    settings = Settings(home=Path("unused"))
    capture = _fetch(settings, _request("http://mixed.test/"), resolve=mixed)[0]
    assert capture.outcome is FetchOutcome.FORBIDDEN_ADDRESS
    assert "10.0.0.1" in capture.detail


@pytest.mark.parametrize("port", [22, 25, 6000])
def test_ports_of_other_services_are_refused(port: int) -> None:
    settings = Settings(home=Path("unused"), allowed_hosts=("localhost",))
    capture = _fetch(settings, _request(f"http://localhost:{port}/"))[0]
    assert (capture.outcome, str(port) in capture.detail) == (FetchOutcome.FORBIDDEN_ADDRESS, True)


def test_a_step_from_https_to_http_is_taken_and_moves_nothing() -> None:
    answers = {"/feed": response(301, headers={"Location": "http://news.example/plain"})}
    capture = _one(answers | {"/plain": response(200, b"x")})
    assert (capture.outcome, capture.final_url) == (FetchOutcome.FETCHED, "http://news.example/plain")
    assert capture.moved_to is None


def test_a_host_allowed_by_name_may_be_anywhere() -> None:
    with serving({"/": response(200, b"ours")}) as server:
        settings = Settings(home=Path("unused"), allowed_hosts=("localhost",))
        assert _fetch(settings, _request(f"http://localhost:{server.port}/"))[0].body == b"ours"


def test_the_same_bytes_are_unchanged_and_refer_to_their_capture() -> None:
    digest = sha256(b"<rss/>" * 1_000).hexdigest()
    request = _request(previous_capture_id="a" * 16, previous_sha256=digest)
    capture = _one({"/feed": response(200, _PACKED, _GZIP)}, request)
    assert (capture.outcome, capture.revisit_of, capture.body) == (FetchOutcome.UNCHANGED, "a" * 16, b"")
    assert (capture.payload_sha256, capture.left_out_sha256) == (digest, sha256(_PACKED).hexdigest())
    capture = _one({"/feed": response(304)}, request)
    assert (capture.outcome, capture.revisit_of) == (FetchOutcome.UNCHANGED, "a" * 16)


def test_a_capture_moves_only_where_every_redirect_was_permanent() -> None:
    for codes, moved in (((301, 308), "https://b.example/feed"), ((301, 302), None)):
        first, second = codes
        answers = {
            "/feed": response(first, headers={"Location": "/next"}),
            "/next": response(second, headers={"Location": "https://b.example/there"}),
            "/there": response(200, b"x"),
        }
        capture = _one(answers)
        assert capture.outcome is FetchOutcome.FETCHED
        assert capture.final_url == "https://b.example/there"
        assert capture.redirects == ("https://news.example/next",)
        assert capture.moved_to == (None if moved is None else "https://b.example/there")


def test_five_redirects_are_followed_and_six_are_not() -> None:
    answers: dict[str, bytes | Conversation] = {
        f"/{number}": response(302, headers={"Location": f"/{number + 1}"}) for number in range(6)
    }
    answers["/5"] = response(200, b"x")
    assert _one(answers, _request("http://news.example/0")).outcome is FetchOutcome.FETCHED
    answers["/5"] = response(302, headers={"Location": "/6"})
    assert _one(answers, _request("http://news.example/0")).outcome is FetchOutcome.TOO_MANY_REDIRECTS
