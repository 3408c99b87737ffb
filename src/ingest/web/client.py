"""`Web`: requests become captures, whatever the network does."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urldefrag, urljoin, urlsplit

import httpcore
import httpx

from ingest.parsing.http_headers import seconds_to_wait
from ingest.parsing.urls import host_of
from ingest.records import Capture, CaptureKind, FetchOutcome, identity
from ingest.settings import Settings
from ingest.version import SOFTWARE
from ingest.web.exchange import Answer, receive
from ingest.web.hosts import Clock, Hosts, Sleep
from ingest.web.network import ForbiddenAddress, GuardedNetwork, Resolve, Transport, resolve
from ingest.web.request import Request
from ingest.web.robots import Robots
from ingest.web.stand_ins import StandIns

MAX_REDIRECTS = 5
_PERMANENT = frozenset({301, 308})
_PAUSE = 600  # seconds for a host that says 429 without saying for how long
_NO_ANSWER = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError)
_ACCEPT = {
    CaptureKind.FEED: b"application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5",
    CaptureKind.PAGE: b"text/html, application/xhtml+xml, */*;q=0.5",
    CaptureKind.ROBOTS: b"text/plain, */*;q=0.5",
    CaptureKind.HUB: b"text/plain, */*;q=0.5",
}


@dataclass(slots=True)
class _Journey:
    """A request on its way from redirect to redirect."""

    url: str
    started_at: datetime
    passed: list[str] = field(default_factory=list)
    is_permanent: bool = True
    seconds: float = 0.0

    def follow(self, answer: Answer) -> bool:
        """Go where a redirect leads; False where that is no place on the web."""
        try:
            target = urldefrag(urljoin(self.url, answer.location or "")).url
            is_web = urlsplit(target).scheme in {"http", "https"} and bool(urlsplit(target).hostname)
        except ValueError:
            return False
        if is_web:
            self.passed.append(self.url)
            self.is_permanent = self.is_permanent and answer.status in _PERMANENT
            self.url = target
        return is_web


class Web:
    """One client for one run. It belongs to the event loop that first uses it.

    Args:
        settings: deadlines, limits, spacing, stand-ins, the contact in the User-Agent.
        clock: the time that captures carry.
        sleep: how the spacing between two requests to a host is waited for.
        resolve: how names become addresses.
    """

    def __init__(
        self, settings: Settings, *, clock: Clock, sleep: Sleep = asyncio.sleep, resolve: Resolve = resolve
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._stand_ins = StandIns(settings.stand_ins)
        self._hosts = Hosts(settings.host_spacing, clock=clock, sleep=sleep)
        self._slots = asyncio.Semaphore(settings.connections)
        self._robots = Robots(self.fetch)
        self._agent = f"{SOFTWARE} (+{settings.contact or 'no contact given'})"
        network = GuardedNetwork(settings.allowed_hosts, self._stand_ins.origins, resolve)
        self._client = httpx.AsyncClient(
            transport=Transport(network, connections=settings.connections),
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,
        )  # fmt: skip

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def fetch(self, request: Request) -> Capture:
        """Fetch one address, robots.txt not asked. Never raises for what the network does."""
        started = self._clock().astimezone(UTC)
        journey = _Journey(request.url, started)
        until = self._hosts.paused_until(host_of(request.url), request.kind)
        if until is not None:
            answer = Answer(
                outcome=FetchOutcome.THROTTLED,
                detail=f"not asked: the host wants no request before {until:%FT%TZ}",
            )
            return self._capture(request, journey, answer)
        for _ in range(MAX_REDIRECTS + 1):
            answer = await self._exchange(request, journey)
            if answer.location is None or answer.outcome is not None:
                return self._capture(request, journey, answer)
            if not journey.follow(answer):
                answer.end(FetchOutcome.ODD_STATUS, f"HTTP {answer.status} to {answer.location[:200]!r}")
                return self._capture(request, journey, answer)
        answer.end(FetchOutcome.TOO_MANY_REDIRECTS, f"more than {MAX_REDIRECTS} redirects")
        return self._capture(request, journey, answer)

    async def fetch_all(self, requests: Iterable[Request]) -> AsyncIterator[Capture]:
        """Captures of all requests as they end, each host's in order; robots.txt is asked before pages.

        Captures of robots.txt come in between. Hosts go on side by side.
        """
        lanes: dict[str, list[Request]] = defaultdict(list)
        for request in requests:
            lanes[host_of(request.url)].append(request)
        ended: asyncio.Queue[Capture | None] = asyncio.Queue(maxsize=self._settings.connections)
        tasks = [asyncio.create_task(self._lane(lane, ended)) for lane in lanes.values()]
        closing = asyncio.create_task(_close(tasks, ended))
        try:
            while (capture := await ended.get()) is not None:
                yield capture
            await closing
        finally:
            for task in (*tasks, closing):
                task.cancel()
            await asyncio.gather(*tasks, closing, return_exceptions=True)

    async def _lane(self, requests: list[Request], ended: "asyncio.Queue[Capture | None]") -> None:
        for request in requests:
            if request.kind is CaptureKind.PAGE:
                verdict = await self._robots.verdict(request.url)
                if verdict.capture is not None:
                    await ended.put(verdict.capture)
                self._hosts.slow_down(host_of(request.url), verdict.delay)
                if not verdict.is_allowed:
                    await ended.put(self._disallowed(request, verdict.reason))
                    continue
            await ended.put(await self.fetch(request))

    # --- one exchange ---------------------------------------------------------------------------------

    async def _exchange(self, request: Request, journey: _Journey) -> Answer:
        """One hop: in turn, within what is left of the deadline, every failure as an outcome."""
        answer = Answer()
        loop = asyncio.get_running_loop()
        async with self._hosts.turn(host_of(journey.url)), self._slots:
            began = loop.time()
            if not journey.passed:
                journey.started_at = self._clock().astimezone(UTC)
            try:
                async with asyncio.timeout(self._settings.request_seconds - journey.seconds):
                    await self._ask(request, journey.url, answer)
            except (TimeoutError, httpcore.TimeoutException):
                answer.end(
                    FetchOutcome.TIMED_OUT, f"no end within {self._settings.request_seconds:g} seconds"
                )
            except ForbiddenAddress as error:
                answer.end(FetchOutcome.FORBIDDEN_ADDRESS, str(error))
            except _NO_ANSWER as error:
                answer.end(FetchOutcome.UNREACHABLE, str(error) or "the connection was lost before an answer")
            except (httpx.InvalidURL, OSError, ValueError) as error:
                answer.end(FetchOutcome.UNREACHABLE, f"not an address that can be asked: {error}")
            journey.seconds += loop.time() - began
        return answer

    async def _ask(self, request: Request, url: str, answer: Answer) -> None:
        instead = self._stand_ins.address(url)
        if instead is None and self._stand_ins.is_origin(url):
            raise ForbiddenAddress(f"{url} is a stand-in's own address")
        outgoing = httpx.Request("GET", instead or url, headers=self._headers(request, url))
        response = await self._client.send(outgoing, stream=True, follow_redirects=False)
        try:
            await receive(response, answer, limit=request.byte_limit)
        finally:
            await response.aclose()

    def _headers(self, request: Request, url: str) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"Host", httpx.URL(url).netloc),
            (b"User-Agent", self._agent.encode("ascii", "replace")),
            (b"Accept", _ACCEPT[request.kind]),
            (b"Accept-Encoding", b"gzip"),
        ]
        if request.etag:
            headers.append((b"If-None-Match", request.etag.encode("latin-1", "replace")))
        if request.last_modified:
            headers.append((b"If-Modified-Since", request.last_modified.encode("latin-1", "replace")))
        return headers

    # --- captures -------------------------------------------------------------------------------------

    def _capture(self, request: Request, journey: _Journey, answer: Answer) -> Capture:
        outcome = answer.outcome or FetchOutcome.FETCHED
        left_out = None
        repeats = request.previous_sha256 is not None and answer.payload_sha256 == request.previous_sha256
        if repeats and request.previous_capture_id and outcome is FetchOutcome.FETCHED:
            outcome, answer.detail = FetchOutcome.UNCHANGED, "the same bytes as last time"
            left_out = sha256(answer.body).hexdigest()
            answer.body.clear()
        if outcome is FetchOutcome.UNCHANGED and not request.previous_capture_id:
            outcome, answer.detail = FetchOutcome.ODD_STATUS, "HTTP 304 to a request without conditions"
        self._heed(request, journey, answer)
        arrived = outcome in {FetchOutcome.FETCHED, FetchOutcome.UNCHANGED}
        moved = arrived and bool(journey.passed) and journey.is_permanent
        return Capture(
            capture_id=identity("capture", request.kind, request.url, journey.started_at.isoformat()),
            kind=request.kind,
            url=request.url,
            final_url=journey.url,
            fetched_at=journey.started_at,
            outcome=outcome,
            status=answer.status,
            headers=answer.headers,
            body=bytes(answer.body),
            detail=answer.detail,
            redirects=tuple(journey.passed[1:]),
            moved_to=journey.url if moved else None,
            seconds=round(journey.seconds, 6),
            feed_url=request.feed_url,
            entry=request.entry,
            revisit_of=request.previous_capture_id if outcome is FetchOutcome.UNCHANGED else None,
            payload_sha256=answer.payload_sha256,
            left_out_sha256=left_out,
        )

    def _heed(self, request: Request, journey: _Journey, answer: Answer) -> None:
        """Leave a host alone that says it has too much to do (RFC 6585, RFC 9110 section 15.6.4)."""
        wait = seconds_to_wait(answer.headers, journey.started_at)
        if answer.status == 429 or (answer.status == 503 and wait):
            self._hosts.pause(host_of(journey.url), request.kind, wait or _PAUSE)

    def _disallowed(self, request: Request, reason: str) -> Capture:
        journey = _Journey(request.url, self._clock().astimezone(UTC))
        return self._capture(request, journey, Answer(outcome=FetchOutcome.DISALLOWED, detail=reason))


async def _close(tasks: "list[asyncio.Task[None]]", ended: "asyncio.Queue[Capture | None]") -> None:
    """Say that no capture follows; a task's exception is a bug and is raised where captures are read."""
    try:
        await asyncio.gather(*tasks)
    finally:
        await ended.put(None)
