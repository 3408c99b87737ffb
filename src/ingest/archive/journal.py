"""Journals: what a piece of work has done so far, a line a step, so that it goes on wherever it was killed.

A line counts when its line feed is on disk; a torn last line is cut off by the next writer.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ingest.archive.segments import disk_errors, sync
from ingest.errors import JournalBusy

HISTORY = "history"
_SUFFIX = ".jsonl"


class Journal:
    """An open journal; nobody else writes it meanwhile."""

    def __init__(self, file: BinaryIO, home: Path) -> None:
        """Read what is there and cut a torn end off."""
        self._file = file
        self._home = home
        with disk_errors(home):
            content = file.read()
            whole = content.rfind(b"\n") + 1
            file.truncate(whole)
            file.seek(whole)
        self.lines: tuple[str, ...] = tuple(_text(content).splitlines())

    def append(self, lines: Iterable[str]) -> None:
        """Add lines, durably.

        Raises:
            OutOfSpace: the disk is full.
        """
        fresh = tuple(lines)
        with disk_errors(self._home):
            self._file.write("".join(f"{line}\n" for line in fresh).encode())
            self._file.flush()
            os.fsync(self._file.fileno())
        self.lines += fresh


@contextmanager
def opened_journal(home: Path, name: str) -> Iterator[Journal]:
    """See `Archive.journal`."""
    path = _path(home, name)
    with disk_errors(home):
        for folder in (home, path.parent):
            folder.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        sync(path.parent)
    with os.fdopen(descriptor, "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JournalBusy(f"{path}: another process is at work on this backfill") from None
        yield Journal(file, home)


def lines_of_journal(home: Path, name: str) -> tuple[str, ...]:
    """See `Archive.journal_lines`."""
    try:
        content = _path(home, name).read_bytes()
    except FileNotFoundError:
        return ()
    return tuple(_text(content).splitlines())


def _path(home: Path, name: str) -> Path:
    return home / HISTORY / f"{name}{_SUFFIX}"


def _text(content: bytes) -> str:
    return content[: content.rfind(b"\n") + 1].decode("utf-8", "replace")
