"""Connections to public addresses only, checked after the name was resolved and before a byte is sent.

The check stands where the connection is made, so it holds for every spelling of an address, for a
name that resolves differently the second time, and after every redirect.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx
from typing_extensions import override

from ingest.web.addresses import OTHER_SERVICES, is_public

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From a host name and a port to its addresses; raises OSError where there are none."""

HEADER_BYTES = 256_000
"""For the header of an answer and all that a server may send before it (1xx answers)."""
_TRIED = 4  # addresses of one name
_PATIENCE = 4.0  # seconds for each of them but the last


class ForbiddenAddress(httpcore.ConnectError):
    """The host has an address that is not public, or the port belongs to another service."""


class TooMuch(httpcore.ProtocolError):
    """The server sends more than was allowed it."""


class MeteredStream(httpcore.AsyncNetworkStream):
    """A connection that counts what comes in: header lines, 1xx answers and chunk marks count as well."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, allowed: int = HEADER_BYTES) -> None:
        self._stream = stream
        self._allowed = allowed

    def allow(self, size: int) -> None:
        """How many bytes may come from now on."""
        self._allowed = size

    @override
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What the server sent.

        Raises:
            TooMuch: and it goes on sending.
        """
        piece = await self._stream.read(max_bytes, timeout)
        self._allowed -= len(piece)
        if self._allowed < 0:
            raise TooMuch("the server sends more than anybody needs")
        return piece

    @override
    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    @override
    async def aclose(self) -> None:
        await self._stream.aclose()

    @override
    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "MeteredStream":
        try:
            return MeteredStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:  # a deadline within the handshake: nobody else knows this connection yet
            await self._stream.aclose()
            raise

    @override
    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


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
        """Resolve, check every address, connect to the first that answers; one that hangs leaves others time.

        The request's deadline bounds all of it, so httpcore's own bounds are not used.
        """
        *others, last = await self._checked(host, port)
        for address in others:
            try:
                return MeteredStream(await self._network.connect_tcp(address, port, _PATIENCE))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return MeteredStream(await self._network.connect_tcp(last, port))

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
        if port in OTHER_SERVICES:
            raise ForbiddenAddress(f"port {port} belongs to another service than the web")
        host = host.rstrip(".").lower()
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address: {error}") from error
        if not addresses:
            raise httpcore.ConnectError(f"{host} has no address")
        if host not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    what = host if host.strip("[]") == address else f"{host} is {address}, which"
                    raise ForbiddenAddress(f"{what} is not a public address")
        return addresses[:_TRIED]
