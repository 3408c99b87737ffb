"""One request and its answer: what came, and what became of it."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpcore
import httpx

from ingest.errors import UnreadableBody
from ingest.parsing.payload import Inflater
from ingest.records import FetchOutcome

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ERROR_PAGE_BYTES = 100_000  # kept of the body of any answer but 200
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError, OSError)


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

    def end(self, outcome: FetchOutcome, detail: str) -> None:
        """How the exchange ended, unless that is known already."""
        if self.outcome is None:
            self.outcome, self.detail = outcome, detail


async def receive(response: httpx.Response, answer: Answer, *, limit: int) -> None:
    """Read an answer into `answer`: the body in bounds, its hash, and what its status means."""
    answer.status = response.status_code
    answer.headers = tuple(
        (key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers.raw
    )
    if response.status_code in _REDIRECTS and response.headers.get("location"):
        answer.location = response.headers["location"]
    elif response.status_code == 200:
        await _read_whole(response, answer, limit)
    else:
        await _read_some(response, answer)
        answer.end(
            meaning(response.status_code), f"HTTP {response.status_code} {response.reason_phrase}".strip()
        )


async def _read_whole(response: httpx.Response, answer: Answer, limit: int) -> None:
    digest = hashlib.sha256()
    try:
        inflater = Inflater(response.headers.get("content-encoding", ""), limit=limit)
        async for piece in _pieces(response, answer, limit):
            for part in inflater.inflate(piece):
                digest.update(part)
        if answer.body:
            inflater.close()
    except UnreadableBody as error:
        answer.end(FetchOutcome(error.reason), str(error))
    except _BROKEN as error:
        answer.end(FetchOutcome.TRUNCATED, f"the connection ended within the body: {error}")
    else:
        answer.payload_sha256 = digest.hexdigest()


async def _pieces(response: httpx.Response, answer: Answer, limit: int) -> AsyncIterator[bytes]:
    """The body as it comes, kept in `answer`; never more than `limit` bytes of it."""
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:18]) > limit:
        raise UnreadableBody("too-large", f"{announced[:18]} bytes announced, {limit} allowed")
    async for piece in response.aiter_raw():
        room = limit - len(answer.body)
        answer.body += piece[:room]
        if len(piece) > room:
            raise UnreadableBody("too-large", f"more than {limit} bytes before inflation")
        yield piece


async def _read_some(response: httpx.Response, answer: Answer) -> None:
    """The start of an error page: evidence, not content."""
    try:
        async for piece in response.aiter_raw():
            answer.body += piece[: _ERROR_PAGE_BYTES - len(answer.body)]
            if len(answer.body) >= _ERROR_PAGE_BYTES:
                return
    except _BROKEN:
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
