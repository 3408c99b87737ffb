"""The door of the deduplicate stage: articles in, everyone's place in its family out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from ingest.archive import SpooledRows, SpooledTexts, read_table, write_table
from ingest.deduplicate.analysis import Analysis, analysed
from ingest.deduplicate.comparison import comparison
from ingest.deduplicate.corpus import OPTIONAL, Corpus, TableTexts, Texts, corpus, insist
from ingest.deduplicate.find import families_of
from ingest.deduplicate.notes import ShelvedNotes
from ingest.deduplicate.pairs import Words, listed
from ingest.deduplicate.renewal import Copies, Renewal
from ingest.deduplicate.upkeep import WINDOW, Arrival, Upkeep, asked
from ingest.knowledge import Knowledge
from ingest.records import FamilyMember
from ingest.warehouse import Connection, execute, memory, scratch, statement

_BATCH = 4_096  # rows

Progress = Callable[[str, int, int], None]


def find_families(articles: pa.Table) -> pa.Table:
    """Group articles into families of copies, with who copied whom and which texts hold parts of others.

    Args:
        articles: columns `article_id`, `source`, `published_at`, `title`, `text`; used when present:
            `url`, `canonical_url`, `credited_agencies` (list of `agency` or `agency:where`),
            `source_agency` (the agency whose own site this is), `published_precision`
            (second, minute, day), `first_seen_at`, and `group_id` (rows with the same one are
            versions of one article). No order of the rows changes the result.

    Returns:
        `article_id`, `family_id`, `parent_id`, `relation`, `score` (0 to 1), `method`: one row for
        each article with its place in its family, and one more (`embeds`, `excerpt_of`) for each
        part that a text shares with a text of another family; `parent_id` is then the other text.

    Raises:
        KeyError: there is no column `article_id` or `text`.
    """
    insist(articles, "article_id", "text")
    with memory() as connection:
        return families_of(compared(connection, articles, TableTexts(articles["text"])))


def find_members(articles: pa.Table) -> tuple[FamilyMember, ...]:
    """The places of the articles of a table in their families, each with its evidence.

    Args:
        articles: as for `find_families`.
    """
    insist(articles, "article_id", "text")
    with memory() as connection:
        found = compared(connection, articles, TableTexts(articles["text"]))
        return tuple(one for family in found.members() for one in family)


def find_families_of_file(source: Path, target: Path, *, progress: Progress) -> int:
    """The families of the articles of a Parquet file, as `find_families` tells them, in another.

    Memory grows by about two kilobytes an article; the texts lie on disk.

    Args:
        source: with the columns of `find_families`.
        target: written whole or not at all; an older file is replaced.
        progress: called with `read`, rows read and 0.

    Returns:
        How many articles there were.

    Raises:
        UnreadableFile: the source is no Parquet, or has no `article_id` or no `text`.
        OutOfSpace, NoHome: the target cannot be written.
    """
    reader = read_table(source, required=("article_id", "text"), optional=OPTIONAL)
    with SpooledTexts() as texts, scratch() as connection:
        rows = _spooled(reader, texts, progress)
        write_table(target, families_of(compared(connection, rows, texts)))
    return rows.num_rows


def find_copies(connection: Connection, *, knowledge: Knowledge, window: float = WINDOW) -> Copies:
    """What the versions that were loaded last change in the families of all articles.

    The index of the replica is brought up to date with its versions, whichever loads they came
    with; families are a function of the set of versions. Call it inside the load's transaction.

    Args:
        connection: of the replica, with the new versions loaded and nothing concluded from them yet.
        knowledge: which sites belong to agencies.
        window: days between two texts beyond which only equal words make one a copy of the other.
    """
    shelf = Shelf(connection)
    return Renewal(shelf, _LoadedLibrary(shelf), knowledge, window=window).copies()


class Shelf:
    """The index in a database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def run(self, name: str, /, **parameters: object) -> None:
        execute(self._connection, name, **parameters)

    def table(self, name: str, /, **parameters: object) -> pa.Table:
        found: pa.Table = self._connection.sql(statement(name), params=parameters or None).to_arrow_table()
        return found

    @contextmanager
    def lend(self, **tables: pa.Table) -> Iterator[None]:
        for name, table in tables.items():
            self._connection.register(name, table)
        try:
            yield
        finally:
            for name in tables:
                self._connection.unregister(name)


class _TableLibrary:
    """The texts of a table that was read, numbered by their places in the corpus."""

    def __init__(self, read: Corpus, texts: Texts) -> None:
        self._read = read
        self._texts = texts

    def read(self, numbers: Sequence[int]) -> list[Words]:
        texts = self._texts.read([self._read.places[number] for number in numbers])
        return [
            Words(self._read.rows[number].title, text) for number, text in zip(numbers, texts, strict=True)
        ]


class _LoadedLibrary:
    """The texts of a replica."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def read(self, numbers: Sequence[int]) -> list[Words]:
        with self._shelf.lend(asked_text=asked(numbers)):
            table = self._shelf.table("deduplicate/select_words")
        columns = (listed(table, name) for name in ("text_no", "title", "text"))
        known = {number: Words(title, text) for number, title, text in zip(*columns, strict=True)}
        return [known[number] for number in numbers]


def compared(connection: Connection, articles: pa.Table, texts: Texts) -> Analysis:
    """Compare the texts of a table and join its articles to families."""
    read = corpus(articles, lambda place: texts.read([place])[0])
    execute(connection, "migrations/0037_text_index")
    shelf = Shelf(connection)
    with SpooledRows() as rows:
        upkeep = Upkeep(shelf, _TableLibrary(read, texts), notes=ShelvedNotes(rows), window=WINDOW)
        upkeep.enter([Arrival(number, row) for number, row in enumerate(read.rows)])
        upkeep.compare()
    numbers = range(len(read.rows))
    with shelf.lend(asked_text=asked(numbers)):
        contents = shelf.table("deduplicate/select_contents")
    return analysed(read, comparison(numbers, contents, shelf.table("deduplicate/select_likenesses")))


def _spooled(reader: pa.RecordBatchReader, texts: SpooledTexts, progress: Progress) -> pa.Table:
    """All rows without their texts, which go to disk."""
    names = [name for name in reader.schema.names if name != "text"]
    rows = []
    for batch in reader:
        texts.add(batch["text"].to_pylist())
        rows.append(batch.select(names))
        progress("read", len(texts), 0)
    return pa.Table.from_batches(rows, pa.schema([reader.schema.field(name) for name in names]))
