"""The door of history: reads sources, writes segments and the manifest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.archive import Archive, ArchivedCapture, HeldFile, Holdings, Journal
from ingest.errors import NothingPublished, OutOfSpace, UnreadableFile
from ingest.history.documents import Document, ReadDocument, read_document
from ingest.history.known import Known
from ingest.history.manifest import Begun, Manifest, Taken
from ingest.history.order import Direction, Order, SourceKind
from ingest.history.parts import Exchange, File, Part, is_damage, parts_of_files, parts_of_warc
from ingest.history.plan import Plan, plan_of_files
from ingest.records import Capture, Record, Run, RunMode
from ingest.settings import Settings
from ingest.warehouse import Warehouse, rows
from ingest.workers import GaveUp, Workers

_SUFFIXES = {
    SourceKind.WARC: (".warc", ".warc.gz", ".arc", ".arc.gz"),
    SourceKind.FILES: ("",),  # a file of another kind is refused by name
}

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Stores:
    """What a backfill reads and writes, and what it is told."""

    archive: Archive
    warehouse: Warehouse
    settings: Settings
    read_document: ReadDocument
    exchange: Exchange
    progress: Progress


class Limits(Record):
    """After how much a run stops; the next one goes on."""

    byte_limit: int | None = None  # of the source


class Backfilled(Record):
    """What one run of a backfill did."""

    job_id: str
    segments: tuple[str, ...]
    kept: int  # captures
    known: int  # that the archive had already
    outside: int  # of other outlets or days
    damaged: int  # records and files that could not be read; each is in the books
    bytes_read: int
    is_complete: bool  # nothing is left of what was asked for


def plan_history(order: Order, stores: Stores, *, limits: Limits) -> Plan:
    """What a backfill would read, and what of it is there already; nothing is written.

    Raises:
        UnreadableFile: there is no such source.
    """
    manifest = Manifest(stores.archive.journal_lines(order.job_id))
    return plan_of_files(
        order, _files(order), manifest,
        free_bytes=stores.archive.free_bytes(), byte_limit=limits.byte_limit,
    )  # fmt: skip


def take_history(order: Order, stores: Stores, *, limits: Limits, now: datetime, software: str) -> Backfilled:
    """Take what is left of a backfill. Killed anywhere, the next call goes on and ends with the same archive.

    Raises:
        JournalBusy: another process runs this very backfill.
        OutOfSpace: the plan needs more disk than there is, or the disk is full.
        UnreadableFile: there is no such source.
    """
    plan = plan_history(order, stores, limits=limits)
    if plan.refusal:
        raise OutOfSpace(plan.refusal)
    with stores.archive.journal(order.job_id) as journal:
        return _Backfill(order, stores, journal, Begun(order=order, started_at=now, software=software)).take(
            limits, of=plan.bytes_to_read
        )


def _files(order: Order) -> tuple[HeldFile, ...]:
    """The files of a source in the order in which they are read."""
    files = Holdings(Path(order.source.place)).files(_SUFFIXES[order.source.kind])
    return files[::-1] if order.direction is Direction.NEWEST else files


class _Backfill:
    """One run of one order: parts of the source become segments, one after the other."""

    def __init__(self, order: Order, stores: Stores, journal: Journal, begun: Begun) -> None:
        self._order, self._stores, self._journal = order, stores, journal
        self._manifest = Manifest(journal.lines)
        if self._manifest.begun is None:
            journal.append([begun.model_dump_json()])
            self._manifest = Manifest(journal.lines)
        self._begun = self._manifest.begun or begun
        self._known = Known(_waiting(stores), lambda ids: _loaded(stores, ids))

    def take(self, limits: Limits, *, of: int) -> Backfilled:
        done: list[Taken] = []
        read = 0
        for part in self._parts():
            if limits.byte_limit is not None and read >= limits.byte_limit:
                return self._report(done, read, is_complete=False)
            done += self._take(part)
            read += sum(taken.end - taken.start for taken in part.ranges)
            self._stores.progress("backfill", read, of)
        return self._report(done, read, is_complete=True)

    def _parts(self) -> Iterator[Part]:
        order, holdings = self._order, Holdings(Path(self._order.source.place))
        if order.source.kind is SourceKind.WARC:
            yield from parts_of_warc(
                _files(order), self._manifest,
                digest=holdings.digest, exchange=self._stores.exchange, at=self._begun.started_at,
                records=lambda name, start: holdings.records(name, start=start, wants=order.scope.wants),
            )  # fmt: skip
        else:
            yield from parts_of_files(
                _files(order), self._manifest,
                scope=order.scope, at=self._begun.started_at, read=partial(self._documents, holdings),
            )  # fmt: skip

    def _documents(self, holdings: Holdings, files: Iterable[File]) -> Iterator[tuple[Capture, ...] | str]:
        """What each file holds, read where that can be killed."""
        settings = self._stores.settings
        with Workers(settings.workers, item_seconds=settings.item_seconds) as workers:
            documents = (
                _document(holdings, file.name, settings.page_bytes, self._stores.read_document)
                for file in files
            )
            for found in workers.map(read_document, documents):
                yield f"reading it was given up: {found.reason}" if isinstance(found, GaveUp) else found

    def _take(self, part: Part) -> list[Taken]:
        """A segment of what is lacking, then its lines: killed between them, nothing is taken twice."""
        lacking = self._known.lacking(capture for captures in part.captures for capture in captures)
        segment = self._stores.archive.write_held(self._run(part), lacking) if lacking else ""
        fresh = {id(capture) for capture in lacking}
        taken = [
            _counted(one, captures, fresh, segment)
            for one, captures in zip(part.ranges, part.captures, strict=True)
        ]
        self._journal.append(one.model_dump_json() for one in taken)
        for one in taken:
            self._manifest.add(one)
        return taken

    def _run(self, part: Part) -> Run:
        """A part's own run, named after it: whoever takes the part again would write the same segment."""
        return Run(
            run_id=f"backfill-{self._order.job_id}-{part.name}",
            mode=RunMode.BACKFILL,
            started_at=self._begun.started_at,
            software=self._begun.software,
        )

    def _report(self, done: list[Taken], read: int, *, is_complete: bool) -> Backfilled:
        return Backfilled(
            job_id=self._order.job_id,
            segments=tuple(dict.fromkeys(taken.segment for taken in done if taken.segment)),
            kept=sum(taken.kept for taken in done),
            known=sum(taken.known for taken in done),
            outside=sum(taken.outside for taken in done),
            damaged=sum(taken.damaged for taken in done),
            bytes_read=read,
            is_complete=is_complete,
        )


def _counted(taken: Taken, captures: list[Capture], fresh: set[int], segment: str) -> Taken:
    sound = [id(capture) for capture in captures if not is_damage(capture)]
    kept = len(fresh.intersection(sound))
    return taken.model_copy(
        update={"kept": kept, "known": len(sound) - kept, "segment": segment if kept else ""}
    )


def _document(holdings: Holdings, name: str, byte_limit: int, read: ReadDocument) -> Document:
    try:
        held = holdings.document(name, byte_limit=byte_limit)
    except UnreadableFile as error:
        return Document(read, name, b"", datetime.min.replace(tzinfo=UTC), None, str(error))
    return Document(read, name, held.payload, held.modified_at, held.sidecar, held.refusal)


def _waiting(stores: Stores) -> Iterator[str]:
    """The ids of captures in segments that are not loaded."""
    loaded = stores.warehouse.published_segments()
    for segment in stores.archive.segments():
        if segment not in loaded:
            for found in stores.archive.read_captures(segment):
                if isinstance(found, ArchivedCapture):
                    yield found.capture.capture_id


def _loaded(stores: Stores, ids: list[str]) -> set[str]:
    try:
        with stores.warehouse.reader() as connection:
            return {one for (one,) in rows(connection, "capture/select_captured", ids=ids)}
    except NothingPublished:
        return set()
