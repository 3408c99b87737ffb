"""The door of history: reads sources, writes segments and the manifest."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ingest.archive import (
    Archive,
    ArchivedCapture,
    HeldFile,
    HeldRecord,
    Holdings,
    RangedFile,
    records_in,
)
from ingest.errors import (
    NothingPublished,
    OutOfSpace,
    UnreadableBody,
    UnreadableFile,
)
from ingest.history.cc_news import RANGE_BYTES
from ingest.history.documents import Document, ReadDocument, read_document
from ingest.history.far import FarFile
from ingest.history.known import Known
from ingest.history.listed import PASSING, Lead, Listed, firsts_of, inflated
from ingest.history.lists import LISTS, Lists, lists_of
from ingest.history.manifest import Begun, Manifest
from ingest.history.order import Direction, Order, SourceKind
from ingest.history.parts import Exchange, File, Part, Reader, parts_of_files, parts_of_warc
from ingest.history.plan import Bounds, Limits, Plan, plan_of_files, plan_of_lists
from ingest.history.tally import Backfilled
from ingest.history.walk import CLOCK, Unread
from ingest.history.work import FileWork, Job, ListWork, batches_of
from ingest.parsing.payload import decoded_body
from ingest.records import Capture, CaptureKind, FetchOutcome, Run
from ingest.settings import Settings
from ingest.warehouse import Warehouse, rows
from ingest.web import Request, Stream, Web, open_stream
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
    web: Callable[[Settings], Web]


def plan_history(order: Order, stores: Stores, *, limits: Limits, now: datetime) -> Plan:
    """What a backfill would read, and what of it is there already; nothing is written.

    Raises:
        UnreadableFile: there is no such source.
    """
    if order.source.kind in LISTS:
        return _plan_of_lists(order, stores, limits, now)
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
    begun = Begun(order=order, started_at=now, software=software)
    if order.source.kind in LISTS:
        with _job(order, stores, begun, limits, now) as job, _asking(order, stores, limits, now) as asking:
            return ListWork(job, asking).take()
    plan = plan_history(order, stores, limits=limits, now=now)
    if plan.refusal:
        raise OutOfSpace(plan.refusal)
    with _job(order, stores, begun, limits, now) as job:
        work = FileWork(job)
        return work.take(_parts(order, stores, work), of=plan.bytes_to_read)


@contextmanager
def _job(order: Order, stores: Stores, begun: Begun, limits: Limits, now: datetime) -> Iterator[Job]:
    with stores.archive.journal(order.job_id) as journal:
        store = _Segments(stores.archive)
        yield Job(order, begun, now, limits, _known(stores), store, journal, stores.progress)


class _Segments:
    """The archive, as a backfill writes it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_run = {one.partition("-")[2]: one for one in archive.segments()}
        self.free_bytes = archive.free_bytes

    def write(self, run: Run, captures: Iterable[Capture]) -> str:
        segment = self._archive.write_held(run, captures)
        self._by_run[run.run_id] = segment
        return segment

    def written(self, run: Run) -> str:
        return self._by_run.get(run.run_id, "")

    def captures(self, segment: str) -> Iterator[Capture]:
        for found in self._archive.read_captures(segment):
            if isinstance(found, ArchivedCapture):
                yield found.capture


# --- files at hand ------------------------------------------------------------------------------------


def _files(order: Order) -> tuple[HeldFile, ...]:
    """The files of a source in the order in which they are read."""
    files = Holdings(Path(order.source.place)).files(_SUFFIXES[order.source.kind])
    return files[::-1] if order.direction is Direction.NEWEST else files


def _parts(order: Order, stores: Stores, work: FileWork) -> Iterator[Part]:
    holdings, files, at = Holdings(Path(order.source.place)), _files(order), work.begun.started_at
    if order.source.kind is SourceKind.FILES:
        read = partial(_documents, holdings, stores)
        return parts_of_files(files, work.manifest, scope=order.scope, at=at, read=read)

    def records(name: str, start: int) -> Iterator[HeldRecord]:
        return holdings.records(name, start=start, wants=order.scope.wants)

    reader = Reader(records, stores.exchange, holdings.digest, at, until=work.until)
    return parts_of_warc(files, work.manifest, reader)


def _documents(
    holdings: Holdings, stores: Stores, files: Iterable[File]
) -> Iterator[tuple[Capture, ...] | str]:
    """What each file holds, read where that can be killed."""
    settings = stores.settings
    with Workers(settings.workers, item_seconds=settings.item_seconds) as workers:
        documents = (
            _document(holdings, file.name, settings.page_bytes, stores.read_document) for file in files
        )
        for found in workers.map(read_document, documents):
            yield f"reading it was given up: {found.reason}" if isinstance(found, GaveUp) else found


def _document(holdings: Holdings, name: str, byte_limit: int, read: ReadDocument) -> Document:
    try:
        held = holdings.document(name, byte_limit=byte_limit)
    except UnreadableFile as error:
        return Document(read, name, b"", datetime.min.replace(tzinfo=UTC), None, str(error))
    return Document(read, name, held.payload, held.modified_at, held.sidecar, held.refusal)


# --- lists --------------------------------------------------------------------------------------------


class _Asking:
    """Where lists and their pages come from."""

    def __init__(self, order: Order, lists: Lists, stores: Stores, fetch: Stream) -> None:
        self.lists = lists
        self._order, self._stores, self._fetch = order, stores, fetch

    def list_at(self, lead: Lead) -> bytes | Unread:
        """A list, inflated."""
        limit = self.lists.byte_limit
        if self._order.source.is_local and lead in self.lists.starts:
            return _local_list(Path(lead.url), limit)
        request = Request(kind=CaptureKind.FEED, url=lead.url, byte_limit=limit)
        (capture,) = self._fetch([request])
        if capture.outcome is not FetchOutcome.FETCHED:
            why = f"{capture.outcome}: {capture.detail}"
            return Unread(why=why, is_passing=capture.outcome in PASSING)
        try:
            return inflated(decoded_body(capture, limit=limit), limit=limit)
        except UnreadableBody as error:
            return Unread(why=str(error), is_passing=error.reason == "truncated")

    def file_parts(self, url: str, job: Job, manifest: Manifest) -> Iterator[Part]:
        """What is left of a WARC file that a list names."""
        far = FarFile(url, self._range)
        far.open(manifest.last_of_version(url))
        content = RangedFile(far.size, far.read, range_bytes=RANGE_BYTES, start=far.start, held=far.first)

        def records(_name: str, start: int) -> Iterator[HeldRecord]:
            if far.refusal:
                yield HeldRecord(start=0, end=0, damage=far.refusal)
            yield from records_in(content, start=start, wants=job.order.scope.wants)

        def digest(_name: str, start: int, end: int) -> str:
            found = content.digest(start, end)
            content.forget(end)
            return found

        at = (manifest.begun or job.begun).started_at
        reader = Reader(records, self._stores.exchange, digest, at, job.now + CLOCK, is_far=True)
        return parts_of_warc([far], manifest, reader)

    def _range(self, url: str, start: int, end: int) -> Capture:
        asked = Request(kind=CaptureKind.FEED, url=url, byte_limit=end - start, byte_range=(start, end - 1))
        (answer,) = self._fetch([asked])
        return answer

    def pages(self, items: Iterable[Listed]) -> Iterator[tuple[Listed | None, Capture]]:
        """The capture of each page, those that repeat another behind it; None: of a robots.txt."""
        lists = self.lists
        first, later = firsts_of(items) if lists.repeat else (list(items), [])
        bodies: dict[tuple[str, str], Capture] = {}
        for item, capture in self._answers(first):
            if item is not None and item.digest and capture.outcome is FetchOutcome.FETCHED:
                bodies[item.url, item.digest] = capture.model_copy(update={"body": b""})
            yield item, capture
        if lists.repeat is None:
            return
        for item in later:
            if (item.url, item.digest) in bodies:
                yield item, lists.repeat(item, bodies[item.url, item.digest])
        yield from self._answers([item for item in later if (item.url, item.digest) not in bodies])

    def _answers(self, items: Iterable[Listed]) -> Iterator[tuple[Listed | None, Capture]]:
        lists = self.lists
        asked = {lists.address(item): item for item in items}
        kind = CaptureKind.PAGE if lists.asks_robots else CaptureKind.FEED
        limit = self._stores.settings.page_bytes
        for answer in self._fetch([Request(kind=kind, url=url, byte_limit=limit) for url in asked]):
            item = asked.get(answer.url) if answer.kind is kind else None
            yield item, answer if item is None else lists.capture(item, answer)


@contextmanager
def _asking(order: Order, stores: Stores, limits: Limits, now: datetime) -> Iterator[_Asking]:
    with open_stream(stores.web(_settings(stores, limits))) as fetch:
        yield _Asking(order, lists_of(order, now), stores, fetch)


def _settings(stores: Stores, limits: Limits) -> Settings:
    rate = limits.requests_a_second
    return stores.settings if rate is None else stores.settings.model_copy(update={"requests_a_second": rate})


def _local_list(path: Path, limit: int) -> bytes | Unread:
    held = Holdings(path).document(path.name, byte_limit=limit)
    if held.refusal:
        return Unread(why=held.refusal, is_passing=False)
    try:
        return inflated(held.payload, limit=limit)
    except UnreadableBody as error:
        return Unread(why=str(error), is_passing=False)


def _plan_of_lists(order: Order, stores: Stores, limits: Limits, now: datetime) -> Plan:
    manifest, settings = Manifest(stores.archive.journal_lines(order.job_id)), _settings(stores, limits)
    with _asking(order, stores, limits, now) as asking:
        lists = asking.lists
        return plan_of_lists(
            order, batches_of(lists, asking, manifest, order, now), lists=lists,
            unseen=manifest.not_whole if lists.are_files else _known(stores).unseen,
            bounds=Bounds(
                host_spacing=settings.host_spacing, requests_a_second=settings.requests_a_second,
                free_bytes=stores.archive.free_bytes(), byte_limit=limits.byte_limit,
            ),
        )  # fmt: skip


# --- what is there --------------------------------------------------------------------------------------


def _known(stores: Stores) -> Known:
    return Known(
        _waiting(stores), partial(_of_snapshot, stores, "capture/select_captured", "ids"),
        pages=partial(
            _of_snapshot, stores, "history/select_seen_pages", "urls", passing=sorted(PASSING)
        ),
    )  # fmt: skip


def _waiting(stores: Stores) -> Iterator[Capture]:
    """The captures in segments that are not loaded."""
    loaded = stores.warehouse.published_segments()
    for segment in stores.archive.segments():
        if segment not in loaded:
            yield from _Segments(stores.archive).captures(segment)


def _of_snapshot(stores: Stores, name: str, parameter: str, asked: list[str], **more: object) -> set[str]:
    """Which of some texts a statement finds in the published snapshot."""
    try:
        with stores.warehouse.reader() as connection:
            return {one for (one,) in rows(connection, name, **{parameter: asked}, **more)}
    except NothingPublished:
        return set()
