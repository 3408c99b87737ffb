"""One run of one order: parts of its source become segments, one after the other. Pure.

A segment is written, then its lines in the manifest. Whoever is killed between them finds the segment, and
takes nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Protocol

from ingest.errors import OutOfSpace, SourceUnavailable
from ingest.history.known import Known
from ingest.history.listed import Lead, Listed
from ingest.history.lists import Lists
from ingest.history.manifest import Begun, Ended, Manifest, Taken
from ingest.history.order import Order, Scope
from ingest.history.parts import Part, damaged
from ingest.history.plan import GROWTH, PAGE_BYTES, Limits, refusal_of
from ingest.history.tally import Backfilled, Done, Tally, counted
from ingest.history.walk import CLOCK, Batch, Unread, again, walk
from ingest.records import Capture, Run, RunMode


class Journal(Protocol):
    """Where the manifest is written."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What it holds."""

    def append(self, lines: Iterable[str]) -> None:
        """Add lines, durably."""


class Store(Protocol):
    """Where captures go."""

    def write(self, run: Run, captures: Iterable[Capture]) -> str:
        """Write the segment of a run, whole or not at all, and return its id."""

    def written(self, run: Run) -> str:
        """The segment of a run; empty where there is none."""

    def captures(self, segment: str) -> Iterator[Capture]:
        """What a segment holds."""

    def free_bytes(self) -> int:
        """What the disk has left."""


class Sources(Protocol):
    """Where lists, and what they name, come from."""

    @property
    def lists(self) -> Lists:
        """How they are read."""

    def list_at(self, lead: Lead) -> bytes | Unread:
        """A list, inflated."""

    def pages(self, items: Iterable[Listed]) -> Iterator[tuple[Listed | None, Capture]]:
        """The capture of each page; None: it is another exchange that was needed for them."""

    def file_parts(self, url: str, job: "Job", manifest: Manifest) -> Iterator[Part]:
        """What is left of a WARC file.

        Raises:
            SourceUnavailable: it cannot be had for now.
        """


@dataclass(frozen=True)
class Job:
    """What a run has to do, and with what."""

    order: Order
    begun: Begun  # if it is the first
    now: datetime
    limits: Limits
    known: Known
    store: Store
    journal: Journal
    progress: Callable[[str, int, int], None]


class Work:
    """One run of one order."""

    def __init__(self, job: Job) -> None:
        """Go on where the manifest ends; begin it where there is none."""
        self._job = job
        self.manifest = Manifest(job.journal.lines)
        if self.manifest.begun is None:
            job.journal.append([job.begun.model_dump_json()])
            self.manifest = Manifest(job.journal.lines)
        self.begun = self.manifest.begun or job.begun
        self._done = Done(job.order.job_id)

    @property
    def until(self) -> datetime:
        """What was captured after it has a wrong time."""
        return self._job.now + CLOCK

    def _is_enough(self) -> bool:
        limit = self._job.limits.byte_limit
        return limit is not None and self._done.bytes_read >= limit

    def _run(self, name: str) -> Run:
        """A part's own run, named after it: whoever takes the part again would write the same segment."""
        return Run(
            run_id=f"backfill-{self._job.order.job_id}-{name}",
            mode=RunMode.BACKFILL,
            started_at=self.begun.started_at,
            software=self.begun.software,
        )

    def _take_part(self, part: Part) -> list[Taken]:
        lacking = self._job.known.lacking(capture for captures in part.captures for capture in captures)
        segment = self._job.store.write(self._run(part.name), lacking) if lacking else ""
        fresh = {id(capture) for capture in lacking}
        taken = [
            counted(one, captures, fresh, segment)
            for one, captures in zip(part.ranges, part.captures, strict=True)
        ]
        self._note(taken)
        return taken

    def _note(self, taken: list[Taken]) -> None:
        self._job.journal.append(one.model_dump_json() for one in taken)
        for one in taken:
            self.manifest.add(one)


class FileWork(Work):
    """Parts of files that are at hand."""

    def take(self, parts: Iterable[Part], *, of: int) -> Backfilled:
        """Take parts until there is none, or until it is enough.

        Args:
            parts: what is left.
            of: bytes of all of it.
        """
        for part in parts:
            if self._is_enough():
                return self._done.report(is_complete=False)
            for taken in self._take_part(part):
                self._done.add(taken, taken.end - taken.start)
            self._job.progress("backfill", self._done.bytes_read, of)
        return self._done.report(is_complete=True)


def batches_of(
    lists: Lists, sources: Sources, manifest: Manifest, order: Order, now: datetime
) -> Iterator[Batch]:
    """What is left of a source that is a list, what requests of earlier runs left before it."""
    yield from again(manifest.left, manifest.attempts, now)
    scope = Scope() if lists.are_files else order.scope  # files are told apart by their days alone
    yield from walk(lists, manifest, ask=sources.list_at, scope=scope, direction=order.direction, now=now)


class ListWork(Work):
    """Batches of pages, or of files, that lists name."""

    def __init__(self, job: Job, sources: Sources) -> None:
        """See `Work`."""
        super().__init__(job)
        self._sources, self._lists = sources, sources.lists

    def take(self) -> Backfilled:
        """Take batches until there is none, or until it is enough."""
        job, is_whole = self._job, True
        for batch in batches_of(self._lists, self._sources, self.manifest, job.order, job.now):
            for taken, size in self._steps(batch):
                self._done.add(taken, size)
                job.progress("backfill", self._done.kept, 0)
                if self._is_enough():
                    return self._done.report(is_complete=False)
            is_whole = is_whole and not batch.is_unread
        done = self._done.report(is_complete=is_whole and not self.manifest.left)
        if done.is_complete:
            job.journal.append([Ended(ended_at=job.now).model_dump_json()])
        return done

    def _steps(self, batch: Batch) -> Iterator[tuple[Taken, int]]:
        """Each part of a batch, once it is taken."""
        postponed = len(self._done.postponed)
        if self._lists.are_files:
            for item in self.manifest.not_whole(batch.wanted):
                yield from self._file(item.url)
        taken, size = self._batch(batch)
        if not batch.is_unread and len(self._done.postponed) == postponed:
            self._note([taken])
        yield taken, size

    def _file(self, url: str) -> Iterator[tuple[Taken, int]]:
        """The parts of a WARC file elsewhere; where it cannot be had for now, the next run goes on."""
        try:
            for part in self._sources.file_parts(url, self._job, self.manifest):
                self._fits(sum(taken.end - taken.start for taken in part.ranges))
                for taken in self._take_part(part):
                    yield taken, taken.end - taken.start
        except SourceUnavailable as error:
            self._done.postponed.append(str(error))

    def _fits(self, size: int) -> None:
        if refusal := refusal_of(int(size * GROWTH), self._job.store.free_bytes()):
            raise OutOfSpace(refusal)

    def _batch(self, batch: Batch) -> tuple[Taken, int]:
        """A segment of the pages that are lacking, or the one that a killed run wrote."""
        run, tally = self._run(batch.name), Tally(batch)
        segment = self._job.store.written(run)
        if segment:
            is_told = any(taken.segment == segment for taken in self.manifest.taken)
            for capture in self._job.store.captures(segment):
                tally.note(capture, is_known=is_told)
        else:
            segment = self._fetched(run, batch, tally)
        return tally.taken(segment), tally.bytes_read

    def _fetched(self, run: Run, batch: Batch, tally: Tally) -> str:
        where, at, known = batch.lead.url, self.begun.started_at, self._job.known
        odd = known.lacking(
            damaged(where, one.position, one.why, at=at, unit="item") for one in batch.misfits
        )
        wanted = [] if self._lists.are_files else batch.wanted
        items = wanted if batch.lead.is_again else known.unseen(wanted)
        tally.known += len(wanted) - len(items)
        self._fits(sum(item.size or PAGE_BYTES for item in items))
        if not odd and not items:
            return ""
        return self._job.store.write(run, chain(odd, self._asked(items, tally)))

    def _asked(self, items: Iterable[Listed], tally: Tally) -> Iterator[Capture]:
        for item, capture in self._sources.pages(items):
            if item is not None:
                self._job.known.note(capture)
                tally.note(capture)
            yield capture
