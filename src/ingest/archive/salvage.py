"""What a killed writer left becomes a segment: every whole capture is kept, the torn end is cut off.

A segment's writer hands each capture to the operating system at once, so SIGKILL costs at most the one
that was being written; a power cut costs what was written since the last sync. A leftover is worked on
in place and each step can be repeated, so a salvage that is killed is finished by the next one.
"""

import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from time import monotonic
from typing import BinaryIO, NamedTuple

from ingest.archive import runs, warc
from ingest.archive.framing import Bytes, Frame, frames
from ingest.archive.segments import (
    CAPTURES,
    PARTIAL,
    WARC_SUFFIX,
    disk_errors,
    leftovers,
    move_beside_nothing,
    segment_file,
    sync,
)
from ingest.archive.warc_format import DamagedRecordError, WarcRecord, date_of, parsed, serialised
from ingest.errors import PermanentError, UnreadableCapture

SYNC_SECONDS = 5.0
SYNC_BYTES = 16_000_000
"""A power cut may cost what was written after the last sync, which is at most this old or this much."""


class Appender:
    """Writes captures so that none is lost with its process; measured in docs/archive.md."""

    def __init__(self, file: BinaryIO) -> None:
        """Append to a file that was just made."""
        self._file = file
        self._unsynced = 0
        self._synced_at = monotonic()

    def append(self, records: Iterable[WarcRecord]) -> None:
        """Hand records that belong together to the operating system, in one piece.

        Raises:
            OSError: the disk is full, or fails.
        """
        members = b"".join(map(serialised, records))
        self._file.write(members)
        self._file.flush()
        self._unsynced += len(members)
        if self._unsynced >= SYNC_BYTES or monotonic() - self._synced_at >= SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._unsynced, self._synced_at = 0, monotonic()


def salvage(home: Path) -> tuple[str, ...]:
    """Make segments of what killed writers left; what living ones write stays as it is.

    Returns:
        The segments that are new, in order of time.

    Raises:
        OutOfSpace, NoHome: see `disk_errors`.
    """
    found = []
    with disk_errors(home):
        for leftover, descriptor in leftovers(home / CAPTURES / PARTIAL):
            with suppress(UnreadableCapture):  # a file of somebody else stays where it is
                segment_id = leftover.name.rpartition(WARC_SUFFIX)[0]
                if _is_salvaged(leftover, descriptor, home / segment_file(segment_id), segment_id):
                    found.append(segment_id)
    return tuple(sorted(found))


class _Whole(NamedTuple):
    """What of a leftover can be kept."""

    end: int = 0  # bytes
    captures: int = 0
    last_at: datetime | None = None  # of the last capture
    is_closed: bool = False  # a salvage that was killed came this far


def _is_salvaged(leftover: Path, descriptor: int, final: Path, segment_id: str) -> bool:
    """Give a leftover its name, or remove it where it holds no capture or another file has its name."""
    whole = _whole_part(descriptor)
    is_new = whole.last_at is not None and not final.exists()
    if is_new and whole.last_at is not None:
        if not whole.is_closed:
            _close(descriptor, segment_id, whole, whole.last_at)
        os.fsync(descriptor)
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
            move_beside_nothing(leftover, final)
        except PermanentError:  # somebody was quicker
            is_new = False
        sync(final.parent)
    leftover.unlink(missing_ok=True)
    return is_new


def _close(descriptor: int, segment_id: str, whole: _Whole, at: datetime) -> None:
    """Cut the torn end off and write down that it was cut off."""
    dropped = os.fstat(descriptor).st_size - whole.end
    os.ftruncate(descriptor, whole.end)
    closing = serialised(runs.record_of_salvage(segment_id, at, dropped))
    if os.pwrite(descriptor, closing, whole.end) < len(closing):
        raise OSError(ENOSPC, os.strerror(ENOSPC))  # the next salvage cuts this end off again


def _whole_part(descriptor: int) -> _Whole:
    if os.fstat(descriptor).st_size == 0:
        return _Whole()
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as content:
        return whole_part(content)


def whole_part(file: Bytes) -> _Whole:
    """How far a file holds whole captures; one whose feed entry is cut off is none."""
    whole, waiting = _Whole(), None
    for frame, record in _records(file):
        if runs.dropped_bytes_in(record) is not None:
            whole = whole._replace(end=frame.end, is_closed=True)
            continue
        entry = record.get("Ingest-Entry")
        if entry is not None:
            waiting = (entry, record)
            continue
        capture = record
        if waiting is not None and record.get("WARC-Record-ID") == waiting[0]:
            capture = waiting[1]
        waiting = None
        whole = _with(whole, capture, frame.end)
    return whole


def _with(whole: _Whole, record: WarcRecord, end: int) -> _Whole:
    if not warc.is_ours(record):
        return whole._replace(end=end, is_closed=False)
    return _Whole(end, whole.captures + 1, date_of(record))


def _records(file: Bytes) -> Iterator[tuple[Frame, WarcRecord]]:
    """Every sound record; what stands between them is damage, which readers tell of."""
    for frame in frames(file):
        if isinstance(frame, Frame):
            with suppress(DamagedRecordError):
                yield frame, parsed(frame.content)[0]
