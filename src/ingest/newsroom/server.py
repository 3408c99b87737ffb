"""The press over real HTTP/1.1 on loopback: one server, the Host header says whose page is meant."""

import socket
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from socketserver import TCPServer
from threading import Condition, Event, Lock, Thread, current_thread
from types import MappingProxyType
from typing import Any, Protocol

from typing_extensions import override

from ingest.newsroom.answer import Answer, Manner, ranged
from ingest.newsroom.answers import Answers
from ingest.newsroom.edition import Edition
from ingest.newsroom.feeds import CONTENT_TYPES
from ingest.records import Record

_DRIP_BYTES = 10
_DRIP_SECONDS = 0.2
_IDLE_SECONDS = 60.0  # a connection without a request is closed
_ABORT = struct.pack("ii", 1, 0)  # SO_LINGER for no time: close() resets the connection
_CHUNK = 64 * 1024
_SLOW_SECONDS = 0.3
_BODILESS = frozenset({204, 304})  # RFC 9110 section 6.4.1


class Request(Record):
    """One request as the server saw it."""

    method: str
    host: str
    path: str
    status: int  # 0: no answer
    if_none_match: str | None = None
    if_modified_since: str | None = None
    byte_range: str | None = None


Shelf = Callable[[str], Answer | None]
"""What somebody else answers to a target (path and query); None: the press answers."""


class Press(Protocol):
    """What can be served."""

    def edition(self, night: int) -> Edition:
        """What is online on a night."""
        ...


class Site:
    """The running press: its address, its log, and the night that it shows."""

    def __init__(self, newsroom: Press, night: int, hub_url: str, shelves: Mapping[str, Shelf]) -> None:
        self.origin = ""
        self._hub_url, self._shelves = hub_url, shelves
        self.stopping = Event()
        self._newsroom = newsroom
        self._answers = Answers(newsroom.edition(night))
        self._log: list[Request] = []
        self._lock = Lock()
        self._noted = Condition(self._lock)

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in order of completion."""
        with self._lock:
            return tuple(self._log)

    @property
    def stand_ins(self) -> dict[str, str]:
        """For `Settings.stand_ins`: where requests for the press have to go."""
        return {"*.example": self.origin}

    def turn_to(self, night: int) -> None:
        """Show another night from the next request on."""
        answers = Answers(self._newsroom.edition(night))
        with self._lock:
            self._answers = answers

    def answer(self, host: str, target: str) -> Answer:
        """The answer of the night that is shown, or of an archive."""
        shelf = self._shelves.get(host)
        if shelf is not None and (shelved := shelf(target)) is not None:
            return shelved
        with self._lock:
            answer = self._answers.answer(host, target)
        if not self._hub_url or answer.content_type not in CONTENT_TYPES.values():
            return answer
        link = f'<{self._hub_url}>; rel="hub", <http://{host}{target}>; rel="self"'
        return answer.model_copy(update={"headers": (*answer.headers, ("Link", link))})

    def note(self, request: Request) -> None:
        """Write the log."""
        with self._noted:
            self._log.append(request)
            self._noted.notify_all()

    def wait_for(self, requests: int, *, seconds: float) -> bool:
        """Wait until so many requests have come; False where they have not come in time."""
        with self._noted:
            return self._noted.wait_for(lambda: len(self._log) >= requests, seconds)


@contextmanager
def serve(
    newsroom: Press,
    night: int = 1,
    *,
    port: int = 0,
    hub_url: str = "",
    shelves: Mapping[str, Shelf] = MappingProxyType({}),
) -> Iterator[Site]:
    """Serve the press on a port of 127.0.0.1 (0: any free) until the block ends; no thread outlives it.

    Args:
        newsroom: the press.
        night: that is shown at first.
        port: to listen on.
        hub_url: the hub (`serve_hub`) that every feed names in a `Link` header; empty: none.
        shelves: by host, what archives of the press answer (`Attic.shelves`).
    """
    site = Site(newsroom, night, hub_url, shelves)
    server = _Server(site, port)
    site.origin = f"http://127.0.0.1:{server.server_address[1]}"
    accepting = Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="newsroom", daemon=True
    )
    accepting.start()
    try:
        yield site
    finally:
        site.stopping.set()
        server.shutdown()
        server.hang_up()
        server.server_close()
        accepting.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self._open: dict[Thread, socket.socket] = {}
        self._aborted: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(("127.0.0.1", port), _Handler)

    @override
    def server_bind(self) -> None:
        # HTTPServer would look up its own name, which may ask a name server
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    @override
    def process_request(self, request: Any, client_address: Any) -> None:
        thread = Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        with self._lock:
            self._open[thread] = request
        thread.start()

    @override
    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(current_thread(), None)

    @override
    def shutdown_request(self, request: Any) -> None:
        if request in self._aborted:
            self._aborted.discard(request)
            self.close_request(request)
        else:
            super().shutdown_request(request)

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no error of the server; anything else is shown."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def abort(self, request: socket.socket) -> None:
        """Close with a reset rather than an end."""
        request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        self._aborted.add(request)

    def hang_up(self) -> None:
        """End every open connection and wait for its thread."""
        with self._lock:
            still_open = dict(self._open)
        for thread, request in still_open.items():
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = _IDLE_SECONDS
    server: _Server

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        answer = ranged(self.server.site.answer(host, self.path), self.headers.get("Range"))
        status = self._status(answer)
        self.server.site.note(
            Request(
                method=self.command, host=host, path=self.path, status=status,
                if_none_match=self.headers.get("If-None-Match"),
                if_modified_since=self.headers.get("If-Modified-Since"),
                byte_range=self.headers.get("Range"),
            )
        )  # fmt: skip
        self.close_connection |= answer.manner not in {Manner.WHOLE, Manner.SLOW} or bool(answer.announced)
        if answer.manner is Manner.RESET:
            self.server.abort(self.connection)
        elif answer.manner is Manner.HANG:
            self.connection.recv(1)  # until the client hangs up
        elif answer.manner in {Manner.WHOLE, Manner.SLOW}:
            self.server.site.stopping.wait(_SLOW_SECONDS if answer.manner is Manner.SLOW else 0)
            self._send_whole(answer, status)
        else:
            self._send_piecemeal(answer)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """`Site.requests` is the log."""

    @override
    def date_time_string(self, timestamp: float | None = None) -> str:
        """Every answer says the same time, so that equal editions give equal bytes."""
        return super().date_time_string(0 if timestamp is None else timestamp)

    def _status(self, answer: Answer) -> int:
        if answer.manner in {Manner.RESET, Manner.HANG}:
            return 0
        etags, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        return 304 if answer.not_modified(etags, since) else answer.status

    def _send_whole(self, answer: Answer, status: int) -> None:
        squeezes = answer.may_compress and "gzip" in self.headers.get("Accept-Encoding", "")
        has_body = status not in _BODILESS
        body = b"" if not has_body else answer.compressed if squeezes else answer.body
        self.send_response(status)
        if has_body:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(answer.announced or len(body)))
            if squeezes:
                self.send_header("Content-Encoding", "gzip")
        validators = {"ETag": answer.etag, "Last-Modified": answer.last_modified}
        for name, value in (*validators.items(), *answer.headers):
            if value:
                self.send_header(name, value)
        if answer.changed:
            self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _send_piecemeal(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Connection", "close")
        if answer.manner is not Manner.HEADERS:
            self.end_headers()
        self.flush_headers()
        self.wfile.flush()
        if self.command != "GET":
            return
        pieces = _PIECES[answer.manner](answer.body)
        pause = _DRIP_SECONDS if answer.manner is Manner.DRIP else 0.0
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
            if self.server.site.stopping.wait(pause):
                return


def _endless(body: bytes) -> Iterator[bytes]:
    filling = (body + b"<!-- and on -->" * _CHUNK)[:_CHUNK]
    while True:
        yield filling


def _fields(_body: bytes) -> Iterator[bytes]:
    for number in count():
        yield b"X-Filling-%d: %s\r\n" % (number, b"and on " * 100)


def _drops(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), _DRIP_BYTES):
        yield body[start : start + _DRIP_BYTES]


_PIECES = {Manner.ENDLESS: _endless, Manner.DRIP: _drops, Manner.HEADERS: _fields}
