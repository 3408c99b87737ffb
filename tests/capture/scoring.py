"""A server that remembers when and how each of its feeds was asked, in simulated time.

Its feeds behave as those of Rachel Kroll's feed reader score do (rachelbythebay.com/fs/help.html), and worse.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

from typing_extensions import override

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Asked(NamedTuple):
    """One request, as the server saw it."""

    at: datetime
    method: str
    host: str
    path: str
    headers: dict[str, str]  # names in lower case
    status: int

    @property
    def etag(self) -> str | None:
        return self.headers.get("if-none-match")

    @property
    def since(self) -> str | None:
        return self.headers.get("if-modified-since")


class Said(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed
    body: bytes = b""


class Heard(NamedTuple):
    """A request before it is answered."""

    at: datetime
    times: int  # this address was asked before
    etag: str | None
    since: str | None


Feed = Callable[[Heard], Said]


def document(*, entries: int = 3, more: str = "") -> bytes:
    """A feed of a quiet site: an entry every two days."""
    items = "".join(
        f"<item><title>Post {n}</title><link>https://quiet.example/{n}</link><guid>{n}</guid>"
        f"<pubDate>{format_datetime(START - n * 2 * DAY)}</pubDate></item>"
        for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>Quiet</title>{more}{items}</channel></rss>'.encode()


def validated(*, more: str = "", **headers: str) -> Feed:
    """A document with these headers; 304 to whoever sends back its ETag or else its Last-Modified."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(heard: Heard) -> Said:
        etag, since = fields.get("ETag"), fields.get("Last-Modified")
        is_known = heard.etag == etag if heard.etag else (since is not None and heard.since == since)
        return (
            Said(304, fields)
            if is_known and (heard.etag or heard.since)
            else Said(200, fields, document(more=more))
        )

    return answer


def in_turn(*answers: Said) -> Feed:
    """One after the other, the last for ever."""
    return lambda heard: answers[min(heard.times, len(answers) - 1)]


class ScoringServer:
    """Feeds by `host/path`; `now` is the time that it lives in."""

    def __init__(self, feeds: dict[str, Feed]) -> None:
        self.now = START
        self.asked: list[Asked] = []
        self.origin = ""
        self._feeds = feeds

    def of(self, host: str) -> list[Asked]:
        """The requests for a host, in order."""
        return [one for one in self.asked if one.host == host]

    def answer(self, method: str, host: str, path: str, headers: dict[str, str]) -> Said:
        """Answer, and remember."""
        times = sum((one.host, one.path) == (host, path) for one in self.asked)
        heard = Heard(self.now, times, headers.get("if-none-match"), headers.get("if-modified-since"))
        feed = self._feeds.get(host + path)
        said = feed(heard) if feed else Said(404)
        self.asked.append(Asked(self.now, method, host, path, headers, said.status))
        return said


@contextmanager
def scoring(feeds: dict[str, Feed]) -> Iterator[ScoringServer]:
    """The running server."""
    scores = ScoringServer(feeds)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            said = scores.answer(self.command, headers["host"], self.path, headers)
            self.send_response_only(said.status)  # with no Date but the one that the feed says
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.status != 304:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        do_HEAD = do_POST = do_GET  # noqa: N815 - names that http.server calls

        @override
        def log_message(self, format: str, *args: object) -> None:
            """`asked` is the log."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    scores.origin = f"http://127.0.0.1:{server.server_port}"
    try:
        yield scores
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
