"""What a backfill is asked for: a source, a period, outlets. Pure.

The day of an archive is not the day of publication: a page of March may have been captured in April. So
captures are let in widely, by their own time and a margin, and whoever reads articles asks for the
exact day of publication.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from pydantic import Field
from typing_extensions import override

from ingest.errors import MisconfiguredError
from ingest.parsing.urls import host_of
from ingest.records import Record, identity


class SourceKind(StrEnum):
    """Where history comes from."""

    WARC = "warc"  # a folder or file of WARC
    FILES = "files"  # a folder of pages and wire items
    URLS = "urls"  # a list of addresses, one a line: a file, or an address itself
    SITEMAP = "sitemap"  # a site, whose robots.txt names its sitemaps, or a sitemap
    FEED = "feed"  # a feed that leads into the past
    GDELT = "gdelt"  # a master list
    CDX = "cdx"  # the index of a web archive
    CC_NEWS = "cc-news"  # Common Crawl's news crawl, or a mirror


FOLDERS = frozenset({SourceKind.WARC, SourceKind.FILES})


class Source(Record):
    """A kind of source and its place: a path or an address."""

    kind: SourceKind
    place: str

    @property
    def is_local(self) -> bool:
        """Whether its place is a path."""
        return not self.place.startswith(("http://", "https://"))

    @override
    def __str__(self) -> str:
        """As it is written on the command line.

        >>> str(source_of("warc:/data/crawl"))
        'warc:/data/crawl'
        """
        return f"{self.kind}:{self.place}"


class Direction(StrEnum):
    """Which files or pages come first."""

    NEWEST = "newest"
    OLDEST = "oldest"


class Scope(Record):
    """Which captures are asked for; without days and outlets: all."""

    first: date | None = None
    last: date | None = None  # inclusive
    outlets: tuple[str, ...] = ()  # domains; their hosts are meant too
    margin: int = Field(default=30, ge=0)  # days after `last` in which a page may have been captured

    def wants(self, url: str, captured: str) -> bool:
        """Whether a capture is asked for; what has no date that can be read is, so that somebody looks at it.

        >>> Scope(outlets=("a.example",)).wants("https://www.a.example/1", "2024-02-20T00:00:00Z")
        True
        >>> Scope(first=date(2024, 3, 1)).wants("https://a.example/1", "2024-02-20T00:00:00Z")
        False
        """
        return self.wants_host(url) and self.wants_instant(captured)

    def wants_host(self, url: str) -> bool:
        """Whether an address belongs to the outlets."""
        if not self.outlets:
            return True
        host = host_of(url)
        return any(host == domain or host.endswith(f".{domain}") for domain in self._domains)

    def wants_instant(self, captured: str) -> bool:
        """Whether a capture's time (ISO 8601) lies in the period and its margin."""
        if self.first is None and self.last is None:
            return True
        try:
            day = date.fromisoformat(captured[:10])
        except ValueError:
            return True
        return self.wants_day(day)

    def wants_day(self, day: date) -> bool:
        """Whether a capture's day lies in the period and its margin."""
        last = self.last_capture_day
        return (self.first is None or day >= self.first) and (last is None or day <= last)

    @property
    def last_capture_day(self) -> date | None:
        """The last day on which a page of the period may have been captured."""
        return self.last + timedelta(days=self.margin) if self.last else None

    @cached_property
    def _domains(self) -> tuple[str, ...]:
        return tuple(host_of(f"https://{domain}") for domain in self.outlets)


class Order(Record):
    """One backfill. Its id follows from what is asked for, so the same order goes on where it stopped."""

    source: Source
    scope: Scope = Scope()
    direction: Direction = Direction.NEWEST

    @property
    def job_id(self) -> str:
        """Sixteen hexadecimal digits; the direction changes nothing of what is taken."""
        scope = self.scope
        return identity(
            "backfill", self.source.kind, self.source.place, str(scope.first), str(scope.last),
            str(scope.margin), *sorted(scope.outlets),
        )  # fmt: skip


def source_of(text: str) -> Source:
    """The source that `KIND:PLACE` names.

    Raises:
        MisconfiguredError: there is no such kind, or no place.
    """
    kind, _, place = text.partition(":")
    if kind not in set(SourceKind) or not place:
        kinds = ", ".join(f"{one}:" for one in SourceKind)
        raise MisconfiguredError(f"{text!r} names no source of history: write a kind and its place ({kinds})")
    return Source(kind=SourceKind(kind), place=place)


def scope_of(first: datetime | None, last: datetime | None, outlets: Sequence[str], margin: int) -> Scope:
    """The scope of two instants; their days in UTC count.

    Raises:
        MisconfiguredError: the period ends before it begins.
    """
    days = [instant.astimezone(UTC).date() if instant else None for instant in (first, last)]
    if days[0] and days[1] and days[1] < days[0]:
        raise MisconfiguredError(f"the period ends ({days[1]}) before it begins ({days[0]})")
    return Scope(first=days[0], last=days[1], outlets=tuple(sorted(set(outlets))), margin=margin)


def order_of_interval(conf: Mapping[str, object], *, first: datetime, end: datetime) -> Order | None:
    """The order of one interval for a scheduler; None where its conf names no source.

    Args:
        conf: `source` (KIND:PLACE), `outlets` (domains with commas between), `margin` (days; 1 by default, as
            the next interval sees the days behind this one).
        first: begin of the interval.
        end: of the interval, exclusive.

    Raises:
        MisconfiguredError: the conf cannot be read.
    """
    if not conf.get("source"):
        return None
    outlets = [one.strip() for one in str(conf.get("outlets") or "").split(",") if one.strip()]
    try:
        margin = int(str(conf.get("margin", 1)))
    except ValueError as error:
        raise MisconfiguredError(f"margin: {error}") from error
    scope = scope_of(first, end - timedelta(microseconds=1), outlets, margin)
    return Order(source=source_of(str(conf["source"])), scope=scope)
