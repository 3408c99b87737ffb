"""Feed documents over HTTP on loopback, as fast as Python can: a server must not be what is measured.

`/NUMBER` is a document, chosen by the number; ETag and Last-Modified, 304, gzip where the client takes it.
"""

import asyncio
import gzip
import multiprocessing
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from typing import NamedTuple

from typing_extensions import override

_DATE = "Mon, 02 Mar 2026 02:00:00 GMT"
_NUMBER = re.compile(rb"GET (?:http://[^/]+)?/(\d+)")


class Counts(NamedTuple):
    """Requests since the last look."""

    requests: int
    unchanged: int  # answered with 304


class _Document:
    def __init__(self, body: bytes) -> None:
        tag = sha256(body).hexdigest()[:16]
        head = (
            "HTTP/1.1 {status}\r\nETag: " + f'"{tag}"\r\nLast-Modified: {_DATE}\r\nVary: Accept-Encoding\r\n'
            "Content-Type: application/rss+xml\r\n{more}\r\n"
        )
        packed = gzip.compress(body, 6, mtime=0)
        self.tag = tag.encode()
        self.unchanged = head.format(status="304 Not Modified", more="").encode()
        self.plain = head.format(status="200 OK", more=f"Content-Length: {len(body)}\r\n").encode() + body
        more = f"Content-Length: {len(packed)}\r\nContent-Encoding: gzip\r\n"
        self.packed = head.format(status="200 OK", more=more).encode() + packed

    def answer(self, head: bytes) -> bytes:
        lower = head.lower()
        if b"if-none-match" in lower:
            is_same = self.tag in head
        else:
            is_same = b"if-modified-since" in lower and _DATE.encode() in head
        if is_same:
            return self.unchanged
        return self.packed if b"gzip" in lower else self.plain


class _Talk(asyncio.Protocol):
    def __init__(self, documents: Sequence[_Document], counts: "Sequence[Synchronized[int]]") -> None:
        self._documents = documents
        self._requests, self._unchanged = counts
        self._head = b""
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio types it so
        self._transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        self._head += data
        while b"\r\n\r\n" in self._head and self._transport:
            head, _, self._head = self._head.partition(b"\r\n\r\n")
            number = _NUMBER.match(head)
            if number is None:
                self._transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                continue
            document = self._documents[int(number[1]) % len(self._documents)]
            answer = document.answer(head)
            self._requests.value += 1
            self._unchanged.value += answer is document.unchanged
            self._transport.write(answer)
            if b"HTTP/1.0" in head or b"connection: close" in head.lower():
                self._transport.close()


class FeedServer:
    """The address of a running server, and what it was asked."""

    def __init__(self, port: int, counts: "Sequence[Synchronized[int]]") -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._counts = counts

    def counted(self) -> Counts:
        """What came since the last call."""
        counts = Counts(*(one.value for one in self._counts))
        for one in self._counts:
            one.value = 0
        return counts


@contextmanager
def serving(bodies: Sequence[bytes]) -> Iterator[FeedServer]:
    """A server in a process of its own."""
    context = multiprocessing.get_context("spawn")
    counts = [context.Value("q", 0, lock=False) for _ in range(2)]
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(bodies, counts, theirs), daemon=True)
    process.start()
    try:
        yield FeedServer(ours.recv(), counts)
    finally:
        process.terminate()
        process.join()


def _run(bodies: Sequence[bytes], counts: "Sequence[Synchronized[int]]", told: Connection) -> None:
    asyncio.run(_serve([_Document(body) for body in bodies], counts, told))


async def _serve(
    documents: Sequence[_Document], counts: "Sequence[Synchronized[int]]", told: Connection
) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: _Talk(documents, counts), "127.0.0.1", 0, backlog=1_000
    )
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
