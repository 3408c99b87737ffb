"""Documents by host and path over real HTTP on loopback."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from typing_extensions import override


@contextmanager
def served(body_of: Callable[[str], bytes | None]) -> Iterator[str]:
    """Serve until the block ends; the origin.

    Args:
        body_of: from `host/path` to the document; None is a 404. It may block.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = body_of(f"{self.headers['Host']}{self.path}")
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        @override
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        @override
        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                return  # the other side was killed

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
