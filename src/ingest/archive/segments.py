"""Where files of the archive live, and how one appears: whole and durable, or not at all.

A file or folder is written below `<area>/.partial/`, synced, and moved to its name in one
step. Its writer holds a lock (flock) on it, which the kernel drops when the process dies:
that tells a leftover, which the next writer sweeps (or salvages, where it holds captures), from
work in progress, which it leaves.
"""

import errno
import fcntl
import mmap
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from ingest.errors import NoHome, OutOfSpace, PermanentError, UnreadableCapture
from ingest.records import Run

CAPTURES = "captures"
PARTIAL = ".partial"
WARC_SUFFIX = ".warc.gz"

_STAMP = "%Y%m%dT%H%M%S%fZ"
_SEGMENT = re.compile(r"(?P<stamp>[0-9]{8}T[0-9]{12}Z)-(?P<run_id>[A-Za-z0-9][A-Za-z0-9._+-]{0,120})")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+=@,-]{0,150}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NOT_OURS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR})
_BUFFER_BYTES = 1 << 20


# --- names --------------------------------------------------------------------------------------------


def segment_name(run: Run) -> str:
    """The segment that a run writes; names sort by time.

    Raises:
        PermanentError: the run's id cannot stand in a file name.
    """
    name = f"{run.started_at.astimezone(UTC):{_STAMP}}-{run.run_id}"
    if not _SEGMENT.fullmatch(name):
        raise PermanentError(f"run id {run.run_id!r} cannot name a file: use letters, digits and . _ + -")
    return name


def segment_parts(segment_id: str) -> tuple[datetime, str]:
    """When a segment's run started, and its id.

    Raises:
        UnreadableCapture: this is not the name of a segment.
    """
    match = _SEGMENT.fullmatch(segment_id)
    with suppress(ValueError):
        if match:
            return datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC), match["run_id"]
    raise UnreadableCapture(
        f"{segment_id!r} is not the name of a segment, such as 20240220T103400000000Z-run"
    )


def segment_file(segment_id: str) -> str:
    """Path of a segment's WARC file, relative to the home: `captures/YYYY/MM/DD/<segment>.warc.gz`."""
    started_at, _ = segment_parts(segment_id)
    return f"{CAPTURES}/{started_at:%Y/%m/%d}/{segment_id}{WARC_SUFFIX}"


def segments_in(home: Path) -> tuple[str, ...]:
    """Every complete segment, in order of time."""
    files = (home / CAPTURES).glob(f"[0-9]*/[0-9]*/[0-9]*/*{WARC_SUFFIX}")
    names = (file.name.removesuffix(WARC_SUFFIX) for file in files)
    return tuple(sorted(name for name in names if _SEGMENT.fullmatch(name)))


def newest_in(home: Path) -> str:
    """The last complete segment in order of time, without looking at the others; empty: there is none."""
    folder = home / CAPTURES
    for _ in ("year", "month", "day"):
        folder = max(folder.glob("[0-9]*"), default=folder)
    files = (file.name.removesuffix(WARC_SUFFIX) for file in folder.glob(f"*{WARC_SUFFIX}"))
    return max((name for name in files if _SEGMENT.fullmatch(name)), default="")


def checked_name(name: str) -> str:
    """An area, producer or table as a path's part.

    Raises:
        PermanentError: it would leave its folder, or is no portable file name.
    """
    if not _NAME.fullmatch(name) or name in {CAPTURES, "warehouse"}:
        raise PermanentError(
            f"{name!r} cannot name a folder of the archive: use letters, digits and . _ + = @ , -"
        )
    return name


# --- errors -------------------------------------------------------------------------------------------


@contextmanager
def disk_errors(home: Path) -> Iterator[None]:
    """Say what the operating system complains about as one line that helps.

    Raises:
        OutOfSpace: the disk or the quota is full.
        NoHome: the folder is missing, is no folder, or cannot be written.
        PermanentError: the disk fails in another way.
    """
    try:
        yield
    except OSError as error:
        raise _translated(error, home) from error


def _translated(error: OSError, home: Path) -> OutOfSpace | PermanentError:
    if error.errno in _FULL:
        return OutOfSpace(
            f"{home}: the disk is full ({_free(home)}). Free some space or move INGEST_HOME, then run again: "
            "nothing incomplete was kept, nothing complete was lost."
        )
    if error.errno in _NOT_OURS:
        where = error.filename or home
        return NoHome(
            f"{home}: cannot write ({os.strerror(error.errno or 0)}: {where}). "
            "INGEST_HOME must be a folder that this user may write, in a folder that exists."
        )
    return PermanentError(f"{home}: the disk fails ({error}). Check the device, then run again.")


def _free(home: Path) -> str:
    try:
        usage = shutil.disk_usage(home)
    except OSError:
        return "how full is unknown"
    return f"{usage.free / 1e6:,.1f} MB of {usage.total / 1e6:,.1f} MB free"


# --- whole or not at all ------------------------------------------------------------------------------


@contextmanager
def new_file(final: Path, *, home: Path, replace: bool = False, area: str = "") -> Iterator[BinaryIO]:
    """A file below the home that appears at `final`, durably, when the block ends well.

    The block's own writes go through `disk_errors`; what else it raises passes through unchanged.
    It is written below `area`, by default the first folder of its path: what is left by a killed writer
    is swept there, or salvaged.

    Raises:
        PermanentError: without `replace`, there is such a file already; it stays as it is.
        NoHome, OutOfSpace: see `disk_errors`.
    """
    with _partial_file(final, home, area) as (partial, file):
        try:
            yield file
            with disk_errors(home):
                _to_disk(file)
                partial.replace(final) if replace else move_beside_nothing(partial, final)
                sync(final.parent)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def new_segment(final: Path, *, home: Path) -> Iterator[BinaryIO]:
    """As `new_file`, but what a block that fails has written stays where `ingest.archive.salvage` finds it.

    Raises:
        PermanentError: there is such a file already; it stays as it is.
        NoHome, OutOfSpace: see `disk_errors`.
    """
    with _partial_file(final, home) as (partial, file):
        with disk_errors(home):
            sync(partial.parent)  # after a power cut the file must be found before it can be salvaged
        yield file
        with disk_errors(home):
            _to_disk(file)
            move_beside_nothing(partial, final)
            sync(final.parent)
            partial.unlink(missing_ok=True)


@contextmanager
def _partial_file(final: Path, home: Path, area: str = "") -> Iterator[tuple[Path, BinaryIO]]:
    with disk_errors(home):
        partial, descriptor = _claim(_ready(final, home, area), final.name, is_folder=False)
        file = os.fdopen(descriptor, "wb", buffering=_BUFFER_BYTES)
    try:
        yield partial, file
    finally:
        with suppress(OSError):  # on a full disk the buffer cannot be flushed: the block has raised already
            file.close()


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def new_folder(final: Path, *, home: Path) -> Iterator[Path]:
    """A folder below the home that appears at `final` when the block ends well; an existing one stays.

    Raises:
        NoHome, OutOfSpace: see `disk_errors`.
    """
    with disk_errors(home):
        partial, descriptor = _claim(_ready(final, home), final.name, is_folder=True)
    try:
        yield partial
        with disk_errors(home):
            os.fsync(descriptor)
            try:
                partial.rename(final)  # fails where a folder with files is in place: no race
            except OSError as error:
                if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                    raise
            sync(final.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        os.close(descriptor)


@contextmanager
def durable_file(path: Path, *, home: Path) -> Iterator[BinaryIO]:
    """A file inside a `new_folder`, on disk when the block ends."""
    with disk_errors(home):
        file = path.open("xb", buffering=_BUFFER_BYTES)
    try:
        yield file
        with disk_errors(home):
            _to_disk(file)
    finally:
        with suppress(OSError):
            file.close()


def _ready(final: Path, home: Path, area: str = "") -> Path:
    """Make the folders that a new file needs, clear leftovers away, and say where to write it first."""
    areas = (area,) if area else final.relative_to(home).parts[:-1][:1]
    workplace = home.joinpath(*areas, PARTIAL)
    _make_folders(final.parent, home)
    _make_folders(workplace, home)
    _sweep(workplace)
    return workplace


def _make_folders(folder: Path, home: Path) -> None:
    below = folder.relative_to(home).parts
    for step in (home, *(home.joinpath(*below[: depth + 1]) for depth in range(len(below)))):
        try:
            step.mkdir()  # not its parents: a home in a missing folder is a mistake, or an absent disk
        except FileExistsError:
            if not step.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, "a file is in the way", str(step)) from None
        else:
            sync(step.parent)


def leftovers(workplace: Path) -> Iterator[tuple[Path, int]]:
    """What killed writers left in a folder, each locked and open for the caller while it looks at it.

    What a living process writes is locked and is passed over.
    """
    for leftover in sorted(workplace.glob(f"*{PARTIAL}")):
        with suppress(FileNotFoundError, BlockingIOError, PermissionError):
            descriptor = os.open(leftover, os.O_RDONLY if leftover.is_dir() else os.O_RDWR)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if leftover.exists():  # else whoever held the lock before us has seen to it
                    yield leftover, descriptor
            finally:
                os.close(descriptor)


@contextmanager
def alone_in(folder: Path, *, home: Path) -> Iterator[bool]:
    """Whether no other process empties this folder now, which then holds until the block ends.

    False as well where there is no such folder.
    """
    with disk_errors(home):
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            descriptor = None
    if descriptor is None:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)


def _sweep(workplace: Path) -> None:
    """Remove leftovers, other than those of segments: `ingest.archive.salvage` looks after them."""
    if workplace.parent.name == CAPTURES:
        return
    for leftover, _ in leftovers(workplace):
        with suppress(FileNotFoundError):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def _claim(folder: Path, name: str, *, is_folder: bool) -> tuple[Path, int]:
    while True:
        partial = folder / f"{name}.{token_hex(6)}{PARTIAL}"
        if is_folder:
            partial.mkdir()
            flags = os.O_RDONLY | os.O_DIRECTORY
        else:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with suppress(FileNotFoundError):
            descriptor = os.open(partial, flags, 0o666)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if partial.exists():  # else a sweeper came between the two lines above: try again
                return partial, descriptor
            os.close(descriptor)


def move_beside_nothing(partial: Path, final: Path) -> None:
    """Give a file its name, and raise `PermanentError` where there is such a file."""
    try:
        final.hardlink_to(partial)  # unlike a rename, a link never replaces
    except FileExistsError:
        raise already_there(final) from None
    except OSError:  # a file system without hard links: look first, which is as good as it gets there
        if final.exists():
            raise already_there(final) from None
        partial.rename(final)


def move_tables(folder: Path, to: Path) -> None:
    """Move a folder, to another disk too; one that is in its place stays."""
    if to.exists():
        return
    partial = to.with_name(f".{to.name}{PARTIAL}")
    shutil.rmtree(partial, ignore_errors=True)
    shutil.copytree(folder, partial)
    partial.rename(to)
    sync(to.parent)


def already_there(final: Path) -> PermanentError:
    """The complaint about a file that would have to be replaced."""
    return PermanentError(
        f"{final}: is in the archive already and stays as it is. A new run needs a new run id."
    )


def sync(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def mapped(path: Path) -> Iterator[bytes | mmap.mmap]:
    """The content of a file, paged in as it is read.

    Raises:
        UnreadableCapture: it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                yield b""
                return
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                yield content
    except OSError as error:
        raise UnreadableCapture(f"{path}: cannot be read ({error.strerror or error})") from error
