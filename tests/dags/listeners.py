"""Those who are told: a web hook and a mail server on loopback."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer, StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

from typing_extensions import override


@contextmanager
def _running(server: BaseServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def posted() -> Iterator[tuple[str, list[Any]]]:
    """A web hook: its origin, and the objects that were posted to it."""
    said: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        @override
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with _running(server):
        yield f"http://127.0.0.1:{server.server_port}", said


@contextmanager
def mailbox() -> Iterator[tuple[int, list[str]]]:
    """A mail server (RFC 5321) that takes everything: its port, and the letters."""
    letters: list[str] = []

    class Handler(StreamRequestHandler):
        @override
        def handle(self) -> None:
            self.wfile.write(b"220 mailbox.example\r\n")
            for line in self.rfile:
                word = line.split(maxsplit=1)[0].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    letters.append(b"".join(lines).decode())
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 well\r\n")
                if word == b"QUIT":
                    return

    server = ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with _running(server):
        yield server.server_address[1], letters
