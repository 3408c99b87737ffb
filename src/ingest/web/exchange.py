"""One request and its answer: what came, and what became of it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple

import httpcore

from ingest.errors import UnreadableBody
from ingest.parsing.payload import Inflater, header
from ingest.records import FetchOutcome
from ingest.web.memory import LARGE, Memory
from ingest.web.network import TooMuch

BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, OSError)
EVIDENCE_BYTES = 100_000
"""Kept of a body that is not read: of an error page, or of one over its limit."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_HEADERS = 300  # fields
_FRAMING_BYTES = 1_000_000  # for the marks between chunks
_PIECES = 100_000  # chunks of one byte cost more time than their bytes


@dataclass(slots=True)
class Answer:
    """What one exchange brought, filled while it goes on, so that a deadline loses nothing."""

    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    location: str | None = None  # where a redirect leads
    body: bytearray = field(default_factory=bytearray)  # as it came over the wire
    payload_sha256: str | None = None  # of the decoded body, where all of it is here
    outcome: FetchOutcome | None = None
    detail: str = ""
    is_large: bool = False

    def refuse(self, outcome: FetchOutcome, detail: str) -> None:
        """End with a body that nobody will read: its start is evidence enough, and no disk is filled."""
        self.end(outcome, detail)
        if outcome is not FetchOutcome.TRUNCATED:
            del self.body[EVIDENCE_BYTES:]

    def end(self, outcome: FetchOutcome, detail: str) -> None:
        """How the exchange ended, unless that is known already."""
        if self.outcome is None:
            self.outcome, self.detail = outcome, detail


async def receive(
    response: httpcore.Response,
    answer: Answer,
    *,
    limit: int,
    memory: Memory,
    deadline: asyncio.Timeout,
    has_range: bool = False,
) -> None:
    """Read an answer into `answer`: the body in bounds, its hash, and what its status means.

    Whoever asked for a range has to compare it with what came: a server may send all of it (RFC 9110, 14.2).
    """
    if not _leads_on(response, answer):
        return
    if response.status == 200 or (response.status == 206 and has_range):
        await _read_whole(response, answer, limit, _Room(memory, deadline))
    else:
        reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
        await _read_refusal(response, answer, reason[:100])


async def receive_reply(response: httpcore.Response, answer: Answer) -> None:
    """Read the answer to a POST: any 2xx says that it was taken (RFC 9110 section 15.3)."""
    if not _leads_on(response, answer):
        return
    if 200 <= response.status < 300:
        await _read_some(response, answer)
    else:
        await _read_refusal(
            response, answer, _PHRASES.get(response.status, "")
        )  # its own may repeat the form


def _leads_on(response: httpcore.Response, answer: Answer) -> bool:
    """Read the header; False where nothing behind it is worth reading: a redirect, a header without end."""
    answer.status = response.status
    answer.headers = tuple(
        (key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers[:_HEADERS]
    )
    if len(response.headers) > _HEADERS:
        answer.end(FetchOutcome.TOO_LARGE, f"more than {_HEADERS} header fields")
        return False
    location = header(answer.headers, "location") if response.status in _REDIRECTS else None
    if location:
        answer.location = _as_sent(location)
    return not location


async def _read_refusal(response: httpcore.Response, answer: Answer, reason: str) -> None:
    answer.end(meaning(response.status), f"HTTP {response.status} {reason}".strip())
    await _read_some(response, answer)


def _as_sent(value: str) -> str:
    """A header value as UTF-8, which addresses in it are where they are not ASCII."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


class _Room(NamedTuple):
    """Where a large body waits for its place."""

    memory: Memory
    deadline: asyncio.Timeout


async def _read_whole(response: httpcore.Response, answer: Answer, limit: int, room: _Room) -> None:
    digest = hashlib.sha256()
    response.extensions["network_stream"].allow(limit + _FRAMING_BYTES)
    try:
        inflater = Inflater(header(answer.headers, "content-encoding") or "", limit=limit)
        async with AsyncExitStack() as place:
            async for piece in _pieces(response, answer, limit):
                if len(answer.body) > LARGE and not answer.is_large:
                    answer.is_large = True
                    await place.enter_async_context(room.memory.for_large(room.deadline))
                for part in inflater.inflate(piece):
                    digest.update(part)
        if answer.body:
            inflater.close()
    except UnreadableBody as error:
        answer.refuse(FetchOutcome(error.reason), str(error))
    except TooMuch as error:
        answer.refuse(FetchOutcome.TOO_LARGE, str(error))
    except BROKEN as error:
        answer.end(FetchOutcome.TRUNCATED, f"the connection ended within the body: {error}")
    else:
        answer.payload_sha256 = digest.hexdigest()


async def _pieces(response: httpcore.Response, answer: Answer, limit: int) -> AsyncIterator[bytes]:
    """The body as it comes, kept in `answer`; never more than `limit` bytes of it."""
    announced = header(answer.headers, "content-length") or ""
    if announced.isascii() and announced.isdigit() and int(announced[:18]) > limit:
        raise UnreadableBody("too-large", f"{announced[:18]} bytes announced, {limit} allowed")
    count = 0
    async for piece in response.aiter_stream():
        count += 1
        room = limit - len(answer.body)
        answer.body += piece[:room]
        if len(piece) > room:
            raise UnreadableBody("too-large", f"more than {limit} bytes before inflation")
        if count > _PIECES:
            raise UnreadableBody("too-large", f"in more than {_PIECES} pieces")
        yield piece


async def _read_some(response: httpcore.Response, answer: Answer) -> None:
    """The start of an error page: evidence, not content."""
    try:
        async for piece in response.aiter_stream():
            answer.body += piece[: EVIDENCE_BYTES - len(answer.body)]
            if len(answer.body) >= EVIDENCE_BYTES:
                return
    except BROKEN:
        return  # the status says it all


def meaning(status: int) -> FetchOutcome:
    """What a status other than 200 and redirects says (RFC 9110 section 15)."""
    named = {
        304: FetchOutcome.UNCHANGED,
        404: FetchOutcome.MISSING,
        410: FetchOutcome.GONE,
        429: FetchOutcome.THROTTLED,
    }
    if status in named:
        return named[status]
    if 400 <= status < 500:
        return FetchOutcome.REFUSED
    return FetchOutcome.SERVER_ERROR if status >= 500 else FetchOutcome.ODD_STATUS
