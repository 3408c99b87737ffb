"""robots.txt for pages (RFC 9309), asked once a run for each origin, or not at all where it is remembered."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from protego import Protego

from ingest.errors import UnreadableBody
from ingest.parsing.payload import decoded_body, text_of
from ingest.parsing.robots_txt import AGENT
from ingest.records import Capture, CaptureKind, FetchOutcome, Record
from ingest.web.request import Request

_BYTES = 512_000  # RFC 9309 section 2.5 asks for 500 KiB at least
_NO_RULES = frozenset({FetchOutcome.MISSING, FetchOutcome.GONE, FetchOutcome.REFUSED, FetchOutcome.ODD_STATUS,
                       FetchOutcome.TOO_MANY_REDIRECTS})  # fmt: skip
"""RFC 9309 section 2.3.1.3: unavailable, so everything is allowed."""


Remembered = Callable[[str], Capture | None]
"""From the address of a robots.txt to a capture of it that still holds."""


def nothing_remembered(_url: str) -> None:
    """Every robots.txt is asked for."""


class Verdict(Record):
    """Whether a page may be fetched."""

    is_allowed: bool
    reason: str = ""
    delay: float = 0.0  # seconds between requests that the host asks for
    capture: Capture | None = None  # of robots.txt, where this question made us fetch it


class _Rules:
    """The rules of one origin."""

    def __init__(self, capture: Capture) -> None:
        self._refusal = ""
        self._rules = Protego.parse("")
        if capture.outcome is FetchOutcome.FETCHED:
            try:
                self._rules = Protego.parse(text_of(decoded_body(capture, limit=_BYTES)))
            except (UnreadableBody, ValueError) as error:
                self._refusal = f"robots.txt cannot be read: {error}"
        elif capture.outcome not in _NO_RULES:
            self._refusal = f"robots.txt cannot be had ({capture.outcome}), which forbids all for now"

    def verdict(self, url: str, capture: Capture | None) -> Verdict:
        """What the rules say of an address."""
        if self._refusal:
            return Verdict(is_allowed=False, reason=self._refusal, capture=capture)
        is_allowed = bool(self._rules.can_fetch(url, AGENT))
        reason = "" if is_allowed else "robots.txt forbids it"
        return Verdict(
            is_allowed=is_allowed, reason=reason, delay=self._rules.crawl_delay(AGENT) or 0.0, capture=capture
        )


class Robots:
    """The rules of every origin that this run asks for pages."""

    def __init__(
        self, fetch: Callable[[Request], Awaitable[Capture]], remembered: Remembered = nothing_remembered
    ) -> None:
        self._fetch = fetch
        self._remembered = remembered
        self._rules: dict[str, _Rules] = {}
        self._asking: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def verdict(self, url: str) -> Verdict:
        """Whether an address may be fetched; rules that cannot be had forbid all of the origin."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return Verdict(is_allowed=False, reason="not an address")
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        capture = None
        async with self._asking[origin]:  # redirects lead several hosts' pages to one origin
            if origin not in self._rules:
                url_of_rules = f"{origin}/robots.txt"
                known = self._remembered(url_of_rules)
                if known is None:
                    request = Request(kind=CaptureKind.ROBOTS, url=url_of_rules, byte_limit=_BYTES)
                    known = capture = await self._fetch(request)
                self._rules[origin] = _Rules(known)
        return self._rules[origin].verdict(url, capture)
