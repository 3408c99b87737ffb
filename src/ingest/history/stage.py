"""The door of history: reads sources, writes segments and the manifest."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pydantic import Field

from ingest.archive import Archive, ArchivedCapture, HeldFile, Holdings, Journal
from ingest.errors import NothingPublished, OutOfSpace, UnreadableBody, UnreadableFile
from ingest.history.documents import Document, ReadDocument, read_document
from ingest.history.known import Known
from ingest.history.listed import PASSING, Lead, Listed, firsts_of, inflated
from ingest.history.lists import LISTS, Lists, lists_of
from ingest.history.manifest import Begun, Ended, Manifest, Taken
from ingest.history.order import Direction, Order, SourceKind
from ingest.history.parts import Exchange, File, Part, damaged, is_damage, parts_of_files, parts_of_warc
from ingest.history.plan import GROWTH, PAGE_BYTES, Bounds, Plan, plan_of_files, plan_of_lists, refusal_of
from ingest.history.tally import Tally
from ingest.history.walk import Batch, Unread, again, walk
from ingest.parsing.payload import decoded_body
from ingest.records import Capture, CaptureKind, FetchOutcome, Record, Run, RunMode
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


class Limits(Record):
    """After how much a run stops; the next one goes on."""

    byte_limit: int | None = None  # of the source
    requests_a_second: float | None = Field(default=None, gt=0)  # None: as the settings say


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
        with stores.archive.journal(order.job_id) as journal, _asking(order, stores, limits) as asking:
            return _ListBackfill(order, stores, journal, begun, asking).take(limits, now)
    plan = plan_history(order, stores, limits=limits, now=now)
    if plan.refusal:
        raise OutOfSpace(plan.refusal)
    with stores.archive.journal(order.job_id) as journal:
        return _Backfill(order, stores, journal, begun).take(limits, of=plan.bytes_to_read)


def _files(order: Order) -> tuple[HeldFile, ...]:
    """The files of a source in the order in which they are read."""
    files = Holdings(Path(order.source.place)).files(_SUFFIXES[order.source.kind])
    return files[::-1] if order.direction is Direction.NEWEST else files


class _Work:
    """One run of one order."""

    def __init__(self, order: Order, stores: Stores, journal: Journal, begun: Begun) -> None:
        self._order, self._stores, self._journal = order, stores, journal
        self._manifest = Manifest(journal.lines)
        if self._manifest.begun is None:
            journal.append([begun.model_dump_json()])
            self._manifest = Manifest(journal.lines)
        self._begun = self._manifest.begun or begun
        self._known = _known(stores)

    def _run(self, name: str) -> Run:
        """A part's own run, named after it: whoever takes the part again would write the same segment."""
        return Run(
            run_id=f"backfill-{self._order.job_id}-{name}",
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


class _Backfill(_Work):
    """Parts of files that are at hand become segments, one after the other."""

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
        segment = self._stores.archive.write_held(self._run(part.name), lacking) if lacking else ""
        fresh = {id(capture) for capture in lacking}
        taken = [
            _counted(one, captures, fresh, segment)
            for one, captures in zip(part.ranges, part.captures, strict=True)
        ]
        self._journal.append(one.model_dump_json() for one in taken)
        for one in taken:
            self._manifest.add(one)
        return taken


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
def _asking(order: Order, stores: Stores, limits: Limits) -> Iterator[_Asking]:
    with open_stream(stores.web(_settings(stores, limits))) as fetch:
        yield _Asking(order, lists_of(order), stores, fetch)


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


def _batches(asking: _Asking, manifest: Manifest, order: Order, now: datetime) -> Iterator[Batch]:
    """What is left of a source, what requests of earlier runs left before it."""
    lists = asking.lists
    yield from again(manifest.left, manifest.attempts, now)
    yield from walk(lists.starts, manifest, ask=asking.list_at, read=lists.read, order=order, now=now)


def _plan_of_lists(order: Order, stores: Stores, limits: Limits, now: datetime) -> Plan:
    manifest = Manifest(stores.archive.journal_lines(order.job_id))
    settings = _settings(stores, limits)
    with _asking(order, stores, limits) as asking:
        return plan_of_lists(
            order, _batches(asking, manifest, order, now),
            unseen=_known(stores).unseen, address=asking.lists.address,
            bounds=Bounds(
                host_spacing=settings.host_spacing, requests_a_second=settings.requests_a_second,
                free_bytes=stores.archive.free_bytes(), byte_limit=limits.byte_limit,
            ),
        )  # fmt: skip


class _ListBackfill(_Work):
    """Batches of pages that lists name become segments, one after the other."""

    def __init__(self, order: Order, stores: Stores, journal: Journal, begun: Begun, asking: _Asking) -> None:
        super().__init__(order, stores, journal, begun)
        self._asking = asking

    def take(self, limits: Limits, now: datetime) -> Backfilled:
        done: list[Taken] = []
        read, is_whole = 0, True
        for batch in _batches(self._asking, self._manifest, self._order, now):
            if limits.byte_limit is not None and read >= limits.byte_limit:
                return self._report(done, read, is_complete=False)
            taken, size = self._take(batch)
            done.append(taken)
            read += size
            is_whole = is_whole and not batch.is_unread
            self._stores.progress("backfill", sum(one.kept for one in done), 0)
        is_complete = is_whole and not self._manifest.left
        if is_complete:
            self._journal.append([Ended(ended_at=now).model_dump_json()])
        return self._report(done, read, is_complete=is_complete)

    def _take(self, batch: Batch) -> tuple[Taken, int]:
        """A segment of what is lacking, then its line: killed between them, nothing is asked for twice."""
        run, tally = self._run(batch.name), Tally(batch)
        segment = self._written(run)
        if segment:
            is_told = any(taken.segment == segment for taken in self._manifest.taken)
            for capture in _captures(self._stores, segment):
                tally.note(capture, is_known=is_told)
        else:
            segment = self._fetched(run, batch, tally)
        taken = tally.taken(segment)
        if not batch.is_unread:
            self._journal.append([taken.model_dump_json()])
            self._manifest.add(taken)
        return taken, tally.bytes_read

    def _written(self, run: Run) -> str:
        """The segment of a run that was killed before it wrote its line, or that saw the same list before."""
        return next((one for one in self._stores.archive.segments() if one.endswith(run.run_id)), "")

    def _fetched(self, run: Run, batch: Batch, tally: Tally) -> str:
        where, at = batch.lead.url, self._begun.started_at
        odd = self._known.lacking(
            damaged(where, one.position, one.why, at=at, unit="item") for one in batch.misfits
        )
        items = batch.wanted if batch.lead.is_again else self._known.unseen(batch.wanted)
        tally.known += len(batch.wanted) - len(items)
        needed = int(sum(item.size or PAGE_BYTES for item in items) * GROWTH)
        if refusal := refusal_of(needed, self._stores.archive.free_bytes()):
            raise OutOfSpace(refusal)
        if not odd and not items:
            return ""
        pages = self._asked(items, tally)
        return self._stores.archive.write_held(run, chain(odd, pages))

    def _asked(self, items: Iterable[Listed], tally: Tally) -> Iterator[Capture]:
        for item, capture in self._asking.pages(items):
            if item is not None:
                self._known.note(capture)
                tally.note(capture)
            yield capture


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
            yield from _captures(stores, segment)


def _captures(stores: Stores, segment: str) -> Iterator[Capture]:
    for found in stores.archive.read_captures(segment):
        if isinstance(found, ArchivedCapture):
            yield found.capture


def _of_snapshot(stores: Stores, name: str, parameter: str, asked: list[str], **more: object) -> set[str]:
    """Which of some texts a statement finds in the published snapshot."""
    try:
        with stores.warehouse.reader() as connection:
            return {one for (one,) in rows(connection, name, **{parameter: asked}, **more)}
    except NothingPublished:
        return set()
