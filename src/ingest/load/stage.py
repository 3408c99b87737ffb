"""The door of the load stage: read it like a table of contents."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import pyarrow as pa

from ingest.archive import Archive
from ingest.archive.schemas import arrow_schema
from ingest.knowledge import Numeral, numerals
from ingest.load import dimensions
from ingest.records import Agency, FamilyMember, LineageSignal, Outlet, Record, Reuse
from ingest.warehouse import (
    Connection,
    Replica,
    doubt_summaries,
    execute,
    renew_summaries,
    rows,
    transaction,
)

_FACTS = (
    "lineages",
    "attributions",
    "citations",
    "quotes",
    "mentions",
    "entities",
    "time_expressions",
    "figures",
)


class Copies(Protocol):
    """What the deduplicate stage hands over: the articles whose place changed, and texts inside others."""

    @property
    def members(self) -> Sequence[FamilyMember]:
        """One member an article; articles that are not named keep their place."""

    @property
    def reuses(self) -> Sequence[Reuse]:
        """All pairs of which the outer article is told anew."""

    @property
    def signals(self) -> Sequence[LineageSignal]:
        """All that speaks for the parents of the members that are named."""

    @property
    def retold(self) -> Sequence[str]:
        """Outer articles that are told anew: what they showed before is no more."""


class RetoldArticle(Record):
    """An article whose reuses are told anew."""

    article_id: str


class LoadReport(Record):
    """What one load did."""

    segments: tuple[str, ...]  # those that the ledger lacked
    fetches: int
    entries: int
    versions: int  # sightings of versions


class Stories(Protocol):
    """What tells the stories anew that `temp.changed_article` reaches."""

    def __call__(self, connection: Connection, *, articles_producer: str, facts_producer: str) -> object:
        """Tell them, inside the transaction."""


def _no_stories(connection: Connection, *, articles_producer: str, facts_producer: str) -> None:
    """A load that tells no stories."""


def load_segments(  # noqa: PLR0913 - all by name
    replica: Replica,
    segments: Iterable[str],
    *,
    archive: Archive,
    copies: Callable[[Connection], Copies],
    stories: Stories = _no_stories,
    articles_producer: str,
    facts_producer: str,
) -> LoadReport:
    """Load segments and families in one transaction. Segments that the ledger has are left out.

    Args:
        replica: to load into.
        segments: by name.
        archive: where their tables lie.
        copies: finds what the new versions change in the families; called inside the transaction.
        stories: tells the stories of `temp.changed_article` anew; called inside the transaction, at its end.
        articles_producer: whose articles.
        facts_producer: whose facts.

    Raises:
        FileNotFoundError, duckdb.Error: a segment was not prepared; nothing is loaded then.
    """
    load = _Load(replica, tuple(segments), archive, articles_producer, facts_producer)
    with transaction(replica.connection):
        load.choose_producers()
        if load.new_to_books:
            load.add_books()
            load.add_versions()
            load.place_versions()
        if load.new_to_facts:
            load.add_facts()
        load.renew_families(copies(replica.connection))
        load.renew_dimensions()
        load.renew_summaries()
        stories(replica.connection, articles_producer=articles_producer, facts_producer=facts_producer)
        return load.close_ledger()


class _Load:
    """One load: what is new, where it lies, and the statements in their order."""

    def __init__(
        self,
        replica: Replica,
        segments: Sequence[str],
        archive: Archive,
        articles_producer: str,
        facts_producer: str,
    ) -> None:
        self._connection: Connection = replica.connection
        self._archive = archive
        self._articles_by = articles_producer
        self._facts_by = facts_producer
        wanted = sorted(set(segments))
        in_books = replica.segments(articles_producer=articles_producer)
        in_facts = replica.segments(articles_producer=articles_producer, facts_producer=facts_producer)
        self.new_to_books = tuple(name for name in wanted if name not in in_books)
        self.new_to_facts = tuple(name for name in wanted if name not in in_facts)

    def choose_producers(self) -> None:
        self._run("load/merge_producer", step="articles", producer=self._articles_by)
        self._run("load/merge_producer", step="facts", producer=self._facts_by)

    def add_books(self) -> None:
        fetches, entries = self._paths("fetches"), self._paths("entries")
        self._run("load/merge_fetch", fetches=fetches)
        self._run("load/merge_entry", entries=entries, producer=self._articles_by)
        changed = rows(
            self._connection, "load/select_changed_feeds", entries=entries, producer=self._articles_by
        )
        feeds = [url for (url,) in changed]
        self._run("load/merge_feed_rhythm", feeds=feeds, producer=self._articles_by)
        self._run("load/insert_rejected_captures", fetches=fetches, producer=self._articles_by)
        self._run("load/insert_rejected_entries", entries=entries, producer=self._articles_by)

    def add_versions(self) -> None:
        articles = self._paths("articles")
        self._run("load/stage_versions", articles=articles)
        self._run("load/stage_superseded", producer=self._articles_by)
        self._run("load/merge_version", producer=self._articles_by)
        self._run("load/merge_text", articles=articles)
        self._run("load/delete_superseded_credits", producer=self._articles_by)
        self._run("load/insert_credits", articles=articles, producer=self._articles_by)
        for fact in _FACTS:
            self._run(f"load/delete_superseded_{fact}", articles_producer=self._articles_by)

    def place_versions(self) -> None:
        self._run("load/stage_touched", fetches=self._paths("fetches"))
        self._run("load/stage_lives")
        self._run("load/place_versions", producer=self._articles_by)
        with self._staged("staged_numeral", Numeral, numerals()):
            self._run("load/stage_edits", producer=self._articles_by)
        self._run("load/delete_obsolete_edits", producer=self._articles_by)
        self._run("load/merge_edit", producer=self._articles_by)

    def add_facts(self) -> None:
        paths = [
            str(self._archive.table_path("facts", self._facts_by, name, "facts"))
            for name in self.new_to_facts
        ]
        self._run("load/stage_facts", facts=paths, articles_producer=self._articles_by)
        for fact in _FACTS:
            self._run(f"load/insert_{fact}", articles_producer=self._articles_by, producer=self._facts_by)

    def renew_families(self, copies: Copies) -> None:
        with (
            self._staged("staged_member", FamilyMember, copies.members),
            self._staged("staged_signal", LineageSignal, copies.signals),
        ):
            self._run("load/merge_family_member", producer=self._articles_by)
            self._run("load/stage_changed")
            self._run("load/delete_obsolete_signals", producer=self._articles_by)
            self._run("load/insert_signals", producer=self._articles_by)
        retold = [RetoldArticle(article_id=article_id) for article_id in copies.retold]
        with (
            self._staged("staged_outer", RetoldArticle, retold),
            self._staged("staged_reuse", Reuse, copies.reuses),
        ):
            self._run("load/delete_obsolete_reuses", producer=self._articles_by)
            self._run("load/merge_reuse", producer=self._articles_by)

    def renew_dimensions(self) -> None:
        for name in self.new_to_facts:
            run = self._archive.run_of(name)
            self._run("load/merge_run", segment_id=name, **run.model_dump())
        knowledge = self._archive.knowledge()
        polled = [url for (url,) in rows(self._connection, "load/polled_feeds")]
        listed = dimensions.feeds(self._archive.subscriptions(), polled, knowledge)
        with self._staged("staged_outlet", Outlet, dimensions.outlets(knowledge)):
            self._run("load/merge_outlet")
        with self._staged("staged_agency", Agency, dimensions.agencies(knowledge)):
            self._run("load/merge_agency")
        with self._staged("staged_feed", dimensions.ListedFeed, listed):
            self._run("load/merge_feed")

    def renew_summaries(self) -> None:
        if self.new_to_books:
            self._run("load/insert_touched")
        if set(self.new_to_facts) - set(self.new_to_books):  # facts of versions that no capture touched
            doubt_summaries(self._connection)
        renew_summaries(self._connection)

    def close_ledger(self) -> LoadReport:
        if not self.new_to_facts:
            return LoadReport(segments=(), fetches=0, entries=0, versions=0)
        loaded = rows(
            self._connection,
            "load/insert_ledger",
            segments=list(self.new_to_facts),
            articles_producer=self._articles_by,
            facts_producer=self._facts_by,
            fetches=self._paths("fetches", self.new_to_facts),
            entries=self._paths("entries", self.new_to_facts),
            articles=self._paths("articles", self.new_to_facts),
        )
        fetches, entries, versions = map(sum, zip(*loaded, strict=True))
        return LoadReport(segments=self.new_to_facts, fetches=fetches, entries=entries, versions=versions)

    def _run(self, name: str, **parameters: object) -> None:
        execute(self._connection, name, **parameters)

    def _paths(self, table: str, segments: Sequence[str] | None = None) -> list[str]:
        chosen = self.new_to_books if segments is None else segments
        return [str(self._archive.table_path("articles", self._articles_by, name, table)) for name in chosen]

    @contextmanager
    def _staged(self, view: str, record_type: type[Record], records: Sequence[Record]) -> Iterator[None]:
        schema = arrow_schema(record_type)
        columns = {name: [getattr(record, name) for record in records] for name in schema.names}
        self._connection.register(view, pa.table(columns, schema=schema))
        try:
            yield
        finally:
            self._connection.unregister(view)
