"""Rehearsals: requests for some hosts go to a loopback origin, and keep the name of the host they are for."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from urllib.parse import urlsplit, urlunsplit

from ingest.parsing.urls import host_of


class StandIns:
    """Host patterns (`*.example`) and the plain http origins that answer for them, first match first."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._patterns = tuple((pattern.lower(), urlsplit(origin)) for pattern, origin in patterns.items())

    @property
    def origins(self) -> frozenset[tuple[str, int]]:
        """Host and port of every origin."""
        return frozenset((origin.hostname or "", origin.port or 80) for _, origin in self._patterns)

    def address(self, url: str) -> str | None:
        """Where a request for an address goes instead; None where it goes there."""
        host = host_of(url)
        for pattern, origin in self._patterns:
            if fnmatchcase(host, pattern):
                parts = urlsplit(url)
                return urlunsplit(("http", origin.netloc, parts.path, parts.query, ""))
        return None

    def is_origin(self, url: str) -> bool:
        """Whether an address is that of an origin itself, which only a stand-in may reach."""
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        return (parts.hostname or "", port) in self.origins
