"""The door: articles of a segment in, facts of the segment out, through worker processes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.extract.articles import article

from ingest.archive import Archive
from ingest.extract import extract_facts, extract_segment
from ingest.knowledge import packaged
from ingest.records import ArticleVersion, VersionFacts
from ingest.workers import Workers

SEGMENT = "20240220T120000000000Z-test"


def _version(number: int, capture: str) -> ArticleVersion:
    made = article(f"The mayor said rents fell by {number} percent.", url=f"https://example.org/{number}")
    return ArticleVersion(
        version_id=made.version_id,
        capture_id=capture,
        segment_id=SEGMENT,
        seen_at=datetime(2024, 2, 20, tzinfo=UTC),
        word_count=8,
        article=made,
    )


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, item_seconds=60, shared=packaged()) as pool:
        yield pool


def _extracted(
    home: Path, versions: list[ArticleVersion], workers: Workers
) -> tuple[list[VersionFacts], list[int]]:
    archive = Archive(home)
    archive.write_tables("articles", "normalise-1", SEGMENT, {"articles": (ArticleVersion, versions)})
    done: list[int] = []
    extract_segment(
        SEGMENT,
        archive=archive,
        workers=workers,
        articles_producer="normalise-1",
        producer="extract-1",
        progress=lambda _label, number, _total: done.append(number),
    )
    path = archive.table_path("facts", "extract-1", SEGMENT, "facts")
    return list(archive.read_records(path, VersionFacts)), done


def test_each_version_has_one_row_with_its_facts(tmp_path: Path, workers: Workers) -> None:
    versions = [_version(number, f"c{number}") for number in range(40)]
    rows, done = _extracted(tmp_path, versions, workers)
    assert [row.version_id for row in rows] == [version.version_id for version in versions]
    assert [row.facts for row in rows] == [extract_facts(version.article) for version in versions]
    assert done == list(range(1, 41))


def test_a_version_that_two_captures_show_is_read_once(tmp_path: Path, workers: Workers) -> None:
    rows, _ = _extracted(tmp_path, [_version(1, "a"), _version(1, "b"), _version(2, "c")], workers)
    assert len(rows) == 2


def test_a_segment_without_articles_has_no_facts(tmp_path: Path, workers: Workers) -> None:
    rows, _ = _extracted(tmp_path, [], workers)
    assert rows == []
