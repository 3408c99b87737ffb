"""Tombstones on disk, and segments, tables and files without what was deleted."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from ingest.archive import segments, warc
from ingest.archive.drop import DROP
from ingest.archive.framing import Bytes, Damage, Frame, frames
from ingest.archive.reading import found_in
from ingest.archive.segments import disk_errors, mapped, new_file
from ingest.archive.warc_format import DamagedRecordError, parsed, serialised
from ingest.archive.withholding import Tombstone
from ingest.errors import UnreadableFile
from ingest.records import Capture

DELETIONS = "deletions.jsonl"

Rewrite = Callable[[Capture], Capture]


def read_tombstones(home: Path) -> tuple[Tombstone, ...]:
    """What was deleted, in its order.

    Raises:
        UnreadableFile: a line is none of ours: nothing may be written before somebody has looked.
    """
    path = home / DELETIONS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(Tombstone.model_validate_json(line) for line in lines)
    except (FileNotFoundError, NotADirectoryError):  # a home that is a file is told when it is written to
        return ()
    except (OSError, ValueError, ValidationError) as error:
        raise UnreadableFile(f"{path}: cannot be read ({str(error).splitlines()[0]})") from error


def save_tombstones(home: Path, tombstones: Iterable[Tombstone]) -> None:
    """Replace the list, atomically."""
    with new_file(home / DELETIONS, home=home, replace=True, area="deleted") as file, disk_errors(home):
        file.write("".join(f"{stone.model_dump_json()}\n" for stone in tombstones).encode())


def rewrite_segment(home: Path, segment_id: str, rewrite: Rewrite) -> bool:
    """Replace a segment by one whose captures are rewritten; records that don't change stay byte for byte.

    Returns:
        Whether anything changed. A segment that is not there any more has nothing to change.

    Raises:
        UnreadableCapture: the file cannot be opened.
    """
    path = home / segments.segment_file(segment_id)
    if not path.exists():
        return False
    with mapped(path) as content:
        pieces = _pieces(content, rewrite)
        if not any(has_changed for _, has_changed in pieces):
            return False
        with new_file(path, home=home, replace=True, area="deleted") as file, disk_errors(home):
            for piece, _ in _pieces(content, rewrite):
                file.write(piece)
    return True


def _pieces(content: Bytes, rewrite: Rewrite) -> Iterator[tuple[bytes, bool]]:
    """The file, record by record, and whether a record is another than it was."""
    end, dropped_entry = 0, ""
    for frame in frames(content):
        if isinstance(frame, Damage):
            continue  # the bytes between two sound records are copied with the next one
        before, end = content[end : frame.offset], frame.end
        record_id = _record_id(frame)
        if dropped_entry and record_id == dropped_entry:
            dropped_entry = ""
            yield before, True
            continue
        fresh, entry = _rewritten(content, frame, rewrite)
        if fresh is None:
            yield before + content[frame.offset : frame.end], False
        else:
            dropped_entry = entry
            yield before + fresh, True
    yield content[end : len(content)], False


def _rewritten(content: Bytes, frame: Frame, rewrite: Rewrite) -> tuple[bytes | None, str]:
    """The records in place of a capture, and the id of the entry behind it that goes with the old one."""
    capture = next((one for one in found_in(content, frame) if isinstance(one, Capture)), None)
    if capture is None:
        return None, ""
    fresh = rewrite(capture)
    if fresh == capture:
        return None, ""
    return b"".join(map(serialised, warc.records_of(fresh))), warc.record_id(f"entry/{capture.capture_id}")


def _record_id(frame: Frame) -> str:
    try:
        return parsed(frame.content)[0].get("WARC-Record-ID") or ""
    except DamagedRecordError:
        return ""


def forget_tables(home: Path, segment_id: str) -> None:
    """Remove whatever was derived from a segment, by any producer."""
    with disk_errors(home):
        for folder in home.glob(f"*/*/{segment_id}"):
            if folder.parts[-3] not in {segments.CAPTURES, "warehouse"} and folder.is_dir():
                shutil.rmtree(folder)


def forget_taken(home: Path, days: Iterable[str]) -> None:
    """Remove the dropped files that were taken on these days: segments hold all that is left of them."""
    with disk_errors(home):
        for day in days:
            shutil.rmtree(home / DROP / "taken" / day, ignore_errors=True)


def forget_producers(home: Path, area: str, kept: str) -> int:
    """Remove the tables of an area that another producer than this one derived; the bytes that this frees."""
    freed = 0
    with disk_errors(home):
        for folder in sorted((home / area).glob("[!.]*")):
            if folder.is_dir() and folder.name != kept:
                freed += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
                shutil.rmtree(folder)
    return freed
