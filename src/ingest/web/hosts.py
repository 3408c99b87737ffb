"""A few requests at a time to a host, with a pause between two; the rate of all; hosts that want no more."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zlib import crc32

from ingest.records import CaptureKind

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

_JITTER = 0.25  # of a pause at most, so that no two hosts see us keep step
_LONGEST_DELAY = 10.0  # seconds between requests that a crawl-delay gets; more would mean never


@dataclass(slots=True)
class _Host:
    spacing: float
    places: asyncio.Semaphore
    door: asyncio.Lock = field(default_factory=asyncio.Lock)  # who waits for the pause to end
    turns: int = 0
    last: datetime | None = None
    paused: dict[CaptureKind, datetime] = field(default_factory=dict)


class Rate:
    """So many requests a second, all hosts together; 0: as many as there are."""

    def __init__(self, a_second: float, *, sleep: Sleep) -> None:
        self._interval = 1 / a_second if a_second else 0.0
        self._sleep = sleep
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until one more request keeps the rate."""
        if not self._interval:
            return
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + self._interval
        if at > now:
            await self._sleep(at - now)


class Hosts:
    """What this run knows of every host that it talks to."""

    def __init__(self, spacing: float, *, connections: int, clock: Clock, sleep: Sleep) -> None:
        self._spacing = spacing
        self._connections = connections
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait until a host has a place for us and its pause is over."""
        host = self._host(name)
        async with host.places:
            async with host.door:
                await self._pause(name, host)
            try:
                yield
            finally:
                host.last = self._clock()

    async def _pause(self, name: str, host: _Host) -> None:
        host.turns += 1
        last, host.last = host.last, self._clock()
        if last is None or not host.spacing:
            return
        spacing = host.spacing * (1 + _JITTER * crc32(f"{name} {host.turns}".encode()) / 2**32)
        wait = min(spacing - (self._clock() - last).total_seconds(), spacing)
        if wait > 0:
            await self._sleep(wait)
            host.last = self._clock()

    def slow_down(self, name: str, delay: float) -> None:
        """Take a host's crawl-delay (seconds) where it is longer than our own spacing."""
        host = self._host(name)
        host.spacing = max(host.spacing, min(delay, _LONGEST_DELAY))

    def pause(self, name: str, kind: CaptureKind, seconds: int) -> None:
        """Ask a host for no more documents of a kind before so many seconds are over."""
        self._host(name).paused[kind] = self._clock() + timedelta(seconds=seconds)

    def paused_until(self, name: str, kind: CaptureKind) -> datetime | None:
        """Until when a host wants no request of a kind; None where it wants any."""
        until = self._host(name).paused.get(kind)
        return until if until is not None and until > self._clock() else None

    def _host(self, name: str) -> _Host:
        if name not in self._hosts:
            self._hosts[name] = _Host(self._spacing, asyncio.Semaphore(self._connections))
        return self._hosts[name]
