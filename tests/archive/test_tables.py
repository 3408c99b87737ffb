from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import create_model
from tests.archive.samples import NOON, entry, page, run

from ingest.archive import Archive
from ingest.archive.schemas import arrow_schema
from ingest.errors import PermanentError, UnreadableFile
from ingest.records import (
    Article,
    ArticleVersion,
    BodySource,
    Enclosure,
    FeedEntry,
    Outlet,
    Record,
    VersionFacts,
)

SEGMENT = "20240220T120000123456Z-r1"


def versions(count: int) -> list[ArticleVersion]:
    return [
        ArticleVersion(
            version_id=f"{number:016x}", capture_id="c", segment_id=SEGMENT, seen_at=NOON, word_count=2,
            article=Article(
                article_id="a", url="u", canonical_url="u", outlet_id="o", title="T", text=f"text {number}",
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


def test_no_records_make_an_empty_table_with_all_columns(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write_tables("facts", "p", SEGMENT, {"facts": (VersionFacts, [])})
    path = archive.table_path("facts", "p", SEGMENT, "facts")
    assert list(archive.read_records(path, VersionFacts)) == []
    assert pq.read_schema(path).names == ["version_id", "article_id", "facts"]


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        archive = Archive(tmp_path / name)
        archive.write_tables("articles", "p", SEGMENT, {"articles": (ArticleVersion, versions(10))})
        contents.append(archive.table_path("articles", "p", SEGMENT, "articles").read_bytes())
    assert contents[0] == contents[1]


def test_tables_exist_together_or_not_at_all(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert not archive.has_tables("articles", "p", SEGMENT)
    huge = [Enclosure(url="u", length=1 << 70)]
    with pytest.raises(PermanentError, match="a value of a Enclosure does not fit"):
        archive.write_tables("articles", "p", SEGMENT, {"a": (Enclosure, []), "b": (Enclosure, huge)})
    assert not archive.has_tables("articles", "p", SEGMENT)
    archive.write_tables("articles", "p", SEGMENT, {"a": (Enclosure, []), "b": (Enclosure, [])})
    assert archive.has_tables("articles", "p", SEGMENT)


def test_tables_with_other_columns_than_todays_count_as_not_written_and_are_written_anew(
    tmp_path: Path,
) -> None:
    archive = Archive(tmp_path)
    rows = {"links": (Enclosure, [Enclosure(url="first")])}
    archive.write_tables("articles", "p", SEGMENT, rows)
    path = archive.table_path("articles", "p", SEGMENT, "links")
    today = path.read_bytes()
    pq.write_table(pq.read_table(path).drop_columns(["length"]), path)
    assert not archive.has_tables("articles", "p", SEGMENT)
    archive.write_tables("articles", "p", SEGMENT, rows)
    assert path.read_bytes() == today


def test_tables_that_exist_stay(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for url in ("first", "second"):
        archive.write_tables("articles", "p", SEGMENT, {"links": (Enclosure, [Enclosure(url=url)])})
    path = archive.table_path("articles", "p", SEGMENT, "links")
    assert [link.url for link in archive.read_records(path, Enclosure)] == ["first"]
    assert list((tmp_path / "articles/.partial").iterdir()) == []


@pytest.mark.parametrize("name", ["..", "a/b", "", ".partial", "captures", "warehouse", "a\nb"])
def test_a_name_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    archive = Archive(tmp_path)
    for place in (
        (name, "p", SEGMENT, "t"),
        ("a", name, SEGMENT, "t"),
        ("a", "p", name, "t"),
        ("a", "p", SEGMENT, name),
    ):
        with pytest.raises(PermanentError):
            archive.table_path(*place)


def test_a_table_of_something_else_is_unreadable(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write_tables("articles", "p", SEGMENT, {"links": (Enclosure, [Enclosure(url="u")])})
    path = archive.table_path("articles", "p", SEGMENT, "links")
    with pytest.raises(UnreadableFile, match="cannot be read as a table of FeedEntry"):
        list(archive.read_records(path, FeedEntry))
    path.write_bytes(b"PAR1 but not really")
    with pytest.raises(UnreadableFile, match="cannot be read as a table of Enclosure"):
        list(archive.read_records(path, Enclosure))
    with pytest.raises(UnreadableFile):
        list(archive.read_records(tmp_path / "absent.parquet", Enclosure))


def test_columns_follow_the_record() -> None:
    schema = arrow_schema(ArticleVersion)
    assert schema.field("seen_at").type == pa.timestamp("us", tz="UTC")
    assert schema.field("word_count").type == pa.int64()
    assert not schema.field("word_count").nullable
    article = schema.field("article").type
    assert article.field("body_source").type == pa.string()
    assert article.field("is_free").nullable
    assert article.field("is_free").type == pa.bool_()
    assert article.field("dateline").type.field("day").type == pa.date32()
    assert pa.types.is_list(article.field("authors").type)
    assert pa.types.is_struct(article.field("published").type.field("alternatives").type.value_type)
    assert schema.metadata == {b"ingest.record": b"ArticleVersion", b"ingest.schema_version": b"1"}


@pytest.mark.parametrize("annotation", [dict[str, str], int | str, tuple[int, str], object])
def test_a_type_without_a_column_is_refused(annotation: Any) -> None:
    odd = create_model("Odd", __base__=Record, field=(annotation, ...))
    with pytest.raises(TypeError):
        arrow_schema(odd)


class Endless(Record):
    inside: "tuple[Endless, ...]" = ()


def test_a_record_inside_itself_is_refused() -> None:
    with pytest.raises(TypeError, match="Endless contains itself"):
        arrow_schema(Endless)


def test_a_replay_derives_elsewhere_from_the_same_captures(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "one")
    segment_id = archive.write_captures(run(), [page()])
    archive.save_knowledge([Outlet(outlet_id="own.example", domain="own.example", name="Own")], [])
    archive.write_tables("articles", "p", segment_id, {"links": (Enclosure, [])})
    replay = archive.sharing_captures(tmp_path / "two")
    assert replay.segments() == (segment_id,)
    assert list(replay.read_captures(segment_id)) == list(archive.read_captures(segment_id))
    assert replay.knowledge() == archive.knowledge()
    assert not replay.has_tables("articles", "p", segment_id)
    replay.write_tables("articles", "p", segment_id, {"links": (Enclosure, [])})
    assert replay.table_path("articles", "p", segment_id, "links").is_relative_to(tmp_path / "two")
    assert replay.usage() == archive.usage()
