"""Everything below INGEST_HOME that is a file: captures, derived tables, subscriptions, own knowledge."""

import mmap
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ingest.archive import deletions, drop, lists, parquet, segments
from ingest.archive.framing import Damage
from ingest.archive.inbox import Inbox
from ingest.archive.journal import HISTORY, Journal, lines_of_journal, opened_journal
from ingest.archive.reading import ArchivedCapture, UnreadableRecord, capture_in, captures_in, run_in
from ingest.archive.runs import record_of_run
from ingest.archive.salvage import Appender, salvage
from ingest.archive.segments import (
    alone_in,
    already_there,
    disk_errors,
    durable_file,
    new_folder,
    new_segment,
)
from ingest.archive.terms import Terms, read_terms
from ingest.archive.warc import records_of
from ingest.archive.warc_format import BLOCK_BYTES, WarcRecord
from ingest.archive.withholding import Tombstone, Withholding
from ingest.errors import IngestError, PermanentError, UnreadableCapture
from ingest.knowledge import Knowledge
from ingest.records import Agency, Capture, Outlet, Record, Run, RunMode, Subscription

R = TypeVar("R", bound=Record)


class Usage(Record):
    """How much the archive holds, for `ingest doctor`."""

    captures_bytes: int
    derived_bytes: int
    segments: int


class Archive:
    """The files below a home folder. Making one touches nothing; folders are made on first write.

    Every writing method raises `NoHome` where the home cannot be written and `OutOfSpace` where
    the disk is full; then nothing incomplete is left in place.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._sources = home  # captures and lists: what cannot be made again

    def sharing_captures(self, home: Path) -> "Archive":
        """The same captures, subscriptions and knowledge, with tables below another home (a replay)."""
        other = Archive(home)
        other._sources = self._sources
        return other

    # --- captures ---

    def write_captures(self, run: Run, captures: Iterable[Capture]) -> str:
        """Write one segment, a capture at a time, and return its id; it appears when it is whole.

        What a process wrote that is killed or fails in the middle is kept: see `salvage`.

        Raises:
            PermanentError: the segment exists already (it stays as it is; nothing is taken from
                `captures`, unless another process wrote it meanwhile), or a capture is too large.
        """
        segment_id = segments.segment_name(run)
        final = self._sources / segments.segment_file(segment_id)
        if final.exists():
            raise already_there(final)
        deleted = Withholding(self.tombstones())
        try:
            with new_segment(final, home=self._sources) as file:
                appender = Appender(file)
                self._append(appender, [record_of_run(run, segment_id)])
                for capture in captures:
                    self._append(appender, list(records_of(deleted.of(capture))))
        except BaseException:
            with suppress(IngestError):
                self.salvage()
            raise
        return segment_id

    def write_held(self, run: Run, captures: Iterable[Capture]) -> str:
        """As `write_captures`, for captures that can be read again from where they come.

        What a killed process wrote is thrown away, so that the next one writes the very same segment.

        Raises:
            PermanentError: the segment exists already, or a capture is too large.
        """
        segment_id = segments.segment_name(run)
        final = self._sources / segments.segment_file(segment_id)
        deleted = Withholding(self.tombstones())
        with segments.new_file(final, home=self._sources, area=HISTORY) as file:
            appender = Appender(file)
            self._append(appender, [record_of_run(run, segment_id)])
            for capture in captures:
                self._append(appender, list(records_of(deleted.of(capture))))
        return segment_id

    def journal(self, name: str) -> AbstractContextManager[Journal]:
        """The journal of a piece of work that goes on over several runs, for this process alone.

        Raises:
            JournalBusy: another process has it.
        """
        return opened_journal(self._sources, segments.checked_name(name))

    def journal_lines(self, name: str) -> tuple[str, ...]:
        """What a journal holds now; nothing where there is none."""
        return lines_of_journal(self._sources, segments.checked_name(name))

    def free_bytes(self) -> int:
        """What the disk of the captures has left."""
        with disk_errors(self._sources):
            present = next(one for one in (self._sources, *self._sources.parents) if one.exists())
            return shutil.disk_usage(present).free

    def salvage(self) -> tuple[str, ...]:
        """Make segments of the captures that killed writers left, and return their ids.

        `run_of` such a segment says how much of a torn end was dropped. Work in progress is left alone.
        """
        return salvage(self._sources)

    def dropped(self, *, byte_limit: int) -> Iterator[drop.Dropped]:
        """The whole files of the drop folder, by name, a file at a time; see `exchanges` for WARC files."""
        return drop.dropped_files(self._sources, byte_limit=byte_limit)

    def exchanges(self, dropped: drop.Dropped, *, byte_limit: int) -> Iterator[Capture | Damage]:
        """What a WARC file of the drop folder holds, in its order."""
        return drop.exchanges(self._sources, dropped, byte_limit=byte_limit)

    def alone_with_dropped(self) -> AbstractContextManager[bool]:
        """Whether nobody else takes what was dropped; see `alone_in`."""
        return alone_in(self._sources / drop.DROP, home=self._sources)

    def dropped_waiting(self) -> int:
        """How many whole files lie in the drop folder."""
        return len(drop.waiting(self._sources))

    def arrivals(self) -> frozenset[str]:
        """What lies in the drop folder and the inbox, by names that tell it from what came before."""
        return frozenset((*drop.waiting(self._sources), *self.inbox.names()))

    def mark(self) -> str:
        """Another text whenever there is a new segment or another list of feeds; cheap."""
        return f"{segments.newest_in(self._sources)} {lists.changed_at(self.home)}"

    def has_dropped(self) -> bool:
        """Whether somebody made a drop folder and laid anything into it."""
        return any((self._sources / drop.DROP).glob("*"))

    def settle(self, dropped: drop.Dropped, *, day: str, refusal: str = "") -> None:
        """Move a file out of the drop folder: its capture is in place, or it is refused with a reason."""
        drop.settle(self._sources, dropped, day=day, refusal=refusal)

    @property
    def inbox(self) -> Inbox:
        """What hubs bring, and what they were asked for."""
        return Inbox(self._sources)

    def segments(self) -> tuple[str, ...]:
        """Ids of every complete segment; their order is the order of time."""
        return segments.segments_in(self._sources)

    def run_of(self, segment_id: str) -> Run:
        """The run that wrote a segment; what a foreign or damaged file doesn't say comes from its name.

        Raises:
            UnreadableCapture: there is no such segment.
        """
        started_at, run_id = segments.segment_parts(segment_id)
        by_name = Run(run_id=run_id, mode=RunMode.FILE, started_at=started_at, software="unknown")
        with self._opened(segments.segment_file(segment_id)) as file:
            return run_in(file, otherwise=by_name)

    def read_captures(self, segment_id: str) -> Iterator[ArchivedCapture | UnreadableRecord]:
        """Every capture of a segment in the order of writing, and every record that cannot be read.

        Raises:
            UnreadableCapture: there is no such segment, or its file cannot be opened.
        """
        warc_file = segments.segment_file(segment_id)
        with self._opened(warc_file) as file:
            yield from captures_in(file, segment_id, warc_file)

    def read_capture(self, warc_file: str, warc_offset: int) -> Capture:
        """The capture at a place that `read_captures` named.

        Raises:
            UnreadableCapture: there is no such file, or no capture at this offset.
        """
        path = PurePosixPath(warc_file)
        if path.is_absolute() or ".." in path.parts:
            raise UnreadableCapture(f"{warc_file}: not a file of this archive")
        with self._opened(warc_file) as file:
            try:
                return capture_in(file, warc_offset)
            except UnreadableCapture as error:
                raise UnreadableCapture(f"{warc_file} at byte {warc_offset}: {error}") from error

    # --- what was deleted ---

    def tombstones(self) -> tuple[Tombstone, ...]:
        """What was deleted, in its order; no capture that is written holds any of it.

        Raises:
            UnreadableFile: the list cannot be read: nothing may be written before somebody has looked.
        """
        return deletions.read_tombstones(self._sources)

    def deleted_articles(self) -> tuple[str, ...]:
        """Every identity under which a deleted article was known."""
        return tuple(sorted({name for stone in self.tombstones() for name in stone.names}))

    def bury(self, tombstones: Iterable[Tombstone]) -> None:
        """Write down what is deleted; from now on no capture of it is written."""
        deletions.save_tombstones(self._sources, (*self.tombstones(), *tombstones))

    def mark_done(self, articles: Collection[str], at: datetime) -> None:
        """Write down that nothing is left of these articles."""
        stones = self.tombstones()
        done = [
            one.model_copy(update={"done_at": at}) if one.article_id in articles else one for one in stones
        ]
        deletions.save_tombstones(self._sources, done)

    def withhold(self, segment_id: str) -> bool:
        """Write a segment anew without what was deleted, and forget what was derived from it.

        Returns:
            Whether anything was in it.
        """
        has_changed = deletions.rewrite_segment(self._sources, segment_id, Withholding(self.tombstones()).of)
        if has_changed:
            deletions.forget_tables(self.home, segment_id)
        return has_changed

    def forget_taken(self, days: Iterable[str]) -> None:
        """Remove dropped files that were taken on these days: segments hold all that is left of them."""
        deletions.forget_taken(self._sources, days)

    def forget_producers(self, producers: Mapping[str, str]) -> int:
        """Remove what producers other than these derived, by area; the bytes that this gives back."""
        return sum(deletions.forget_producers(self.home, area, name) for area, name in producers.items())

    def terms(self) -> tuple[Terms, ...]:
        """How long outlets let their articles be kept, from `retention.csv`; or `UnreadableFile`."""
        return read_terms(self._sources)

    # --- derived tables ---

    def write_tables(
        self,
        area: str,
        producer: str,
        segment_id: str,
        tables: Mapping[str, tuple[type[Record], Iterable[Record]]],
    ) -> None:
        """Write all tables that a producer derives from a segment; they appear together or not at all.

        Where they exist already they stay as they are: a producer is a function of the segment, so
        what two processes write at the same time is equal.

        Raises:
            PermanentError: a value does not fit its column.
        """
        types = {name: record_type for name, (record_type, _) in tables.items()}
        rows = ((name, record) for name, (_, records) in tables.items() for record in records)
        self.write_rows(area, producer, segment_id, types, rows)

    def write_rows(
        self,
        area: str,
        producer: str,
        segment_id: str,
        tables: Mapping[str, type[Record]],
        rows: Iterable[tuple[str, Record]],
    ) -> None:
        """As `write_tables`, from rows that each name their table: a batch of each table is in memory.

        What an older version wrote with other columns is removed first: nothing can load it any more.
        """
        final = self._folder(area, producer, segment_id)
        if final.is_dir() and not parquet.is_current(final):
            with segments.disk_errors(self.home):
                shutil.rmtree(final)
        with new_folder(final, home=self.home) as folder, ExitStack() as opened:
            files = {
                name: opened.enter_context(self._record_file(folder, name, kind))
                for name, kind in tables.items()
            }
            for name, record in rows:
                files[name].add(record)

    @contextmanager
    def _record_file(self, folder: Path, name: str, kind: type[Record]) -> Iterator[parquet.RecordFile]:
        path = folder / f"{segments.checked_name(name)}.parquet"
        with (
            durable_file(path, home=self.home) as file,
            parquet.RecordFile(file, kind, home=self.home) as rows,
        ):
            yield rows

    def take_tables(self, other: Path, area: str, producer: str) -> None:
        """Move what a producer derived below another home here; what is here already stays."""
        with disk_errors(self.home):
            (self.home / area / producer).mkdir(parents=True, exist_ok=True)
            for folder in sorted((other / area / producer).glob("[!.]*")):
                segments.move_tables(folder, self.home / area / producer / folder.name)

    def has_tables(self, area: str, producer: str, segment_id: str) -> bool:
        """Whether the tables of a segment have been written, all of them or none, with today's columns."""
        return parquet.is_current(self._folder(area, producer, segment_id))

    def table_path(self, area: str, producer: str, segment_id: str, table: str) -> Path:
        """Where a table lies, written or not."""
        return self._folder(area, producer, segment_id) / f"{segments.checked_name(table)}.parquet"

    def read_records(self, path: Path, record_type: type[R]) -> Iterator[R]:
        """The records of a table, in the order of writing, a batch at a time.

        Raises:
            UnreadableFile: there is no such file, or it does not hold such records.
        """
        return parquet.read_records(path, record_type)

    # --- what a person wrote ---

    def subscriptions(self) -> tuple[Subscription, ...]:
        """The feeds to poll, from `feeds.opml`; none where there is no such file.

        Raises:
            UnreadableFile: the file cannot be read or is no OPML.
        """
        return lists.read_subscriptions(self._sources)

    def save_subscriptions(self, subscriptions: Iterable[Subscription]) -> None:
        """Replace `feeds.opml`, atomically."""
        lists.write_subscriptions(self._sources, tuple(subscriptions))

    def knowledge(self) -> Knowledge:
        """What the package knows, behind the user's own rows in `outlets.csv` and `agencies.csv`.

        Raises:
            UnreadableFile: a row cannot be read; the text names file and line.
        """
        return lists.read_knowledge(self._sources)

    def save_knowledge(self, outlets: Iterable[Outlet], agencies: Iterable[Agency]) -> None:
        """Replace `outlets.csv` and `agencies.csv`, each atomically."""
        lists.write_knowledge(self._sources, outlets, agencies)

    # --- figures ---

    def usage(self) -> Usage:
        """How much the archive holds now."""
        names = self.segments()
        derived = (path for path in self.home.glob("*/*/*/*.parquet") if path.parts[-4] != segments.CAPTURES)
        return Usage(
            captures_bytes=sum(_size(self._sources / segments.segment_file(name)) for name in names),
            derived_bytes=sum(map(_size, derived)),
            segments=len(names),
        )

    # ---

    def _append(self, appender: Appender, records: list[WarcRecord]) -> None:
        for record in records:
            if len(record.block) >= BLOCK_BYTES:
                raise PermanentError(
                    f"a capture of {len(record.block)} bytes is too large: the archive takes {BLOCK_BYTES}"
                )
        with disk_errors(self._sources):
            appender.append(records)

    def _folder(self, area: str, producer: str, segment_id: str) -> Path:
        segments.segment_parts(segment_id)
        return self.home / segments.checked_name(area) / segments.checked_name(producer) / segment_id

    def _opened(self, warc_file: str) -> AbstractContextManager[bytes | mmap.mmap]:
        return segments.mapped(self._sources / warc_file)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # removed meanwhile
        return 0
