"""One request at a time to a host, with a pause between two; and hosts that asked us to stay away."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ingest.records import CaptureKind

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

_LONGEST_DELAY = 10.0  # seconds between requests that a crawl-delay gets; more would mean never


@dataclass(slots=True)
class _Host:
    spacing: float
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: datetime | None = None
    paused: dict[CaptureKind, datetime] = field(default_factory=dict)


class Hosts:
    """What this run knows of every host that it talks to."""

    def __init__(self, spacing: float, *, clock: Clock, sleep: Sleep) -> None:
        self._spacing = spacing
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait until nobody else talks to the host and its pause is over."""
        host = self._host(name)
        async with host.lock:
            if host.last is not None:
                passed = (self._clock() - host.last).total_seconds()
                if (wait := min(host.spacing - passed, host.spacing)) > 0:
                    await self._sleep(wait)
            try:
                yield
            finally:
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
            self._hosts[name] = _Host(self._spacing)
        return self._hosts[name]
