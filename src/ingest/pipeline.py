"""The whole pipeline, in the order of the data. Read this first.

    poll_feeds       feeds, their new pages, due revisits   → one WARC segment, more for what came by itself
    backfill         an archive of long ago                 → WARC segments with the archive's own times
    prepare          every segment that the ledger lacks    → articles and facts, as Parquet
    load_and_publish every prepared segment                 → families, star schema, snapshot

Each step works on what is not done yet, never on a message about it, so each can be killed at
any instruction and run again, and running one twice changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Self

from rich.console import Console

from ingest import catalogue
from ingest.archive import Archive
from ingest.ask import night_report, show_report
from ingest.capture import (
    Agenda,
    agenda_of,
    capture_dropped,
    capture_feeds,
    capture_pushed,
    captures_of_document,
    captures_of_wire,
    exchange_of,
)
from ingest.catalogue import Discovery, FeedAdvice
from ingest.deduplicate import find_copies
from ingest.errors import OutOfBalance
from ingest.extract import extract_segment
from ingest.history import (
    Backfilled,
    Limits,
    Order,
    Plan,
    Stores,
    order_of_interval,
    plan_history,
    take_history,
)
from ingest.load import load_segments
from ingest.normalise import normalise_segment
from ingest.publish import Check, audit_books, publish_snapshot
from ingest.records import Record, Run, RunMode
from ingest.settings import Settings
from ingest.stories import renew_stories
from ingest.version import SOFTWARE
from ingest.warehouse import Replica, Warehouse, digest
from ingest.web import Web
from ingest.workers import Workers, preload

ARTICLES_PRODUCER = "normalise-4"
FACTS_PRODUCER = f"extract-4+{ARTICLES_PRODUCER}"
"""Raise the number when the same capture would give another row: old and new then stand side by side."""

_READERS_OF_FEEDS = ("ingest.capture.selection", "ingest.normalise.preloaded_feeds")
preload((*_READERS_OF_FEEDS, "ingest.normalise.preloaded", "ingest.extract.facts"))


def only_polls() -> None:
    """Say that this process reads feeds and hardly any page: its workers then need 90 MB less."""
    preload(_READERS_OF_FEEDS)


Progress = Callable[[str, int, int], None]
"""`progress(what, done, of)`: told after each item; `of` is 0 where the number is not known yet."""

Clock = Callable[[], datetime]


def unwatched(what: str, done: int, of: int) -> None:
    """Nobody looks on."""


_watcher: ContextVar[Progress] = ContextVar("watcher", default=unwatched)


@contextmanager
def watched_by(progress: Progress) -> Iterator[None]:
    """Whoever opens a workplace in here reports to `progress`; a scheduler's task cannot be handed one."""
    token = _watcher.set(progress)
    try:
        yield
    finally:
        _watcher.reset(token)


@dataclass(frozen=True)
class Workplace:
    """Where the work is done: settings, the two stores, and who looks on."""

    settings: Settings
    archive: Archive
    warehouse: Warehouse
    progress: Progress = unwatched

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The workplace of these settings; nothing is created on disk yet."""
        return cls(settings, Archive(settings.home), Warehouse(settings.home), _watcher.get())

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """The workplace that `INGEST_…` variables describe.

        Raises:
            NoHome, MisconfiguredError: see `Settings.from_environment`.
        """
        return cls.of(Settings.from_environment(environment))

    def elsewhere(self, home: Path) -> "Workplace":
        """The same captures, with everything that is derived from them below another folder."""
        return replace(self, archive=self.archive.sharing_captures(home), warehouse=Warehouse(home))


class Loaded(Record):
    """What a load did."""

    segments: tuple[str, ...]  # loaded now; empty: the snapshot was up to date
    articles: int  # in the snapshot afterwards
    families: int


class Night(Record):
    """What a nightly run did."""

    segment: str
    loaded: Loaded
    checks: tuple[Check, ...]


def rehearsed(conf: Mapping[str, object] | None, clock: Clock) -> Clock:
    """The clock of a run: the real one, or one that stands still at the `now` of a rehearsal's conf.

    >>> never = lambda: datetime(1970, 1, 1, tzinfo=UTC)
    >>> rehearsed({"now": "2026-03-02T02:00:00+00:00"}, never)().hour
    2
    """
    now = (conf or {}).get("now")
    if now is None:
        return clock
    instant = datetime.fromisoformat(str(now)).astimezone(UTC)
    return lambda: instant


def poll_feeds(place: Workplace, *, mode: RunMode, clock: Clock, web: Web | None = None) -> str:
    """Take what came by itself, ask the due feeds, fetch the pages of new entries and the due revisits.

    `web` is the network as this run sees it; None: the real one, by the settings.

    Returns:
        The new segment's name.
    """
    take_dropped(place, clock=clock)
    take_pushed(place, clock=clock)
    clock = _behind_the_last(place, clock, mode)
    run = _new_run(mode, clock().astimezone(UTC))
    return capture_feeds(
        place.archive.subscriptions(), warehouse=place.warehouse, archive=place.archive,
        web=web or Web(place.settings, clock=clock), run=run, clock=clock, settings=place.settings,
        progress=place.progress,
    )  # fmt: skip


def waiting_work(place: Workplace, *, clock: Clock) -> Agenda:
    """What a poll would find to do now, and until when there is nothing: for whoever starts polls.

    Reads only; the answer follows from the stores alone, so asking twice or never changes nothing.
    """
    return agenda_of(
        place.archive.subscriptions(), warehouse=place.warehouse, archive=place.archive,
        now=clock().astimezone(UTC), settings=place.settings,
    )  # fmt: skip


def take_dropped(place: Workplace, *, clock: Clock) -> str | None:
    """Capture the files of the drop folder.

    Returns:
        The new segment's name; None where nothing lay there.
    """
    place.archive.salvage()
    now = _behind_the_last(place, clock, RunMode.FILE)().astimezone(UTC)
    return capture_dropped(
        place.archive, place.warehouse, run=_new_run(RunMode.FILE, now), settings=place.settings
    )


def take_pushed(place: Workplace, *, clock: Clock) -> str | None:
    """Capture what hubs brought since the last poll.

    Returns:
        The new segment's name; None where the inbox was empty.
    """
    place.archive.salvage()
    now = _behind_the_last(place, clock, RunMode.PUSH)().astimezone(UTC)
    return capture_pushed(place.archive, place.warehouse, run=_new_run(RunMode.PUSH, now))


def _new_run(mode: RunMode, started_at: datetime) -> Run:
    return Run(run_id=_run_id(mode, started_at), mode=mode, started_at=started_at, software=SOFTWARE)


def _run_id(mode: RunMode, started_at: datetime) -> str:
    return f"{mode.value}-{started_at:%Y%m%dT%H%M%SZ}"


def _behind_the_last(place: Workplace, clock: Clock, mode: RunMode) -> Clock:
    """The clock; one that stands still (a rehearsal) moves on where a run of its instant was killed."""
    taken = set(place.archive.segments())
    shift = timedelta()
    now = clock().astimezone(UTC)
    while f"{now + shift:%Y%m%dT%H%M%S%fZ}-{_run_id(mode, now + shift)}" in taken:
        shift += timedelta(microseconds=1)
    return (lambda: clock() + shift) if shift else clock


def plan_backfill(place: Workplace, order: Order, *, limits: Limits, clock: Clock) -> Plan:
    """What a backfill would read, cost and find in place; nothing is written. See `history.plan_history`."""
    return plan_history(order, _stores(place, clock), limits=limits, now=clock().astimezone(UTC))


def backfill(place: Workplace, order: Order, *, limits: Limits, clock: Clock) -> Backfilled:
    """Take what is left of a backfill into segments; `ingest_captures` loads them.

    Raises: see `history.take_history`.
    """
    now = clock().astimezone(UTC)
    return take_history(order, _stores(place, clock), limits=limits, now=now, software=SOFTWARE)


def backfill_interval(
    place: Workplace, conf: Mapping[str, object], *, first: datetime, end: datetime, clock: Clock
) -> dict[str, object]:
    """The backfill of one interval for a scheduler; nothing where the run's conf names no source."""
    order = order_of_interval(conf, first=first, end=end)
    return backfill(place, order, limits=Limits(), clock=clock).model_dump(mode="json") if order else {}


def _stores(place: Workplace, clock: Clock) -> Stores:
    read = partial(captures_of_document, part=captures_of_wire)
    web = partial(Web, clock=clock)
    return Stores(place.archive, place.warehouse, place.settings, read, exchange_of, place.progress, web)


def check_feeds(
    place: Workplace, urls: Iterable[str], *, clock: Clock, thoroughly: bool = True
) -> tuple[FeedAdvice, ...]:
    """Ask feeds and say what they give; nothing is stored. See `catalogue.check_feeds`."""
    return catalogue.check_feeds(
        urls, web=Web(place.settings, clock=clock), now=clock(), settings=place.settings,
        progress=place.progress, thoroughly=thoroughly,
    )  # fmt: skip


def discover_feeds(place: Workplace, site: str, *, clock: Clock) -> Discovery:
    """Find the feeds of a site; nothing is stored."""
    web = Web(place.settings, clock=clock)
    return catalogue.discover_feeds(
        site, web=web, now=clock(), settings=place.settings, progress=place.progress
    )


def prepare(place: Workplace, segments: Iterable[str] | None = None) -> tuple[str, ...]:
    """Articles and facts, unless they are there, of these segments, else of those that the ledger lacks.

    Returns:
        The segments prepared now.
    """
    place.archive.salvage()
    wanted = _waiting(place) if segments is None else segments
    waiting = tuple(name for name in wanted if not _is_prepared(place, name))
    if not waiting:
        return ()
    knowledge, settings = place.archive.knowledge(), place.settings
    if not settings.pages_a_feed:
        only_polls()
    with Workers(settings.workers, item_seconds=settings.item_seconds, shared=knowledge) as workers:
        for segment in waiting:
            normalise_segment(
                segment, archive=place.archive, workers=workers,
                producer=ARTICLES_PRODUCER, progress=place.progress,
            )  # fmt: skip
            extract_segment(
                segment, archive=place.archive, workers=workers,
                articles_producer=ARTICLES_PRODUCER, producer=FACTS_PRODUCER, progress=place.progress,
            )  # fmt: skip
    return waiting


def load_and_publish(place: Workplace) -> Loaded:
    """Families and star schema of every prepared segment in one transaction, then the atomic switch.

    Raises:
        WarehouseBusy: another process loads at this moment.
        NewerSchema: the warehouse was written by a newer version.
        NothingPublished: there is neither a snapshot nor a capture.
    """
    if not _waiting(place) and place.warehouse.is_current():
        articles, _, families = place.warehouse.published_counts()
        return Loaded(segments=(), articles=articles, families=families)
    with place.warehouse.writer() as replica:
        have = replica.segments(articles_producer=ARTICLES_PRODUCER, facts_producer=FACTS_PRODUCER)
        missing = [one for one in place.archive.segments() if one not in have and _is_prepared(place, one)]
        if missing:
            place.progress("load", 0, len(missing))
            load_prepared(place, replica, missing)
        published = publish_snapshot(place.warehouse, replica)
        place.progress("load", len(missing), len(missing))
    return Loaded(segments=tuple(missing), articles=published.articles, families=published.families)


def load_prepared(place: Workplace, replica: Replica, segments: Sequence[str]) -> None:
    """Families, stories and star schema of prepared segments, in one transaction."""
    load_segments(
        replica, segments, archive=place.archive, stories=renew_stories,
        copies=partial(find_copies, knowledge=place.archive.knowledge(), window=place.settings.family_days),
        articles_producer=ARTICLES_PRODUCER, facts_producer=FACTS_PRODUCER,
    )  # fmt: skip


def ingest_captures(place: Workplace) -> Loaded:
    """Whatever the ledger lacks: prepare it, load it, publish it."""
    prepare(place)
    return load_and_publish(place)


def audit(place: Workplace) -> tuple[Check, ...]:
    """Add up the books of the published snapshot against the captures."""
    with place.warehouse.reader() as connection:
        return audit_books(connection, archive=place.archive)


def audit_or_fail(place: Workplace) -> int:
    """Audit for a scheduler: the number of checks that were made.

    Raises:
        OutOfBalance: a difference of one is an error.
    """
    checks = audit(place)
    wrong = [check.name for check in checks if check.difference]
    if wrong:
        raise OutOfBalance(f"the books don't balance: {', '.join(wrong)}. `ingest audit` shows the numbers")
    return len(checks)


def report_text(place: Workplace) -> str:
    """The report on the published snapshot as plain text, for a log or a letter."""
    with place.warehouse.reader() as connection:
        report = night_report(connection)
    console = Console(file=StringIO(), record=True, width=110)  # characters a line
    console.print(show_report(report))
    return console.export_text()


def nightly(place: Workplace, *, clock: Clock) -> Night:
    """Everything, once: what the DAG `nightly_ingest` does, without a scheduler."""
    segment = poll_feeds(place, mode=RunMode.NIGHTLY, clock=clock)
    loaded = ingest_captures(place)
    return Night(segment=segment, loaded=loaded, checks=audit(place))


def replay(place: Workplace, *, into: Path) -> str:
    """Rebuild everything from the captures alone, below another folder.

    Returns:
        The digest of the rebuilt tables: equal to `published_digest(place)`, or a promise is broken.
    """
    rebuilt = place.elsewhere(into)
    ingest_captures(rebuilt)
    return published_digest(rebuilt)


def published_digest(place: Workplace) -> str:
    """The digest of the published tables: equal content gives equal text, whatever the order of loads."""
    with place.warehouse.reader() as connection:
        return digest(connection)


def _waiting(place: Workplace) -> tuple[str, ...]:
    """Segments that the published ledger lacks, or has from older code."""
    done = place.warehouse.published_segments(
        articles_producer=ARTICLES_PRODUCER, facts_producer=FACTS_PRODUCER
    )
    return tuple(name for name in place.archive.segments() if name not in done)


def _is_prepared(place: Workplace, segment: str) -> bool:
    areas = {"articles": ARTICLES_PRODUCER, "facts": FACTS_PRODUCER}
    return all(place.archive.has_tables(area, producer, segment) for area, producer in areas.items())
