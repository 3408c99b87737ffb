"""What came without being asked for: files of the drop folder, deliveries of hubs."""

from collections.abc import Iterator
from functools import partial

from ingest.archive import Archive, ArchivedCapture, Dropped, Inbox, Received
from ingest.capture.arrivals import Found, take
from ingest.capture.dropped import captures_of_document, captures_of_exchanges, captures_of_wire
from ingest.errors import NothingPublished
from ingest.records import Capture, Run
from ingest.settings import Settings
from ingest.warehouse import Warehouse, rows
from ingest.workers import GaveUp, Workers


def capture_dropped(archive: Archive, warehouse: Warehouse, *, run: Run, settings: Settings) -> str | None:
    """Take the files of the drop folder into a segment of their own, each once, and move them away.

    Killed before the segment is in place, the files still lie there; killed after it, the next call finds
    their captures and only moves them.

    Returns:
        The new segment; None where nothing was there to take, or another run takes it now.

    Raises:
        OutOfSpace, NoHome: the segment cannot be written, or a file cannot be moved.
    """
    day = f"{run.started_at:%Y-%m-%d}"
    with (
        archive.alone_with_dropped() as is_alone,
        Workers(settings.workers, item_seconds=settings.item_seconds) as workers,
    ):
        if not is_alone:
            return None
        settle = partial(archive.settle, day=day)
        return take(
            partial(_read_dropped, archive, workers, settings.page_bytes),
            captured=partial(_captured, archive, warehouse), write=partial(archive.write_captures, run),
            settle=lambda file, why: settle(file, refusal=why),
        )  # fmt: skip


def capture_pushed(archive: Archive, warehouse: Warehouse, *, run: Run) -> str | None:
    """Take what hubs brought into a segment of its own, each delivery once, and empty the inbox.

    Returns, raises, and what a kill leaves: as `capture_dropped`.
    """
    inbox = archive.inbox
    with inbox.alone() as is_alone:
        if not is_alone:
            return None
        return take(
            partial(_read_inbox, inbox), captured=partial(_captured, archive, warehouse),
            write=partial(archive.write_captures, run), settle=lambda received, _: inbox.settle(received),
        )  # fmt: skip


def _read_inbox(inbox: Inbox) -> Iterator[tuple[Received, Found]]:
    """Each file, without its capture, and that."""
    for received in inbox.received():
        found = (received.capture,) if received.capture else received.refusal
        yield received.model_copy(update={"capture": None}), found


def _read_dropped(archive: Archive, workers: Workers, byte_limit: int) -> Iterator[tuple[Dropped, Found]]:
    """Each file, without its bytes, and its captures or why it is refused."""
    for dropped in archive.dropped(byte_limit=byte_limit):
        found: Found = dropped.refusal
        if not found and dropped.is_warc:
            records = archive.exchanges(dropped, byte_limit=byte_limit)
            found = captures_of_exchanges(dropped.name, records, modified_at=dropped.modified_at)
        elif not found:
            of = partial(captures_of_document, dropped.name, dropped.payload, part=partial(_parted, workers))
            found = of(modified_at=dropped.modified_at, sidecar=dropped.sidecar)
        yield dropped.model_copy(update={"payload": b""}), found


def _parted(workers: Workers, document: Capture) -> tuple[Capture, ...]:
    """An agency's items, read where that can be killed; a document that needs that stays as it is."""
    (parts,) = workers.map(captures_of_wire, (document,))
    return (document,) if isinstance(parts, GaveUp) else parts


def _captured(archive: Archive, warehouse: Warehouse, ids: list[str]) -> set[str]:
    """Which of these captures are in the archive already."""
    if not ids:
        return set()
    loaded = warehouse.published_segments()
    pending = {
        found.capture.capture_id
        for segment in archive.segments()
        if segment not in loaded
        for found in archive.read_captures(segment)
        if isinstance(found, ArchivedCapture)
    }
    try:
        with warehouse.reader() as connection:
            return pending | {one for (one,) in rows(connection, "capture/select_captured", ids=ids)}
    except NothingPublished:
        return pending
