"""A WebSub hub on loopback (W3C Recommendation): takes subscriptions, confirms them, signs and delivers.

It can also do what no hub should: forge, repeat, send bodies without end or one byte at a time, stay silent,
deny, and confirm what nobody asked for.
"""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Condition, Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from typing_extensions import override

from ingest.records import Record

HUB_URL = "https://hub.example/"
"""Where feeds say that it is."""

_CHALLENGE = "0b1e7c2d-challenge"
_LARGEST_FORM = 20_000  # bytes
_PATIENCE = 30.0  # seconds for a callback
_PIECE = b"x" * 65_536
_DRIP_SECONDS = 0.05


class Temper(StrEnum):
    """What the hub does with a request to subscribe."""

    SOUND = "sound"
    REFUSES = "refuses"  # 400
    SILENT = "silent"  # 202, and nothing else
    DENIES = "denies"


class Delivery(StrEnum):
    """How a document is brought."""

    SOUND = "sound"
    FORGED = "forged"  # signed with another secret
    UNSIGNED = "unsigned"
    ENDLESS = "endless"
    DRIPPING = "dripping"  # a byte at a time


class Asked(Record):
    """A request as the hub understood it."""

    mode: str
    topic: str
    callback: str
    secret: str = ""
    lease_seconds: int = 0


class Hub:
    """The running hub: who asked, who is subscribed, and what was answered."""

    def __init__(self, *, temper: Temper, lease_seconds: int) -> None:
        self.origin = ""
        self.temper = temper
        self.lease_seconds = lease_seconds
        self.stopping = Event()
        self._asked: list[Asked] = []
        self._confirmed: dict[str, Asked] = {}  # by callback
        self._settled = 0  # requests with which the hub is done
        self._changed = Condition()

    @property
    def stand_ins(self) -> dict[str, str]:
        """For `Settings.stand_ins`, before those of the press."""
        return {"hub.example": self.origin}

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Every request so far."""
        with self._changed:
            return tuple(self._asked)

    @property
    def confirmed(self) -> tuple[Asked, ...]:
        """The subscriptions that hold."""
        with self._changed:
            return tuple(self._confirmed.values())

    def settle(self, seconds: float = _PATIENCE) -> bool:
        """Wait until every request has been confirmed, denied or given up; False where that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._settled == len(self._asked), seconds)

    def take(self, asked: Asked) -> int:
        """Take a request; the answer's status. What follows comes after the answer."""
        with self._changed:
            self._asked.append(asked)
        if self.temper is Temper.REFUSES:
            self._done()
            return 400
        Thread(target=self._follow_up, args=(asked,), daemon=True).start()
        return 202

    def publish(
        self, topic: str, document: bytes, content_type: str, *, manner: Delivery = Delivery.SOUND
    ) -> list[int]:
        """Bring a document to everybody who is subscribed to a topic.

        Returns:
            The statuses that came back; 0 where the connection was closed without one.
        """
        holders = [one for one in self.confirmed if one.topic == topic]
        return [self._deliver(one, document, content_type, manner) for one in holders]

    def confirm(self, asked: Asked, **changes: str) -> tuple[int, bytes]:
        """Ask a subscriber whether it meant it; `changes` make a question that it never put.

        Returns:
            Status and body of the answer.
        """
        said = {"mode": asked.mode, "topic": asked.topic, "challenge": _CHALLENGE}
        if asked.mode == "subscribe":
            said["lease_seconds"] = str(self.lease_seconds)
        return _get(asked.callback, said | changes)

    def _follow_up(self, asked: Asked) -> None:
        with suppress(OSError):
            if self.temper is Temper.DENIES:
                _get(
                    asked.callback, {"mode": "denied", "topic": asked.topic, "reason": "the house is closed"}
                )
            elif self.temper is Temper.SOUND and self.confirm(asked) == (200, _CHALLENGE.encode()):
                with self._changed:
                    self._confirmed.pop(asked.callback, None)
                    if asked.mode == "subscribe":
                        self._confirmed[asked.callback] = asked
        self._done()

    def _done(self) -> None:
        with self._changed:
            self._settled += 1
            self._changed.notify_all()

    def _deliver(self, asked: Asked, document: bytes, content_type: str, manner: Delivery) -> int:
        secret = asked.secret[::-1] if manner is Delivery.FORGED else asked.secret
        headers = {
            "Content-Type": content_type,
            "Link": f'<{HUB_URL}>; rel="hub", <{asked.topic}>; rel="self"',
            "X-Hub-Signature": f"sha256={hmac.new(secret.encode(), document, 'sha256').hexdigest()}",
        }
        if manner is Delivery.UNSIGNED:
            del headers["X-Hub-Signature"]
        body = self._body(document, manner)
        with _connection(asked.callback) as (connection, path), suppress(ConnectionError):
            with suppress(ConnectionError):  # it had enough: its answer may be there all the same
                connection.request("POST", path, body, headers, encode_chunked=not isinstance(body, bytes))
            return connection.getresponse().status
        return 0

    def _body(self, document: bytes, manner: Delivery) -> bytes | Iterator[bytes]:
        if manner is Delivery.ENDLESS:
            return iter(lambda: _PIECE, b"")
        return self._drops(document) if manner is Delivery.DRIPPING else document

    def _drops(self, document: bytes) -> Iterator[bytes]:
        for start in range(len(document)):
            yield document[start : start + 1]
            if self.stopping.wait(_DRIP_SECONDS):
                return


@contextmanager
def serve_hub(*, temper: Temper = Temper.SOUND, lease_seconds: int = 864_000, port: int = 0) -> Iterator[Hub]:
    """Run a hub on a port of 127.0.0.1 (0: any free) until the block ends."""
    hub = Hub(temper=temper, lease_seconds=lease_seconds)
    server = _Server(hub, port)
    hub.origin = f"http://127.0.0.1:{server.server_address[1]}"
    accepting = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="hub", daemon=True)
    accepting.start()
    try:
        yield hub
    finally:
        hub.stopping.set()
        server.shutdown()
        server.server_close()
        accepting.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hub: Hub, port: int) -> None:
        self.hub = hub
        super().__init__(("127.0.0.1", port), _Handler)

    @override
    def server_bind(self) -> None:
        TCPServer.server_bind(self)  # HTTPServer would look up its own name
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    server: _Server

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), _LARGEST_FORM)
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        status = 400
        if form.get("hub.topic") and form.get("hub.callback"):
            status = self.server.hub.take(
                Asked(
                    mode=form.get("hub.mode", ""), topic=form["hub.topic"], callback=form["hub.callback"],
                    secret=form.get("hub.secret", ""), lease_seconds=int(form.get("hub.lease_seconds", "0")),
                )
            )  # fmt: skip
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """`Hub.asked` is the log."""


@contextmanager
def _connection(url: str) -> Iterator[tuple[HTTPConnection, str]]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)
    try:
        yield connection, parts.path
    finally:
        connection.close()


def _get(callback: str, said: dict[str, str]) -> tuple[int, bytes]:
    query = urlencode({f"hub.{name}": value for name, value in said.items()})
    with _connection(callback) as (connection, path):
        connection.request("GET", f"{path}?{query}")
        answer: HTTPResponse = connection.getresponse()
        return answer.status, answer.read()
