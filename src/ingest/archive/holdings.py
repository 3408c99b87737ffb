"""Files that others hold: folders of WARC, pages and wire items. Read in place, never changed."""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import AwareDatetime

from ingest.archive.drop import Dropped
from ingest.archive.files import files_below, read_dropped
from ingest.archive.framing import Bytes, Damage, Frame, frames
from ingest.archive.reading import found_in
from ingest.archive.segments import mapped
from ingest.errors import UnreadableCapture
from ingest.records import Capture, Record

Wants = Callable[[str, str], bool]
"""`wants(url, date)`: whether a record's capture is asked for, by its WARC header as it is written."""

_HEAD = re.compile(rb"\r?\n\r?\n")
_TARGET = re.compile(rb"^WARC-Target-URI:[ \t]*<?([^\r\n>]*)", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(rb"^WARC-Date:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(rb"^WARC-Type:[ \t]*(response|revisit|resource)\b", re.IGNORECASE | re.MULTILINE)
_OURS = re.compile(rb"^Ingest-Outcome:", re.IGNORECASE | re.MULTILINE)
_HEAD_BYTES = 1 << 16


class HeldFile(Record):
    """One file of a folder."""

    name: str  # relative, with `/`
    size: int  # bytes
    modified_at: AwareDatetime


class HeldRecord(Record):
    """One record of a WARC file: a capture, what is wrong, or nothing that is asked for."""

    start: int  # bytes into the file
    end: int
    capture: Capture | None = None
    damage: str = ""
    is_outside: bool = False  # a capture, but not one that is asked for


class Holdings:
    """A folder or a file of somebody else."""

    def __init__(self, place: Path) -> None:
        """Touch nothing yet."""
        self.place = place

    def files(self, suffixes: tuple[str, ...]) -> tuple[HeldFile, ...]:
        """The files whose names end so (in any case), folder by folder, by name.

        Raises:
            UnreadableFile: there is no such folder or file.
        """
        if self.place.is_file():
            return (self._held(self.place, self.place.name),)
        return tuple(
            self._held(path, path.relative_to(self.place).as_posix())
            for path in files_below(self.place)
            if path.name.lower().endswith(suffixes)
        )

    def document(self, name: str, *, byte_limit: int) -> Dropped:
        """A file with its sidecar; `refusal` says why its bytes were not taken.

        Raises:
            UnreadableFile: it was changed or taken away while it was read.
        """
        return read_dropped(self._path(name), byte_limit=byte_limit)

    def records(self, name: str, *, start: int, wants: Wants) -> Iterator[HeldRecord]:
        """Every record of a WARC file from an offset on; bodies of captures that nobody wants stay unread.

        A file that cannot be opened is a damage at its start.
        """
        try:
            with mapped(self._path(name)) as content:
                yield from records_in(content, start=start, wants=wants)
        except UnreadableCapture as error:
            yield HeldRecord(start=start, end=start, damage=str(error))

    def digest(self, name: str, start: int, end: int) -> str:
        """SHA-256 of a range of a file, hexadecimal; of nothing where it cannot be opened."""
        sha256 = hashlib.sha256()
        with suppress(UnreadableCapture), mapped(self._path(name)) as content:
            for at in range(start, min(end, len(content)), 1 << 22):
                sha256.update(content[at : min(at + (1 << 22), end)])
        return sha256.hexdigest()

    def _held(self, path: Path, name: str) -> HeldFile:
        try:
            status = path.stat()
        except OSError:  # a link that leads nowhere: reading it says so
            return HeldFile(name=name, size=0, modified_at=datetime.fromtimestamp(0, UTC))
        return HeldFile(
            name=name, size=status.st_size, modified_at=datetime.fromtimestamp(status.st_mtime, UTC)
        )

    def _path(self, name: str) -> Path:
        return self.place if self.place.is_file() else self.place / name


def records_in(content: Bytes, *, start: int, wants: Wants) -> Iterator[HeldRecord]:
    """Every record of a WARC file from an offset on; bodies of captures that nobody wants stay unread.

    A range of the file that cannot be had (UnreadableCapture) is a damage where its record begins.
    """
    at = start
    try:
        for frame in frames(content, start=start):
            at = frame.offset
            yield from _records(content, frame, wants)
    except UnreadableCapture as error:
        yield HeldRecord(start=at, end=at, damage=str(error))


def _records(content: Bytes, frame: Frame | Damage, wants: Wants) -> Iterator[HeldRecord]:
    if isinstance(frame, Damage):
        yield HeldRecord(start=frame.offset, end=frame.offset, damage=frame.reason)
        return
    head = _head(frame.content)
    is_capture = bool(_KIND.search(head) or _OURS.search(head))
    if not is_capture or not _is_wanted(head, wants):
        yield HeldRecord(start=frame.offset, end=frame.end, is_outside=is_capture)
        return
    found = found_in(content, frame) or ("",)
    for one in found:
        if isinstance(one, Capture):
            yield HeldRecord(start=frame.offset, end=frame.end, capture=one)
        else:
            yield HeldRecord(start=frame.offset, end=frame.end, damage=one)


def _head(content: bytes) -> bytes:
    match = _HEAD.search(content, 0, _HEAD_BYTES)
    return content[: match.start() if match else _HEAD_BYTES]


def _is_wanted(head: bytes, wants: Wants) -> bool:
    target, at = _TARGET.search(head), _DATE.search(head)
    return wants(
        target[1].decode("utf-8", "replace").strip() if target else "",
        at[1].decode("ascii", "replace").strip() if at else "",
    )
