"""A source in parts of bounded size, each one segment: the same parts whenever they are made. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from ingest.history.manifest import Manifest, Taken
from ingest.history.order import Scope
from ingest.records import Capture, CaptureKind, Channel, FetchOutcome, identity

CAPTURES = 1_000  # of one part
BODY_BYTES = 32_000_000  # of one part's captures, which are in memory together
SOURCE_BYTES = 256_000_000  # read for one part, also where nobody wants what stands there
FAR_BYTES = 32_000_000  # the same where each byte comes from somebody else: what a kill costs
FILES = 500  # of one part, where a file is one capture

_DROPPED = re.compile("^dropped (?:as|in) ")
_NOWHERE = "https://backfill.invalid/"  # RFC 6761 section 6.4: no such name is ever resolved


class File(Protocol):
    """A file of a source."""

    @property
    def name(self) -> str:
        """Relative path."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def modified_at(self) -> datetime | None:
        """When it was last written; None: nobody says."""


class Held(Protocol):
    """What one record of a WARC file is."""

    @property
    def start(self) -> int:
        """Bytes into the file."""

    @property
    def end(self) -> int:
        """Where the next record may begin."""

    @property
    def capture(self) -> Capture | None:
        """The capture, if it is one that is asked for."""

    @property
    def damage(self) -> str:
        """Why it cannot be read."""

    @property
    def is_outside(self) -> bool:
        """A capture that is not asked for."""


@dataclass
class Part:
    """Ranges of files that become one segment together."""

    ranges: list[Taken] = field(default_factory=list)
    captures: list[list[Capture]] = field(default_factory=list)  # of each range

    @property
    def name(self) -> str:
        """The same for the same part, another for any other."""
        ranges = (f"{one.file}:{one.start}:{one.end}:{one.size}:{one.digest}" for one in self.ranges)
        return identity("part", *ranges)

    def add(self, taken: Taken, captures: list[Capture]) -> None:
        """One more range."""
        self.ranges.append(taken)
        self.captures.append(captures)


Records = Callable[[str, int], Iterable[Held]]
"""`records(file, start)`: the records of a WARC file from an offset on."""
Digest = Callable[[str, int, int], str]
"""`digest(file, start, end)`: SHA-256 of a range, hexadecimal."""
ReadFiles = Callable[[Iterable[File]], Iterator[tuple[Capture, ...] | str]]
"""The captures of each file in turn, or why it has none."""
Exchange = Callable[[str, Capture], Capture | None]
"""`exchange(file, capture)`: what a WARC file holds, as it is kept; None: it is neither a page nor a feed."""


@dataclass(frozen=True)
class Reader:
    """How WARC files are read."""

    records: Records
    exchange: Exchange  # makes what it holds ours
    digest: Digest
    at: datetime  # the instant under which damage is written down
    until: datetime  # what was captured after it is damage: a clock was wrong
    is_far: bool = False
    """Files cost requests: parts are smaller, and a file of the same size and time is taken for the same."""


def parts_of_warc(files: Iterable[File], manifest: Manifest, reader: Reader) -> Iterator[Part]:
    """What is left of WARC files, in parts.

    Args:
        files: in the order in which they are to be read.
        manifest: what was taken before; a file at hand that differs is read from its start.
        reader: reads them.
    """
    for file in files:
        start = _resumed(file, manifest, None if reader.is_far else reader.digest)
        if start is None:
            continue
        reading = _Reading(file, start, reader)
        for held in reader.records(file.name, start):
            if reading.is_full:
                yield reading.part(held.start)
                reading = _Reading(file, held.start, reader)
            reading.add(held)
        yield reading.part(file.size, is_last=True)


def _resumed(file: File, manifest: Manifest, digest: Digest | None) -> int | None:
    """Where to go on in a file; None: it was taken whole. What was taken is compared where that is cheap."""
    last = manifest.last_of(file.name, file.size, file.modified_at)
    if last is None:
        return 0
    if last.is_last:
        return None
    return last.end if digest is None or digest(file.name, last.start, last.end) == last.digest else 0


class _Reading:
    """One part in the making."""

    def __init__(self, file: File, start: int, reader: Reader) -> None:
        self._file, self._start, self._reader = file, start, reader
        self._end = start
        self._captures: list[Capture] = []
        self._body_bytes = self._outside = self._damaged = 0

    @property
    def is_full(self) -> bool:
        return (
            len(self._captures) >= CAPTURES
            or self._body_bytes >= BODY_BYTES
            or self._end - self._start >= (FAR_BYTES if self._reader.is_far else SOURCE_BYTES)
        )

    def add(self, held: Held) -> None:
        self._end = max(self._end, held.end)
        if held.damage:
            self.damage(held.start, held.damage)
        elif held.capture is not None and held.capture.fetched_at > self._reader.until:
            self.damage(held.start, f"captured at {held.capture.fetched_at}, still to come")
        elif held.capture is not None and (capture := self._reader.exchange(self._file.name, held.capture)):
            self._captures.append(_of_history(capture))
            self._body_bytes += len(capture.body)
        self._outside += held.is_outside

    def damage(self, offset: int, reason: str) -> None:
        self._captures.append(damaged(self._file.name, offset, reason, at=self._reader.at))
        self._damaged += 1

    def part(self, end: int, *, is_last: bool = False) -> Part:
        part = Part()
        part.add(
            Taken(
                file=self._file.name, size=self._file.size, modified_at=self._file.modified_at,
                start=self._start, end=end, is_last=is_last, outside=self._outside, damaged=self._damaged,
                digest=self._reader.digest(self._file.name, self._start, end),
            ),
            self._captures,
        )  # fmt: skip
        return part


def parts_of_files(
    files: Iterable[File], manifest: Manifest, *, read: ReadFiles, scope: Scope, at: datetime
) -> Iterator[Part]:
    """What is left of files that each are a document, in parts; see `parts_of_warc`."""
    left = [one for one in files if manifest.last_of(one.name, one.size, one.modified_at) is None]
    part, size = Part(), 0
    for file, found in zip(left, read(left), strict=True):
        taken, captures = _range_of(file, found, scope, at)
        part.add(taken, captures)
        size += sum(len(capture.body) for capture in captures)
        if len(part.ranges) >= FILES or size >= BODY_BYTES:
            yield part
            part, size = Part(), 0
    if part.ranges:
        yield part


def _range_of(
    file: File, found: tuple[Capture, ...] | str, scope: Scope, at: datetime
) -> tuple[Taken, list[Capture]]:
    whole = Taken(
        file=file.name, size=file.size, modified_at=file.modified_at, start=0, end=file.size, is_last=True
    )
    if isinstance(found, str):
        return whole.model_copy(update={"damaged": 1}), [damaged(file.name, 0, found, at=at)]
    wanted = [one for one in found if scope.wants(one.url, one.fetched_at.isoformat())]
    digest = identity("document", *(one.payload_sha256 or "" for one in found))
    taken = whole.model_copy(update={"digest": digest, "outside": len(found) - len(wanted)})
    return taken, [_of_history(one) for one in wanted]


def damaged(file: str, offset: int, reason: str, *, at: datetime, unit: str = "byte") -> Capture:
    """The line in the books of what cannot be read, at an address that says where it stands."""
    url = f"{_NOWHERE}{quote(file)}?offset={offset}"
    return Capture(
        capture_id=identity("damage", file, str(offset), reason),
        kind=CaptureKind.PAGE,
        url=url,
        final_url=url,
        fetched_at=at,
        outcome=FetchOutcome.UNDECODABLE,
        detail=f"{file} at {unit} {offset}: {reason}",
        channel=Channel.BACKFILL,
    )


def is_damage(capture: Capture) -> bool:
    """Whether `damaged` made this."""
    return capture.url.startswith(_NOWHERE)


def _of_history(capture: Capture) -> Capture:
    """A capture that no poll takes for its own."""
    detail = _DROPPED.sub("from ", capture.detail)
    return capture.model_copy(update={"channel": Channel.BACKFILL, "detail": detail})
