"""The receiver as hubs reach it: real HTTP on loopback."""

import http.client
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from tests.serving_apps import showing

from ingest.archive import Archive
from ingest.desk import receiver


class Reply(NamedTuple):
    """What the receiver answered."""

    status: int
    body: bytes
    headers: Mapping[str, str]


@contextmanager
def receiving(
    archive: Archive,
    *,
    clock: Callable[[], datetime],
    body_bytes: int = 100_000,
    body_seconds: float = 5.0,
) -> Iterator[str]:
    """Listen until the block ends; the origin."""
    app = receiver(archive.inbox, clock=clock, body_bytes=body_bytes, body_seconds=body_seconds)
    with showing(app) as origin:
        yield origin


def call(
    url: str, *, query: Mapping[str, str] | None = None, body: bytes | None = None,
    sent: Mapping[str, str] | None = None,
) -> Reply:  # fmt: skip
    """GET, or POST where there is a body."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    try:
        target = f"{parts.path}?{urlencode(query)}" if query else parts.path
        connection.request("GET" if body is None else "POST", target, body, dict(sent or {}))
        answer = connection.getresponse()
        return Reply(
            answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        )
    finally:
        connection.close()
