"""A real HTTP server on loopback whose answers a test scripts, byte for byte."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from typing import NamedTuple

Conversation = Callable[[socket.socket], None]
"""What the server does with a connection after the request was read."""


def _plain(connection: socket.socket) -> socket.socket:
    return connection


class Received(NamedTuple):
    """A request as the server got it."""

    path: str
    headers: tuple[tuple[str, str], ...]
    method: str = "GET"
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Server:
    """Answers scripted by path; every request is remembered."""

    def __init__(
        self,
        answers: Mapping[str, bytes | Conversation],
        wrap: Callable[[socket.socket], socket.socket] = _plain,
    ) -> None:
        self.answers = dict(answers)
        self._wrap = wrap
        self.requests: list[Received] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.origin = f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            Thread(target=self._talk, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _talk(self, accepted: socket.socket) -> None:
        try:
            connection = self._wrap(accepted)
        except OSError:
            accepted.close()
            return  # the client did not like our certificate
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65_536)
                if not piece:
                    return
                head += piece
            head, _, body = head.partition(b"\r\n\r\n")
            lines = head.decode("latin-1").split("\r\n")
            method, path, _ = lines[0].split(" ")
            pairs = (line.partition(":") for line in lines[1:] if line)
            request = Received(path, tuple((key, value.strip()) for key, _, value in pairs), method)
            while len(body) < int(request.header("Content-Length") or 0):
                body += connection.recv(65_536)
            self.requests.append(request._replace(body=body))
            answer = self.answers.get(path, response(404))
            try:
                if isinstance(answer, bytes):
                    connection.sendall(answer)
                else:
                    answer(connection)
            except OSError:
                return  # the client had enough


def response(
    status: int = 200,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    reason: str = "Some reason",
) -> bytes:
    """A whole answer; the length is announced unless `headers` says otherwise."""
    fields = {"Content-Length": str(len(body)), "Connection": "close", **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n".encode("latin-1") + body


@contextmanager
def serving(
    answers: Mapping[str, bytes | Conversation], wrap: Callable[[socket.socket], socket.socket] = _plain
) -> Iterator[Server]:
    """A running server; `wrap` makes of a connection what the client talks to (TLS, say)."""
    server = Server(answers, wrap)
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()
