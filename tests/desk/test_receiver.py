"""The callback: confirms what was asked for, believes what is signed, keeps it before it says so."""

import hmac
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from tests.capture.pushes import ASK, CALLBACK, NOW, TOPIC, document
from tests.desk.receiving import Reply, call, receiving

from ingest.archive import Archive
from ingest.archive import inbox as room
from ingest.capture.websub import intent_of, secret_of
from ingest.desk import listen, receiver, serving
from ingest.errors import MisconfiguredError
from ingest.records import Capture, FetchOutcome, HubMode, Intent

_BODY_BYTES = 100_000
_BODY_SECONDS = 0.5
VERIFY = {
    "hub.mode": "subscribe",
    "hub.topic": TOPIC,
    "hub.challenge": "<b>c&c</b>",
    "hub.lease_seconds": "60",
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = Archive(tmp_path)
    made.inbox.key()
    return made


@pytest.fixture
def intent(archive: Archive) -> Intent:
    made = intent_of(ASK, archive.inbox.key(), callback_url=CALLBACK, now=NOW)
    archive.inbox.save(made)
    return made


@pytest.fixture
def origin(archive: Archive) -> Iterator[str]:
    with receiving(archive, clock=lambda: NOW, body_bytes=_BODY_BYTES, body_seconds=_BODY_SECONDS) as origin:
        yield origin


def kept(archive: Archive) -> list[Capture]:
    return [received.capture for received in archive.inbox.received() if received.capture]


def deliver(origin: str, archive: Archive, intent: Intent, body: bytes, *, method: str = "sha256") -> Reply:
    secret = secret_of(intent, archive.inbox.key())
    signature = hmac.new(secret.encode(), body, method).hexdigest()
    headers = {"X-Hub-Signature": f"{method}={signature}", "Content-Type": "application/rss+xml"}
    return call(f"{origin}/{intent.token}", body=body, sent=headers)


def test_what_was_asked_for_is_confirmed_below_any_prefix(
    origin: str, archive: Archive, intent: Intent
) -> None:
    reply = call(f"{origin}/some/prefix/{intent.token}", query=VERIFY)
    assert (reply.status, reply.body) == (200, b"<b>c&c</b>")
    assert reply.headers["content-type"].startswith("text/plain"), "a challenge must not become a page"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert [capture.hub and capture.hub.mode for capture in kept(archive)] == [HubMode.SUBSCRIBE]


@pytest.mark.parametrize("changes", [{"hub.topic": "https://b.example/"}, {"hub.mode": "unsubscribe"}])
def test_what_nobody_asked_for_is_not_found(
    origin: str, archive: Archive, intent: Intent, changes: dict[str, str]
) -> None:
    reply = call(f"{origin}/{intent.token}", query={**VERIFY, **changes})
    assert (reply.status, b"c&c" in reply.body) == (404, False)
    assert call(f"{origin}/{'0' * 40}", query=VERIFY).status == 404
    assert not kept(archive)


def test_a_denial_is_noted(origin: str, archive: Archive, intent: Intent) -> None:
    said = {"hub.mode": "denied", "hub.topic": TOPIC, "hub.reason": "closed"}
    assert call(f"{origin}/{intent.token}", query=said).status == 200
    assert [capture.detail for capture in kept(archive)] == ["closed"]


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signed_delivery_is_kept_once_however_often_it_comes(
    origin: str, archive: Archive, intent: Intent, method: str
) -> None:
    for _ in range(3):
        assert deliver(origin, archive, intent, document(1), method=method).status == 202
    assert [capture.body for capture in kept(archive)] == [document(1)]


def test_a_wrong_signature_is_answered_like_a_right_one_and_dropped(
    origin: str, archive: Archive, intent: Intent
) -> None:
    other = intent.model_copy(update={"token": intent.token[::-1]})  # another secret
    secret = secret_of(other, archive.inbox.key())
    signature = hmac.new(secret.encode(), b"forged", "sha256").hexdigest()
    forged = call(f"{origin}/{intent.token}", body=b"forged", sent={"X-Hub-Signature": f"sha256={signature}"})
    unsigned = call(f"{origin}/{intent.token}", body=b"forged")
    right = deliver(origin, archive, intent, document(1))
    assert (forged.status, forged.body) == (unsigned.status, unsigned.body) == (right.status, right.body)
    dropped = [capture for capture in kept(archive) if capture.outcome is FetchOutcome.REFUSED]
    assert len(kept(archive)) == 2
    assert [capture.body for capture in dropped] == [b""]


def test_a_delivery_for_no_subscription_may_end_it(origin: str, archive: Archive, intent: Intent) -> None:
    archive.inbox.save(intent.model_copy(update={"mode": HubMode.UNSUBSCRIBE}))
    assert deliver(origin, archive, intent, document(1)).status == 410
    archive.inbox.forget(intent)
    assert deliver(origin, archive, intent, document(1)).status == 410
    assert not kept(archive)


def test_a_body_that_is_too_large_is_not_read(origin: str, archive: Archive, intent: Intent) -> None:
    announced = raw(origin, intent, b"Content-Length: %d\r\n\r\n" % (_BODY_BYTES + 1))
    assert announced.startswith(b"HTTP/1.1 413")
    piece = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
    endless = raw(origin, intent, b"Transfer-Encoding: chunked\r\n\r\n" + piece * 100)
    assert not endless or endless.startswith(b"HTTP/1.1 413"), "a reset may overtake the answer"
    assert not kept(archive)


def raw(origin: str, intent: Intent, rest: bytes) -> bytes:
    """Send a request byte for byte, and read what comes until the other side closes."""
    parts = urlsplit(origin)
    answer = b""
    with (
        socket.create_connection((parts.hostname, parts.port), timeout=30) as connection,
        suppress(ConnectionError),
    ):
        connection.sendall(f"POST /{intent.token} HTTP/1.1\r\nHost: x\r\n".encode() + rest)
        while piece := connection.recv(65_536):
            answer += piece
    return answer


def test_a_body_that_does_not_come_is_given_up(origin: str, archive: Archive, intent: Intent) -> None:
    assert raw(origin, intent, b"Content-Length: 100\r\n\r\nonly this").startswith(b"HTTP/1.1 408")
    assert not kept(archive)


def test_slow_bodies_keep_no_other_delivery_out(origin: str, archive: Archive, intent: Intent) -> None:
    slow = [
        threading.Thread(target=raw, args=(origin, intent, b"Content-Length: 100\r\n\r\nonly this"))
        for _ in range(20)
    ]
    for thread in slow:
        thread.start()
    statuses = {deliver(origin, archive, intent, document(number)).status for number in range(3)}
    for thread in slow:
        thread.join()
    statuses |= {deliver(origin, archive, intent, document(number)).status for number in range(3)}
    assert statuses <= {202, 408}
    assert len(kept(archive)) == 3


def test_a_full_inbox_asks_the_hub_to_come_again(
    origin: str, archive: Archive, intent: Intent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 0)
    reply = deliver(origin, archive, intent, document(1))
    assert (reply.status, reply.headers["retry-after"]) == (503, "600")


def test_without_an_inbox_the_hub_is_asked_to_come_again_and_told_nothing(
    origin: str, archive: Archive, intent: Intent
) -> None:
    (archive.home / "inbox").rename(archive.home / "elsewhere")
    reply = deliver_unsigned(origin, intent)
    assert reply.status == 503
    assert str(archive.home).encode() not in reply.body


def deliver_unsigned(origin: str, intent: Intent) -> Reply:
    return call(f"{origin}/{intent.token}", body=b"x")


@pytest.mark.parametrize("path", ["", "/", "/../key", "/%2e%2e/key", "/" + "a" * 9_000, "/%00", "/\x7f"])
def test_odd_paths_name_no_subscription(origin: str, intent: Intent, path: str) -> None:
    assert intent.asked_at == NOW
    parts = urlsplit(origin)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(
            f"GET {path or '*'} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1")
        )
        assert connection.recv(1_000).split(b" ")[1] in {b"404", b"400"}


def test_a_confirmation_that_nobody_waits_for_any_more_is_not_given(archive: Archive, intent: Intent) -> None:
    with receiving(archive, clock=lambda: NOW + timedelta(days=2)) as origin:
        assert call(f"{origin}/{intent.token}", query=VERIFY).status == 404


def test_a_head_request_confirms_nothing(origin: str, archive: Archive, intent: Intent) -> None:
    parts = urlsplit(origin)
    query = urlencode(VERIFY)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(f"HEAD /{intent.token}?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert connection.recv(1_000).startswith(b"HTTP/1.1 404")
    assert not kept(archive)


def test_a_connection_on_which_no_request_comes_is_closed(
    archive: Archive, intent: Intent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_IDLE_SECONDS", 0.2)
    with receiving(archive, clock=lambda: NOW) as origin:
        parts = urlsplit(origin)
        for begun in (b"", f"POST /{intent.token} HTTP/1.1\r\nX-Never:".encode()):
            with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
                connection.sendall(begun)
                assert connection.recv(1_000) == b"", "the other side hung up"
        assert deliver(origin, archive, intent, document(1)).status == 202


def test_an_address_that_is_taken_is_told(archive: Archive) -> None:
    with receiving(archive, clock=lambda: NOW) as origin:
        app = receiver(archive.inbox, clock=lambda: NOW, body_bytes=1, body_seconds=1)
        with pytest.raises(MisconfiguredError, match="cannot listen at"):
            listen(
                app,
                host="127.0.0.1",
                port=urlsplit(origin).port or 0,
                ready=lambda _: pytest.fail("it listens"),
            )
