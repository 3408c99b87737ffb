"""The callback that hubs call (WebSub sections 5.2, 5.3, 7 and 7.1): verified, signed, bounded, durable.

    GET  …/TOKEN   a subscription is confirmed with the hub's challenge, or its denial is noted
    POST …/TOKEN   a delivery is on disk before it is accepted

The last part of the path is the token, so the application works below any prefix. Nothing that it answers
tells whether a signature was right.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ingest.archive import Inbox
from ingest.capture.websub import delivered, said_by_hub, secret_of
from ingest.errors import IngestError
from ingest.records import HubMode, Intent

_BODIES_AT_ONCE = 8  # in memory, each up to the limit
_RETRY_AFTER = {"Retry-After": "600"}  # seconds: the next poll makes room
_PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}  # a challenge is a stranger's text


def receiver(
    inbox: Inbox, *, clock: Callable[[], datetime], body_bytes: int, body_seconds: float
) -> Starlette:
    """The application.

    Args:
        inbox: what was asked for, and where deliveries are kept.
        clock: the time that captures carry.
        body_bytes: of a delivery at most.
        body_seconds: for the whole body of a delivery.
    """
    callback = _Callback(inbox, clock, body_bytes, body_seconds)
    routes = [
        Route("/{path:path}", callback.confirm, methods=["GET"]),
        Route("/{path:path}", callback.take, methods=["POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={IngestError: _unable})


class _Callback:
    def __init__(
        self, inbox: Inbox, clock: Callable[[], datetime], body_bytes: int, body_seconds: float
    ) -> None:
        self._inbox, self._clock = inbox, clock
        self._body_bytes, self._body_seconds = body_bytes, body_seconds
        self._places = asyncio.Semaphore(_BODIES_AT_ONCE)

    async def confirm(self, request: Request) -> Response:
        """Answer a hub's GET: its challenge where we asked for this, else 404 (section 5.3)."""
        intent = await self._intent(request)
        word = None
        if intent is not None and request.method == "GET":  # a route for GET answers HEAD as well
            word = said_by_hub(intent, request.query_params.multi_items(), now=self._clock())
        if word is None:
            return PlainTextResponse("nobody asked for this", 404, _PLAIN)
        if not await run_in_threadpool(self._inbox.receive, word.capture):
            return PlainTextResponse("no room before the next poll", 503, _PLAIN | _RETRY_AFTER)
        return PlainTextResponse(word.challenge, 200, _PLAIN)

    async def take(self, request: Request) -> Response:
        """Answer a delivery: 202 once it is on disk, or once it is clear that nobody signed it as agreed."""
        intent = await self._intent(request)
        if intent is None or intent.mode is HubMode.UNSUBSCRIBE:
            return PlainTextResponse("no such subscription", 410, _PLAIN)  # section 7: the hub may end it
        try:
            async with asyncio.timeout(self._body_seconds), self._places:
                body = await self._body(request)
        except TimeoutError:
            return PlainTextResponse("too slow", 408, _PLAIN | {"Connection": "close"})
        except ClientDisconnect:
            return PlainTextResponse("it did not end", 400, _PLAIN)
        if body is None:
            return PlainTextResponse("too large", 413, _PLAIN | {"Connection": "close"})
        headers = request.headers.items()
        if await run_in_threadpool(self._keep, intent, body, headers):
            return Response(status_code=202, headers=_PLAIN)
        return PlainTextResponse("no room before the next poll", 503, _PLAIN | _RETRY_AFTER)

    def _keep(self, intent: Intent, body: bytes, headers: list[tuple[str, str]]) -> bool:
        secret = secret_of(intent, self._inbox.key())
        capture = delivered(intent, body, headers, secret=secret, now=self._clock())
        return self._inbox.receive(capture)

    async def _intent(self, request: Request) -> Intent | None:
        token = str(request.path_params["path"]).rpartition("/")[2]
        return await run_in_threadpool(self._inbox.intent, token)

    async def _body(self, request: Request) -> bytes | None:
        """The body; None where it has more bytes than it may."""
        announced = request.headers.get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced[:18]) > self._body_bytes:
            return None
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > self._body_bytes:
                return None
        return bytes(body)


async def _unable(_request: Request, _error: Exception) -> Response:
    """The disk is full or away: the hub tries again; the reason is for the operator, not for strangers."""
    return PlainTextResponse("not now", 503, _PLAIN | _RETRY_AFTER)
