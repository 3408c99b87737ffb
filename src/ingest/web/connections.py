"""Open connections by host: a pool of them would look at every one for every request."""

import ssl
from collections import OrderedDict
from dataclasses import dataclass

import httpcore
import httpx

from ingest.web.network import HEADER_BYTES, GuardedNetwork, MeteredStream

Key = tuple[str, bytes, bytes, int]
_KEPT_SECONDS = 5.0
_STALE = (httpcore.NetworkError, httpcore.RemoteProtocolError)


@dataclass(slots=True)
class Link:
    """A connection, taken for one exchange."""

    key: Key
    connection: httpcore.AsyncHTTPConnection
    stream: MeteredStream | None = None  # after the first answer


class Connections:
    """Opens connections, and keeps the idle ones for the next request to the same host.

    Args:
        network: what connects.
        trust: whose certificates are believed.
        kept: idle connections, all hosts together.
    """

    def __init__(self, network: GuardedNetwork, trust: ssl.SSLContext, *, kept: int) -> None:
        self._network = network
        self._trust = trust
        self._kept = kept
        self._idle: OrderedDict[Key, Link] = OrderedDict()

    async def send(
        self, host: str, url: httpx.URL, headers: list[tuple[bytes, bytes]], form: bytes | None = None
    ) -> tuple[Link, httpcore.Response]:
        """Send a request for a host to an address (a stand-in's differs), and wait for the answer's header.

        An idle connection that the server closes at this very moment is replaced once (RFC 9110
        section 9.2.2 allows it for GET). A form is a POST, which has a connection of its own and one try.
        """
        origin = httpcore.Origin(url.raw_scheme, url.raw_host, url.port or _port(url.raw_scheme))
        request = httpcore.Request(
            method=b"GET" if form is None else b"POST",
            url=httpcore.URL(scheme=origin.scheme, host=origin.host, port=url.port, target=url.raw_path),
            headers=headers,
            content=form,
        )
        key = (host, origin.scheme, origin.host, origin.port)
        idle = await self._take(key) if form is None else None
        if idle is not None:
            try:
                return idle, await self._sent(idle, request)
            except _STALE:
                await idle.connection.aclose()
        fresh = Link(key, self._opened(origin))
        try:
            return fresh, await self._sent(fresh, request)
        except BaseException:
            await fresh.connection.aclose()
            raise

    async def give_back(self, link: Link) -> None:
        """Keep a connection whose answer was read to its end; close any other."""
        if not link.connection.is_idle():
            await link.connection.aclose()
            return
        before = self._idle.pop(link.key, None)
        self._idle[link.key] = link
        if before is None and len(self._idle) > self._kept:
            _, before = self._idle.popitem(last=False)
        if before is not None:
            await before.connection.aclose()

    async def close(self) -> None:
        """Close every idle connection."""
        while self._idle:
            await self._idle.popitem()[1].connection.aclose()

    async def _sent(self, link: Link, request: httpcore.Request) -> httpcore.Response:
        if link.stream is not None:
            link.stream.allow(HEADER_BYTES)
        response = await link.connection.handle_async_request(request)
        link.stream = response.extensions["network_stream"]
        return response

    async def _take(self, key: Key) -> Link | None:
        link = self._idle.pop(key, None)
        if link is not None and link.connection.has_expired():
            await link.connection.aclose()
            return None
        return link

    def _opened(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._trust, keepalive_expiry=_KEPT_SECONDS, network_backend=self._network
        )


def _port(scheme: bytes) -> int:
    return 443 if scheme == b"https" else 80
