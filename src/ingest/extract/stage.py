"""The door: the articles of a segment become its facts."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ingest.extract.facts import extract_facts
from ingest.knowledge import Knowledge
from ingest.records import Article, ArticleVersion, Facts, VersionFacts

if TYPE_CHECKING:  # the pure function must not cost its callers Arrow and a process pool
    from ingest.archive import Archive
    from ingest.workers import Workers

_BATCH = 32  # articles a worker gets at once: 32 take a fifth of a second, so the way there costs little

Progress = Callable[[str, int, int], None]


def extract_segment(
    segment_id: str,
    *,
    archive: "Archive",
    workers: "Workers",
    articles_producer: str,
    producer: str,
    progress: Progress,
) -> None:
    """Write `facts/<producer>/<segment>/facts.parquet`: one row for each article version of a segment.

    A version that several captures show is read once. An article that no worker could finish
    in time has empty facts. `progress` is told the number of versions done; the total is not
    known before the end (0).

    Raises:
        OutOfSpace: the disk is full.
    """
    path = archive.table_path("articles", articles_producer, segment_id, "articles")
    versions = _once(archive.read_records(path, ArticleVersion))
    rows = _counted(_rows(versions, workers), progress)
    archive.write_tables("facts", producer, segment_id, {"facts": (VersionFacts, rows)})


def _once(versions: Iterable[ArticleVersion]) -> Iterator[ArticleVersion]:
    seen: set[str] = set()
    for version in versions:
        if version.version_id not in seen:
            seen.add(version.version_id)
            yield version


def _rows(versions: Iterable[ArticleVersion], workers: "Workers") -> Iterator[VersionFacts]:
    waiting: deque[tuple[ArticleVersion, ...]] = deque()

    def batches() -> Iterator[tuple[Article, ...]]:
        remaining = iter(versions)
        while group := tuple(islice(remaining, _BATCH)):
            waiting.append(group)
            yield tuple(version.article for version in group)

    for found in workers.map_shared(_facts_of, batches()):
        group = waiting.popleft()
        facts = found if isinstance(found, tuple) else _one_by_one(group, workers)
        for version, row in zip(group, facts, strict=True):
            yield VersionFacts(
                version_id=version.version_id, article_id=version.article.article_id, facts=row
            )


def _one_by_one(group: Iterable[ArticleVersion], workers: "Workers") -> Iterator[Facts]:
    """One article that cannot be finished must not cost its neighbours their facts."""
    for found in workers.map_shared(_facts_of, ((version.article,) for version in group)):
        yield found[0] if isinstance(found, tuple) else Facts()


def _facts_of(articles: tuple[Article, ...], knowledge: Knowledge) -> tuple[Facts, ...]:
    return tuple(extract_facts(article, knowledge=knowledge) for article in articles)


def _counted(rows: Iterable[VersionFacts], progress: Progress) -> Iterator[VersionFacts]:
    for number, row in enumerate(rows, start=1):
        progress("extract", number, 0)
        yield row
