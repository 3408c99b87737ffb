"""Connections to public addresses only, checked after the name was resolved and before a byte is sent.

The check stands where the connection is made, so it holds for every spelling of an address, for a
name that resolves differently the second time, and after every redirect.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from functools import cache
from zlib import crc32

import httpcore
import httpx
from typing_extensions import override

from ingest.web.addresses import is_public

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From a host name and a port to its addresses; raises OSError where there are none."""

_POOLS = 16
_KEPT_ALIVE = 2  # idle connections of a pool: hosts are asked one request at a time
_TRIED = 4  # addresses of one name


class ForbiddenAddress(httpcore.ConnectError):
    """The host has an address that is not public."""


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system finds them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@cache
def trust() -> ssl.SSLContext:
    """TLS with certificates verified against the packaged authorities; read once, it takes 50 ms."""
    return httpx.create_ssl_context()


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to public addresses, to hosts allowed by name and to the origins of stand-ins.

    A stand-in's origin is known by host as written and port: a name that merely resolves there is refused.
    """

    def __init__(
        self, allowed_hosts: Collection[str], origins: Collection[tuple[str, int]], resolve: Resolve
    ) -> None:
        self._allowed = {host.lower() for host in allowed_hosts}
        self._origins = frozenset(origins)
        self._resolve = resolve
        self._network = httpcore.AnyIOBackend()

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check every address, connect to the first that answers."""
        addresses = await self._checked(host, port)
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    @override
    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Never: no address on the web is a local socket."""
        raise ForbiddenAddress(f"{path} is a local socket")

    @override
    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        if (host, port) in self._origins:
            return [host]
        try:
            addresses = await self._resolve(host.rstrip("."), port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address: {error}") from error
        if not addresses:
            raise httpcore.ConnectError(f"{host} has no address")
        if host.lower() not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise ForbiddenAddress(f"{host} is {address}, which is not a public address")
        return addresses[:_TRIED]


class Transport(httpx.AsyncBaseTransport):
    """httpx on connection pools whose network is guarded: httpx has no public way to hand one in.

    httpcore looks at every connection of a pool for every request, so hosts are spread over small pools:
    1.0 instead of 3.1 ms of CPU for a 304 at 25 requests in flight.
    """

    def __init__(self, network: httpcore.AsyncNetworkBackend, *, connections: int) -> None:
        self._pools = [
            httpcore.AsyncConnectionPool(
                ssl_context=trust(), max_connections=connections, max_keepalive_connections=_KEPT_ALIVE,
                keepalive_expiry=5.0, http1=True, http2=False, network_backend=network,
            )
            for _ in range(_POOLS)
        ]  # fmt: skip

    @override
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = self._pools[crc32(request.headers["host"].encode()) % _POOLS]
        answer = await pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    @override
    async def aclose(self) -> None:
        for pool in self._pools:
            await pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._answer.aiter_stream():
            yield piece

    @override
    async def aclose(self) -> None:
        await self._answer.aclose()
