"""The drop folder: files that people or other systems lay below INGEST_HOME to be captured.

Whoever lays a file there writes it under a name that starts with `.` or ends in `.part` or `.tmp` and renames
it when it is whole. A file is moved away only after the segment that holds it is in place.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

from pydantic import AwareDatetime

from ingest.archive.segments import disk_errors
from ingest.records import Record

DROP = "drop"
SIDECAR = ".meta.json"
_UNFINISHED = (".part", ".tmp")
_FILES = 1_000  # a run: the next one takes those behind them
_SIDECAR_BYTES = 100_000


class Dropped(Record):
    """A whole file of the drop folder; `refusal` says why its bytes were not taken."""

    name: str
    payload: bytes = b""
    modified_at: AwareDatetime
    sidecar: bytes | None = None  # the content of NAME.meta.json
    refusal: str = ""


def dropped_files(home: Path, *, byte_limit: int) -> Iterator[Dropped]:
    """The files that lie in the folder now, by name; those that change while they are read are left.

    Raises:
        NoHome: the folder cannot be read.
    """
    with disk_errors(home):
        try:
            names = sorted(entry.name for entry in os.scandir(home / DROP) if _is_file(entry))
        except FileNotFoundError:
            return
    for name in names[:_FILES]:
        dropped = read_file(home / DROP, name, byte_limit)
        if dropped is not None:
            yield dropped


def settle(home: Path, dropped: Dropped, *, day: str, refusal: str) -> None:
    """Move a file and its sidecar to `taken/DAY`, or to `refused/DAY` with a line that says why."""
    with disk_errors(home):
        if not _is_as_it_was(home / DROP / dropped.name, dropped):
            return  # another file of this name came meanwhile: it is taken with the next run
        folder = home / DROP / ("refused" if refusal else "taken") / day
        folder.mkdir(parents=True, exist_ok=True)
        name, number = dropped.name, 1
        while os.path.lexists(folder / name):
            number += 1
            name = f"{number}-{dropped.name}"
        if refusal:
            (folder / f"{name}.why").write_text(f"{refusal}\n", encoding="utf-8")
        _move(home / DROP / (dropped.name + SIDECAR), folder / (name + SIDECAR))
        _move(home / DROP / dropped.name, folder / name)


def _is_as_it_was(path: Path, dropped: Dropped) -> bool:
    try:
        return _modified_at(path.lstat()) == dropped.modified_at
    except FileNotFoundError:
        return False


def _modified_at(status: os.stat_result) -> datetime:
    return datetime.fromtimestamp(status.st_mtime, UTC)


def _move(path: Path, to: Path) -> None:
    try:
        path.rename(to)  # of a link its name is moved, never what it points at
    except FileNotFoundError:
        return


def is_offered(name: str) -> bool:
    """Whether a name is that of a whole file, and none that belongs to another."""
    return not name.startswith(".") and not name.endswith((*_UNFINISHED, SIDECAR))


def _is_file(entry: "os.DirEntry[str]") -> bool:
    return is_offered(entry.name) and not entry.is_dir(follow_symlinks=False)


def read_file(folder: Path, name: str, byte_limit: int) -> Dropped | None:
    """A file with its sidecar; None where it goes or changes while it is read."""
    try:
        before = (folder / name).lstat()
        found = Dropped(name=name, modified_at=_modified_at(before))
        if not S_ISREG(before.st_mode):
            return found.model_copy(update={"refusal": "a link or a device, not a file"})
        if before.st_size > byte_limit:
            return found.model_copy(update={"refusal": f"more than {byte_limit} bytes"})
        payload = _content(folder / name, byte_limit)
        sidecar = _sidecar(folder / (name + SIDECAR))
        after = (folder / name).lstat()
    except FileNotFoundError:  # taken away meanwhile
        return None
    except OSError as error:
        return found.model_copy(update={"refusal": f"cannot be read: {error.strerror or error}"})
    is_still = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return found.model_copy(update={"payload": payload, "sidecar": sidecar}) if is_still else None


def _content(path: Path, byte_limit: int) -> bytes:
    """At most so many bytes; a link that took the file's place meanwhile is an error, a pipe never waits."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        return file.read(byte_limit)


def _sidecar(path: Path) -> bytes | None:
    try:
        return _content(path, _SIDECAR_BYTES)
    except FileNotFoundError:
        return None
