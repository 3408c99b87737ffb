from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import create_model

from ingest.archive import Archive
from ingest.archive.schemas import arrow_schema
from ingest.errors import PermanentError, UnreadableFile
from ingest.records import Article, ArticleVersion, BodySource, Enclosure, FeedEntry, Record, VersionFacts
from tests.archive.samples import NOON, entry

SEGMENT = "20240220T120000123456Z-r1"


def versions(count: int) -> list[ArticleVersion]:
    return [
        ArticleVersion(
            version_id=f"{number:016x}", capture_id="c", segment_id=SEGMENT, seen_at=NOON, word_count=2,
            article=Article(
                article_id="a", url="u", canonical_url="u", outlet_id="o", title="T", text=f"two words {number}",
                body_source=BodySource.PAGE, published=entry().published, is_free=None,
            ),
        )
        for number in range(count)
    ]  # fmt: skip


def test_records_come_back_equal_and_in_order(tmp_path: Path) -> None:
    archive, those = Archive(tmp_path), versions(2_500)
    archive.write_tables("articles", "normalise-1", SEGMENT, {"articles": (ArticleVersion, iter(those))})
    path = archive.table_path("articles", "normalise-1", SEGMENT, "articles")
    assert list(archive.read_records(path, ArticleVersion)) == those
