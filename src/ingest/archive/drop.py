"""The drop folder: files that people or other systems lay below INGEST_HOME to be captured.

Whoever lays a file there writes it under a name that starts with `.` or ends in `.part` or `.tmp` and renames
it when it is whole. A file is moved away only after the segment that holds it is in place.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

from pydantic import AwareDatetime

from ingest.archive.framing import Damage
from ingest.archive.reading import ArchivedCapture, captures_in
from ingest.archive.segments import disk_errors
from ingest.archive.sliced import SlicedFile
from ingest.records import Capture, Record

DROP = "drop"
SIDECAR = ".meta.json"
_UNFINISHED = (".part", ".tmp")
_FILES = 1_000  # a run: the next one takes those behind them
_SIDECAR_BYTES = 100_000
_WARC = (".warc", ".warc.gz")
_WARC_BYTES = 4_000_000_000
_RECORD_ROOM = 1_000_000  # bytes of a record around the body


class Dropped(Record):
    """A whole file of the drop folder; `refusal` says why its bytes were not taken."""

    name: str
    payload: bytes = b""  # of a WARC file none: see `exchanges`
    modified_at: AwareDatetime
    sidecar: bytes | None = None  # the content of NAME.meta.json
    refusal: str = ""

    @property
    def is_warc(self) -> bool:
        """Whether the file holds exchanges rather than one document."""
        return is_warc(self.name)


def is_warc(name: str) -> bool:
    """Whether a file is called a WARC file."""
    return name.lower().endswith(_WARC)


def exchanges(home: Path, dropped: Dropped, *, byte_limit: int) -> Iterator[Capture | Damage]:
    """What a WARC file of the folder holds, in its order; nothing where the file is another one by now.

    Args:
        home: whose folder it is.
        dropped: a file that `dropped_files` named.
        byte_limit: of a body; a record that is larger counts as damage.

    Raises:
        NoHome: the file cannot be read.
    """
    with disk_errors(home), _opened(home / DROP / dropped.name) as descriptor:
        if descriptor is not None and _modified_at(os.fstat(descriptor)) == dropped.modified_at:
            limit = byte_limit + _RECORD_ROOM
            for found in captures_in(SlicedFile(descriptor), "", dropped.name, at_most=limit):
                if isinstance(found, ArchivedCapture):
                    yield found.capture
                else:
                    yield Damage(found.warc_offset, found.reason)


@contextmanager
def _opened(path: Path) -> Iterator[int | None]:
    """A file, if there is one: never a link, never a pipe that waits."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def dropped_files(home: Path, *, byte_limit: int) -> Iterator[Dropped]:
    """The files that lie in the folder now, by name; those that change while they are read are left.

    Raises:
        NoHome: the folder cannot be read.
    """
    for name in waiting(home)[:_FILES]:
        dropped = read_file(home / DROP, name, byte_limit)
        if dropped is not None:
            yield dropped


def waiting(home: Path) -> list[str]:
    """The names of the whole files that lie in the folder, sorted.

    Raises:
        NoHome: the folder cannot be read.
    """
    with disk_errors(home):
        try:
            return sorted(entry.name for entry in os.scandir(home / DROP) if _is_file(entry))
        except FileNotFoundError:
            return []


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
        limit = _WARC_BYTES if found.is_warc else byte_limit
        if before.st_size > limit:
            return found.model_copy(update={"refusal": f"more than {limit} bytes"})
        payload = _content(folder / name, 0 if found.is_warc else limit)  # whether it can be read shows here
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
