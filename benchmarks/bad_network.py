"""Somebody between us and a press on loopback, who changes, cuts or breaks what it answers."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

_PIECE = 4_096  # bytes that are meddled with at a time

Meddle = Callable[[int, bytes], bytes | None]
"""From a piece of an answer and its number to what arrives of it; None: the connection breaks."""


def reset(_number: int, _piece: bytes) -> bytes | None:
    """Break every connection."""
    return None


@contextmanager
def between(stand_ins: Mapping[str, str], meddle: Meddle | None) -> Iterator[dict[str, str]]:
    """Stand-ins that lead over a meddler to the same servers; without one, none: no name resolves."""
    if meddle is None:
        yield {}
        return
    listeners: dict[str, socket.socket] = {}
    for origin in set(stand_ins.values()):
        listeners[origin] = socket.create_server(("127.0.0.1", 0))
        Thread(target=_meddling, args=(listeners[origin], origin, meddle), daemon=True).start()
    try:
        yield {
            pattern: f"http://127.0.0.1:{listeners[origin].getsockname()[1]}"
            for pattern, origin in stand_ins.items()
        }
    finally:
        for listener in listeners.values():
            listener.close()


def _meddling(listener: socket.socket, origin: str, meddle: Meddle) -> None:
    host, _, port = origin.removeprefix("http://").partition(":")
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return  # closed: the night is over
        server = socket.create_connection((host, int(port)))
        Thread(target=_piped, args=(client, server, None), daemon=True).start()
        Thread(target=_piped, args=(server, client, meddle), daemon=True).start()


def _piped(source: socket.socket, target: socket.socket, meddle: Meddle | None) -> None:
    number = 0
    try:
        while piece := source.recv(_PIECE):
            arrives = meddle(number, piece) if meddle else piece
            if arrives is None:
                break
            target.sendall(arrives)
            number += 1
    except OSError:
        pass  # either side has gone
    finally:
        for end in (source, target):
            end.close()
