"""A small web server on loopback that a metrics server asks: `/metrics`, and nothing else."""

import sys
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

from prometheus_client import CONTENT_TYPE_LATEST
from typing_extensions import override

from ingest.errors import IngestError, MisconfiguredError
from ingest.pipeline import Workplace
from ingest.watch.exposition import exposed
from ingest.watch.measures import Snapshot, measure

_LOOPBACK = "127.0.0.1"


class Meter:
    """Measures again and again; a snapshot that was read is kept while it is the published one."""

    def __init__(self, place: Workplace, clock: Callable[[], datetime]) -> None:
        """Nothing is read yet."""
        self._place, self._clock = place, clock
        self._mark = ""
        self._known: Snapshot | None = None
        self._lock = Lock()

    def text(self) -> bytes:
        """The metrics now."""
        with self._lock:
            mark = self._place.warehouse.mark()
            known = self._known if mark == self._mark else None
            measures = measure(self._place, now=self._clock(), known=known)
            self._mark, self._known = mark, measures.snapshot
            return exposed(measures)


def serve_metrics(
    place: Workplace, *, port: int, clock: Callable[[], datetime], ready: Callable[[str], None]
) -> None:
    """Answer until somebody stops the process; `ready` is told the address.

    Raises:
        MisconfiguredError: the port is taken.
    """
    meter = Meter(place, clock)

    class Handler(BaseHTTPRequestHandler):
        timeout = 20.0

        def do_GET(self) -> None:
            status, text = _answer(self.path, meter)
            self.send_response(status)
            self.send_header("Content-Type", CONTENT_TYPE_LATEST)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        @override
        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    try:
        server = ThreadingHTTPServer((_LOOPBACK, port), Handler)
    except OSError as error:
        raise MisconfiguredError(f"port {port} cannot be listened on: {error.strerror}") from error
    with server:
        server.daemon_threads = True
        ready(f"http://{_LOOPBACK}:{server.server_address[1]}/metrics")
        server.serve_forever()


def _answer(path: str, meter: Meter) -> tuple[int, bytes]:
    if path.partition("?")[0] != "/metrics":
        return 404, b""
    try:
        return 200, meter.text()
    except IngestError as error:
        sys.stderr.write(f"{error}\n")
        return 503, b""
