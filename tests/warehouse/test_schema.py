import pytest

from ingest.records import (
    Attribution,
    Citation,
    Credit,
    DateMention,
    EntityMention,
    FamilyMember,
    Fetch,
    Figure,
    Hop,
    LineageSignal,
    Place,
    Quote,
    Record,
    Reuse,
)
from ingest.warehouse import memory

RECORDS = {
    "fact_fetch": Fetch,
    "fact_family_member": FamilyMember,
    "fact_lineage_signal": LineageSignal,
    "fact_reuse": Reuse,
    "fact_credit": Credit,
    "fact_attribution": Attribution,
    "fact_citation": Citation,
    "fact_quote": Quote,
    "fact_mention": Place,
    "fact_time_expression": DateMention,
    "fact_entity": EntityMention,
    "fact_figure": Figure,
    "fact_lineage": Hop,
}
KEYS = {"articles_producer", "producer", "version_id", "article_id", "segment_id", "ordinal"}
PUBLIC = {
    *(
        "agencies",
        "articles",
        "attributions",
        "citations",
        "copies",
        "coverage",
        "extraction_rot",
        "credits",
        "dates",
        "edits",
        "entities",
        "entries",
        "article_places",
        "headlines",
        "stories",
        "story_members",
    ),
    *(
        "families",
        "family_aliases",
        "figures",
        "feed_identity",
        "feeds",
        "fetches",
        "funnel",
        "gains",
        "leases",
        "lineage",
        "lineage_signals",
        "outcomes",
        "outlet_days",
        "outlets",
        "places",
    ),
    *("polls", "quotes", "rejections", "reuses", "runs", "versions"),
}


@pytest.mark.parametrize(("table", "record"), RECORDS.items())
def test_a_table_has_the_fields_of_its_record(table: str, record: type[Record]) -> None:
    with memory(schema=True) as connection:
        columns = connection.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall()
    names = {name for (name,) in columns}
    assert names - KEYS == set(record.model_fields) - KEYS


def test_every_table_view_and_column_says_what_it_is() -> None:
    with memory(schema=True) as connection:
        silent = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
            " UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE NOT internal AND comment IS NULL"
            " UNION ALL SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
        ).fetchall()
    assert silent == []


def test_readers_get_these_views() -> None:
    with memory(schema=True) as connection:
        views = connection.execute(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'news'"
        ).fetchall()
    assert {name for (name,) in views} == PUBLIC


def test_a_memory_without_a_schema_is_empty() -> None:
    with memory() as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]
