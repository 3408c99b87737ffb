"""Applications over HTTP until somebody stops them."""

import asyncio
import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from ingest.errors import MisconfiguredError

_CONNECTIONS = 200
_LONGEST_HEADER = 16_384  # bytes
_IDLE_SECONDS = 20.0  # for a request to begin and its header to end
_FAREWELL_SECONDS = 5


class Listening:
    """A server that answers: where, and how to stop it."""

    def __init__(self, origin: str, server: uvicorn.Server) -> None:
        self.origin = origin
        self._server = server

    def stop(self) -> None:
        """Answer what has begun, then end; from any thread."""
        self._server.should_exit = True


def listen(app: ASGIApp, *, host: str, port: int, ready: Callable[[Listening], None]) -> None:
    """Serve an application until SIGINT or SIGTERM; what has begun is answered.

    No access log is written: a callback's path is confidential.

    Args:
        app: what answers.
        host: the address to listen at.
        port: 0: any that is free.
        ready: called once requests are answered.

    Raises:
        MisconfiguredError: the address is taken, or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise MisconfiguredError(f"cannot listen at {host} port {port}: {error}") from error
    config = uvicorn.Config(
        app, lifespan="off", ws="none", http=_Impatient, log_level="error",
        access_log=False, server_header=False, proxy_headers=False, limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_LONGEST_HEADER, timeout_graceful_shutdown=_FAREWELL_SECONDS,
    )  # fmt: skip
    with listener:
        _Server(config, ready).run([listener])


class _Server(uvicorn.Server):
    """Says where it listens, once it does."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[Listening], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = (sockets or [])[0].getsockname()[:2]
            name = f"[{host}]" if ":" in host else host
            self._ready(Listening(f"http://{name}:{port}", self))


class _Impatient(H11Protocol):
    """Closes connections on which no request comes to its end: uvicorn would wait for ever."""

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.loop.call_later(_IDLE_SECONDS, self._close_if_idle)

    def _close_if_idle(self) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:  # the application bounds a request's time
            self.loop.call_later(_IDLE_SECONDS, self._close_if_idle)
