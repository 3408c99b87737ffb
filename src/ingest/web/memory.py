"""How much of the network may lie in memory: many small bodies or a few large ones, and no backlog."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LARGE = 1_000_000
"""Bytes from which a body is large: its rest waits until it is one of a few."""

_LARGE_AT_ONCE = 4
_BACKLOG = 32_000_000  # bytes of finished captures that nobody has taken yet


class Memory:
    """Keeps a run's bodies in bounds: connections of 1 MB, four large ones, and what waits to be written.

    A body in reach of its limit is 10 MB; 25 of them at once, and as many waiting, would be 500.
    """

    def __init__(self) -> None:
        self._large = asyncio.Semaphore(_LARGE_AT_ONCE)
        self._waiting = 0
        self._has_room = asyncio.Event()
        self._has_room.set()

    async def room(self) -> None:
        """Wait until whoever reads captures keeps up."""
        await self._has_room.wait()

    @asynccontextmanager
    async def for_large(self, deadline: asyncio.Timeout) -> AsyncIterator[None]:
        """Wait for one of the few places for large bodies; the request's deadline waits as well."""
        loop = asyncio.get_running_loop()
        began, until = loop.time(), deadline.when()
        deadline.reschedule(None)
        async with self._large:
            await self._has_room.wait()
            deadline.reschedule(None if until is None else until + loop.time() - began)
            yield

    def hold(self, size: int) -> None:
        """A finished capture waits."""
        self._waiting += size
        if self._waiting > _BACKLOG:
            self._has_room.clear()

    def let_go(self, size: int) -> None:
        """It was taken."""
        self._waiting -= size
        if self._waiting <= _BACKLOG:
            self._has_room.set()
