"""The captures of one WARC file, in order, and what in it cannot be read. Pure."""

from collections.abc import Iterator

from ingest.archive import foreign, runs, warc
from ingest.archive.framing import Bytes, Damage, Frame, frame_at, frames, last_frame
from ingest.archive.warc_format import RECORD_BYTES, DamagedRecordError, WarcRecord, parsed
from ingest.errors import UnreadableCapture
from ingest.records import Capture, FeedEntry, Record, Run

_MALFORMED = (
    ValueError,
    KeyError,
    TypeError,
    RecursionError,
    OverflowError,
)  # DamagedRecordError is a ValueError
_CLOSING_BYTES = 4_096  # more than the record that closes a salvaged segment has


class ArchivedCapture(Record):
    """A capture and where it stands: what a row of the warehouse points at."""

    capture: Capture
    warc_file: str  # relative to INGEST_HOME
    warc_offset: int  # bytes


class UnreadableRecord(Record):
    """A place in a segment that holds no readable record, or a capture whose feed entry is lost."""

    segment_id: str
    warc_file: str
    warc_offset: int
    reason: str


def captures_in(
    file: Bytes, segment_id: str, warc_file: str, *, at_most: int = RECORD_BYTES
) -> Iterator[ArchivedCapture | UnreadableRecord]:
    """Everything in a file, in its order; no content makes this raise. Records of more bytes are not read."""
    for frame in frames(file, at_most=at_most):
        for found in _found(file, frame):
            if isinstance(found, Capture):
                yield ArchivedCapture(capture=found, warc_file=warc_file, warc_offset=frame.offset)
            else:
                yield UnreadableRecord(
                    segment_id=segment_id, warc_file=warc_file, warc_offset=frame.offset, reason=found
                )


def found_in(file: Bytes, frame: Frame | Damage) -> tuple[Capture | str, ...]:
    """The capture of a frame, if it holds one, and what is wrong with it; no content makes this raise."""
    return tuple(_found(file, frame))


def capture_in(file: Bytes, offset: int) -> Capture:
    """The capture that stands at an offset.

    Raises:
        UnreadableCapture: none does, or it cannot be read; the text is the reason.
    """
    try:
        found = list(_found(file, frame_at(file, offset)))
    except DamagedRecordError as error:
        raise UnreadableCapture(str(error)) from error
    for one in found:
        if isinstance(one, Capture):
            return one
    raise UnreadableCapture(str(found[0]) if found else "this record is no capture")


def run_in(file: Bytes, *, otherwise: Run) -> Run:
    """The run that the file's first record names; `otherwise` where it names none or cannot be read.

    The last record says whether the run's writer was killed (see `ingest.archive.salvage`).
    """
    try:
        first, _ = parsed(frame_at(file, 0).content)
    except DamagedRecordError:
        return otherwise
    run = runs.run_of(first, otherwise=otherwise) if first.kind == "warcinfo" else otherwise
    return run.model_copy(update={"dropped_bytes": _dropped_bytes(file)})


def _dropped_bytes(file: Bytes) -> int | None:
    frame = last_frame(file, at_most=_CLOSING_BYTES)
    if frame is None:
        return None
    try:
        return runs.dropped_bytes_in(parsed(frame.content)[0])
    except DamagedRecordError:
        return None


def _found(file: Bytes, frame: Frame | Damage) -> Iterator[Capture | str]:
    """The capture of a frame, if it holds one, and what is wrong with it."""
    if isinstance(frame, Damage):
        yield frame.reason
        return
    try:
        record, has_company = parsed(frame.content)
        capture = _capture(record)
    except _MALFORMED as error:
        yield _reason(error)
        return
    if capture is not None:
        yield from _completed(file, frame, capture, record.get("Ingest-Entry"))
    if has_company:  # a file and an offset could not tell them apart
        yield "only the first of several records in one gzip member is read: `warcio recompress` repairs it"


def _completed(file: Bytes, frame: Frame, capture: Capture, entry_id: str | None) -> Iterator[Capture | str]:
    if entry_id is None:
        yield capture
        return
    try:
        entry = _entry_behind(file, frame, entry_id)
    except _MALFORMED as error:
        yield capture
        yield f"the feed entry that led to this page is lost: {_reason(error)}"
    else:
        yield capture.model_copy(update={"entry": entry})


def _capture(record: WarcRecord) -> Capture | None:
    if warc.is_ours(record):
        return warc.capture_of(record)
    return foreign.capture_of(record) if foreign.holds_capture(record) else None


def _entry_behind(file: Bytes, frame: Frame, entry_id: str) -> FeedEntry:
    behind, _ = parsed(frame_at(file, frame.end).content)
    if behind.get("WARC-Record-ID") != entry_id:
        raise DamagedRecordError("another record follows")
    return warc.entry_of(behind)


def _reason(error: Exception) -> str:
    if isinstance(error, DamagedRecordError):
        return str(error)
    complaint = str(error).replace("\n", " ")[:200]
    return f"a field does not hold what it must ({type(error).__name__}: {complaint})"
