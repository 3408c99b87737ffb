"""Two snapshots side by side: what changes for readers if the one takes the other's place."""

from pathlib import Path

import duckdb

from ingest.records import Record
from ingest.warehouse.connections import READER_BYTES
from ingest.warehouse.statements import execute, rows


class ReadingChange(Record):
    """One way in which one article is read differently."""

    change: str  # an article more, title, text, published, family, quotes …
    outlet: str
    before: str
    after: str
    article_id: str


class Comparison(Record):
    """What changes, in numbers and examples."""

    articles_before: int
    articles_after: int
    articles_changed: int
    counts: dict[str, int]  # articles by change, the most frequent first
    examples: tuple[ReadingChange, ...]


def compare_snapshots(published: Path, rebuilt: Path, *, examples: int) -> Comparison:
    """Compare what readers of two snapshots see, article by article.

    Args:
        published: the file that readers have now.
        rebuilt: the file that would take its place.
        examples: of each change, at most.

    Raises:
        duckdb.Error: one of them cannot be opened.
    """
    connection = duckdb.connect(config={"memory_limit": f"{READER_BYTES}B", "temp_directory": ""})
    try:
        connection.execute("SET TimeZone = 'UTC'")
        for name, path in (("published", published), ("rebuilt", rebuilt)):
            quoted = str(path).replace("'", "''")  # ATTACH takes no parameter
            connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        connection.execute("SET enable_external_access = false")
        execute(connection, "replay/stage_changes")
        ((before, after, changed),) = rows(connection, "replay/count_articles")
        return Comparison(
            articles_before=before,
            articles_after=after,
            articles_changed=changed,
            counts=dict(rows(connection, "replay/count_changes")),
            examples=tuple(
                ReadingChange(
                    change=change, outlet=outlet, before=was, after=is_now, article_id=article_id
                )
                for change, outlet, was, is_now, article_id in rows(
                    connection, "replay/select_examples", examples=examples
                )
            ),
        )  # fmt: skip
    finally:
        connection.close()
