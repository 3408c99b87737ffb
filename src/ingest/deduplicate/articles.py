"""From texts to articles: an article may have several texts, a text may stand in several articles."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from ingest.deduplicate.comparison import Comparison
from ingest.deduplicate.corpus import Corpus, Row
from ingest.deduplicate.lineage import Member

_LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of a corpus, numbered in the order of their ids."""

    ids: tuple[str, ...]
    number: tuple[int, ...]  # of the article of each text
    rows: tuple[tuple[int, ...], ...]  # the texts of each article


def articles(read: Corpus) -> Articles:
    """Number the articles of a corpus."""
    ids = sorted({row.article_id for row in read.rows})
    numbers = {article_id: number for number, article_id in enumerate(ids)}
    number = tuple(numbers[row.article_id] for row in read.rows)
    rows: list[list[int]] = [[] for _ in ids]
    for position, owner in enumerate(number):
        rows[owner].append(position)
    return Articles(tuple(ids), number, tuple(map(tuple, rows)))


def certain_pairs(read: Corpus, known: Articles, comparison: Comparison) -> Iterator[tuple[int, int]]:
    """Articles that need no comparison: told to be versions of one, or equal in a text."""
    by_group: defaultdict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(read.rows):
        by_group[row.group].append(known.number[position])
    for numbers in by_group.values():
        yield from pairwise(numbers)
    for first, second in comparison.equal:
        yield known.number[first], known.number[second]


def member(number: int, read: Corpus, known: Articles, comparison: Comparison) -> Member:
    """What lineage needs to know of an article, over all its texts."""
    positions = known.rows[number]
    rows = [read.rows[position] for position in positions]
    first = min(rows, key=_appearance)
    twin = comparison.twin
    return Member(
        number=number,
        source=first.source,
        earliest=first.earliest,
        latest=first.latest,
        seen_at=min((row.seen_at for row in rows if row.seen_at), default=None),
        credits=tuple(sorted({credit for row in rows for credit in row.credits})),
        agency_id=next((row.agency_id for row in rows if row.agency_id), None),
        pages=frozenset(row.page for row in rows if row.page),
        canonical_page=next((row.canonical_page for row in rows if row.canonical_page), ""),
        has_headline=any(row.title.strip() for row in rows),
        length=max(comparison.length[position] for position in positions),
        texts=tuple(sorted({twin.get(position, position) for position in positions})),
    )


def _appearance(row: Row) -> tuple[datetime, datetime]:
    return (row.latest or _LATE, row.seen_at or _LATE)
