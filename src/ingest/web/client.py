"""`Web`: requests become captures, whatever the network does."""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator
from datetime import UTC
from typing import Any
from urllib.parse import urlencode

import httpcore
import httpx

from ingest.parsing.http_headers import seconds_to_wait
from ingest.parsing.urls import host_of
from ingest.records import Capture, CaptureKind, FetchOutcome
from ingest.settings import Settings
from ingest.version import SOFTWARE
from ingest.web.connections import Connections
from ingest.web.endings import ended_by
from ingest.web.exchange import Answer, receive, receive_reply
from ingest.web.hosts import Clock, Hosts, Rate, Sleep
from ingest.web.journey import MAX_REDIRECTS, Journey, capture_of, without_credentials
from ingest.web.memory import Memory
from ingest.web.network import ForbiddenAddress, GuardedNetwork, Resolve, resolve, trust
from ingest.web.request import Request
from ingest.web.robots import Remembered, Robots
from ingest.web.stand_ins import StandIns

_PAUSE = 600  # seconds for a host that says 429 without saying for how long
_HOSTS_AT_ONCE = 1_000  # that have requests waiting: a task each
_ACCEPT = {
    CaptureKind.FEED: b"application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
    CaptureKind.PAGE: b"text/html, application/xhtml+xml, */*;q=0.5",
    CaptureKind.ROBOTS: b"text/plain, */*;q=0.5",
    CaptureKind.HUB: b"text/plain, */*;q=0.5",
}

Ended = asyncio.Queue[Capture | None]


class Web:
    """One client for one run. It belongs to the event loop that first uses it.

    Args:
        settings: deadlines, limits, spacing, stand-ins, the contact in the User-Agent.
        clock: the time that captures carry.
        sleep: how the spacing between two requests to a host is waited for.
        resolve: how names become addresses.
        authorities: whose certificates are believed; the packaged ones where it is None.
    """

    def __init__(
        self, settings: Settings, *, clock: Clock, sleep: Sleep = asyncio.sleep, resolve: Resolve = resolve,
        authorities: ssl.SSLContext | None = None,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._clock = clock
        self._stand_ins = StandIns(settings.stand_ins)
        self._hosts = Hosts(
            settings.host_spacing, connections=settings.host_connections, clock=clock, sleep=sleep
        )
        self._rate = Rate(settings.requests_a_second, sleep=sleep)
        self._slots = asyncio.Semaphore(settings.connections)
        self._memory = Memory()
        self._robots = Robots(self.fetch)
        self._begun: set[asyncio.Task[None]] = set()
        self._agent = f"{SOFTWARE} (+{settings.contact or 'no contact given'})".encode("ascii", "replace")
        network = GuardedNetwork(settings.allowed_hosts, self._stand_ins.origins, resolve)
        self._connections = Connections(network, authorities or trust(), kept=settings.connections)

    def remember(self, robots: Remembered) -> None:
        """Believe earlier captures of robots.txt; they are not asked for again."""
        self._robots = Robots(self.fetch, robots)

    async def close(self) -> None:
        """End what is under way, and close every connection.

        Only tasks of our own are cancelled: what a library began for them ends with them, by its own rules.
        """
        for task in self._begun:
            task.cancel()
        await asyncio.gather(*self._begun, return_exceptions=True)
        await self._connections.close()

    async def fetch(self, request: Request) -> Capture:
        """Fetch one address, robots.txt not asked. Never raises for what the network does."""
        return [capture async for capture in self._captures(request, asks_robots=False)][-1]

    async def fetch_all(self, requests: Iterable[Request]) -> AsyncIterator[Capture]:
        """Captures of all requests as they end; robots.txt is asked before pages.

        Captures of robots.txt come in between. Hosts go on side by side; a host's requests start in order.
        """
        lanes: dict[str, list[Request]] = defaultdict(list)
        for request in requests:
            lanes[host_of(request.starts_at)].append(request)
        ended: Ended = asyncio.Queue(maxsize=self._settings.connections)
        waiting = iter(lanes.values())
        count = min(len(lanes), _HOSTS_AT_ONCE)
        tasks = [self._begin(self._lanes(waiting, ended)) for _ in range(count)]
        closing = self._begin(_close(tasks, ended))
        try:
            while (capture := await ended.get()) is not None:
                self._memory.let_go(len(capture.body))
                yield capture
            await closing
        finally:
            for task in (*tasks, closing):
                task.cancel()
            await asyncio.gather(*tasks, closing, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return task

    async def _lanes(self, lanes: Iterator[list[Request]], ended: Ended) -> None:
        for lane in lanes:
            requests = iter(lane)
            beside = [
                self._begin(self._lane(requests, ended))
                for _ in range(min(self._settings.host_connections, len(lane)) - 1)
            ]
            try:
                await self._lane(requests, ended)
                await asyncio.gather(*beside)
            finally:
                for task in beside:
                    task.cancel()

    async def _lane(self, requests: Iterator[Request], ended: Ended) -> None:
        for request in requests:
            async for capture in self._captures(request, asks_robots=request.kind is CaptureKind.PAGE):
                self._memory.hold(len(capture.body))
                await ended.put(capture)

    # --- from address to address ----------------------------------------------------------------------

    async def _captures(self, request: Request, *, asks_robots: bool) -> AsyncIterator[Capture]:
        """The capture of a request, behind those of the robots.txt that it made us ask for."""
        url = without_credentials(request.starts_at)
        journey, answer = Journey(url, self._clock().astimezone(UTC)), Answer()
        if url != request.starts_at:
            request = request.model_copy(update={"url": url})
            answer.end(
                FetchOutcome.UNREACHABLE, "the address has a user name, which is neither sent nor kept"
            )
        for step in range(MAX_REDIRECTS + 1):
            if asks_robots and answer.outcome is None:
                robots = await self._permit(journey.url, answer)
                if robots is not None:
                    yield robots
            if answer.outcome is None:
                answer = await self._step(request, journey)
            if answer.location is None or answer.outcome is not None:
                break
            if step == MAX_REDIRECTS:
                answer.end(FetchOutcome.TOO_MANY_REDIRECTS, f"more than {MAX_REDIRECTS} redirects")
            elif not journey.follow(answer, has_form=bool(request.form)):
                target = "another place" if request.form else repr(answer.location[:200])
                answer.end(FetchOutcome.ODD_STATUS, f"HTTP {answer.status} to {target}")
        self._heed(request, journey, answer)
        yield capture_of(request, journey, answer)

    async def _permit(self, url: str, answer: Answer) -> Capture | None:
        """Ask robots.txt for an address; what it forbids ends here."""
        verdict = await self._robots.verdict(url)
        self._hosts.slow_down(host_of(url), verdict.delay)
        if not verdict.is_allowed:
            answer.end(FetchOutcome.DISALLOWED, verdict.reason)
        return verdict.capture

    async def _step(self, request: Request, journey: Journey) -> Answer:
        until = self._hosts.paused_until(host_of(journey.url), request.kind)
        if until is None:
            return await self._exchange(request, journey)
        detail = f"not asked: the host wants no request before {until:%FT%TZ}"
        return Answer(outcome=FetchOutcome.THROTTLED, detail=detail)

    def _heed(self, request: Request, journey: Journey, answer: Answer) -> None:
        """Leave a host alone that says it has too much to do (RFC 6585, RFC 9110 section 15.6.4)."""
        wait = seconds_to_wait(answer.headers, journey.started_at)
        if answer.status == 429 or (answer.status == 503 and wait):
            self._hosts.pause(host_of(journey.url), request.kind, wait or _PAUSE)

    # --- one exchange ---------------------------------------------------------------------------------

    async def _exchange(self, request: Request, journey: Journey) -> Answer:
        """One hop: in turn, within what is left of the deadline, every failure as an outcome."""
        answer = Answer()
        loop = asyncio.get_running_loop()
        async with self._hosts.turn(host_of(journey.url)):
            await self._rate.turn()
            async with self._slots:
                await self._memory.room()
                began = loop.time()
                if not journey.passed:
                    journey.started_at = self._clock().astimezone(UTC)
                try:
                    async with asyncio.timeout(self._settings.request_seconds - journey.seconds) as deadline:
                        await self._ask(request, journey.url, answer, deadline)
                except (TimeoutError, httpcore.TimeoutException):
                    seconds = self._settings.request_seconds
                    answer.end(FetchOutcome.TIMED_OUT, f"no end within {seconds:g} seconds")
                except (
                    httpcore.NetworkError,
                    httpcore.ProtocolError,
                    httpx.InvalidURL,
                    OSError,
                    ValueError,
                ) as error:
                    answer.end(*ended_by(error))
                journey.seconds += loop.time() - began
        return answer

    async def _ask(self, request: Request, url: str, answer: Answer, deadline: asyncio.Timeout) -> None:
        instead = self._stand_ins.address(url)
        if instead is None and self._stand_ins.is_origin(url):
            raise ForbiddenAddress(f"{url} is a stand-in's own address")
        asked = httpx.URL(instead or url)
        if asked.scheme not in {"http", "https"} or not asked.host:
            raise httpx.InvalidURL("not an address on the web")
        headers = self._headers(request, httpx.URL(url) if instead else asked)
        form = urlencode(request.form).encode() if request.form else None
        if form is not None:
            headers += [
                (b"Content-Type", b"application/x-www-form-urlencoded"),
                (b"Content-Length", b"%d" % len(form)),
            ]
        link, response = await self._connections.send(host_of(url), asked, headers, form)
        try:
            if form is not None:
                await receive_reply(response, answer)
            else:
                await receive(
                    response, answer, limit=request.byte_limit, memory=self._memory, deadline=deadline,
                    has_range=request.byte_range is not None,
                )  # fmt: skip
        finally:
            try:
                await response.aclose()
            finally:  # also where the deadline passes at this very moment
                await self._connections.give_back(link)

    def _headers(self, request: Request, url: httpx.URL) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", self._agent),
            (b"Accept", _ACCEPT[request.kind]),
            (b"Accept-Encoding", b"identity" if request.byte_range else b"gzip"),
        ]
        if request.byte_range:
            headers.append((b"Range", b"bytes=%d-%d" % request.byte_range))
        if request.etag:
            headers.append((b"If-None-Match", request.etag.encode("latin-1", "replace")))
        if request.last_modified:
            headers.append((b"If-Modified-Since", request.last_modified.encode("latin-1", "replace")))
        return headers


async def _close(tasks: "list[asyncio.Task[None]]", ended: Ended) -> None:
    """Say that no capture follows; a task's exception is a bug and is raised where captures are read."""
    try:
        await asyncio.gather(*tasks)
    finally:
        await ended.put(None)
