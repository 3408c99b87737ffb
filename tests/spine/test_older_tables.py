"""What an older version prepared and did not load is prepared anew, since captures are the truth."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.capture.history import START, seen

from ingest.errors import OlderSnapshot
from ingest.pipeline import (
    ARTICLES_PRODUCER,
    Workplace,
    audit,
    ingest_captures,
    prepare,
    published_digest,
    replay,
)
from ingest.records import FetchOutcome, Run, RunMode
from ingest.settings import Settings

_FEED = b"""<rss version="2.0"><channel><title>F</title>
<item><title>Ferry late</title><link>https://a.example/1</link></item></channel></rss>"""


def _published(home: Path) -> tuple[Workplace, str]:
    place = Workplace.of(Settings(home=home))
    run = Run(run_id="poll-1", mode=RunMode.POLL, started_at=START, software="ingest/0")
    segment = place.archive.write_captures(run, [seen(FetchOutcome.FETCHED, body=_FEED).capture])
    assert ingest_captures(place).segments == (segment,)
    return place, published_digest(place)


def test_a_snapshot_of_an_older_version_says_so_and_is_renewed_by_a_run_that_finds_nothing_new(
    tmp_path: Path,
) -> None:
    place, digest = _published(tmp_path / "home")
    with place.warehouse.writer() as replica:
        replica.connection.execute("DROP SCHEMA news CASCADE; CREATE SCHEMA news")
        replica.connection.execute("DELETE FROM schema_migration WHERE version = 0")
        replica.seal()
        place.warehouse.switch_to(replica.path)
    with pytest.raises(OlderSnapshot, match="ingest run"):
        audit(place)
    assert ingest_captures(place).segments == ()
    assert [check for check in audit(place) if check.difference] == []
    assert published_digest(place) == digest


def test_columns_that_an_older_version_did_not_write_stop_no_load(tmp_path: Path) -> None:
    place = Workplace.of(Settings(home=tmp_path / "home"))
    run = Run(run_id="poll-1", mode=RunMode.POLL, started_at=START, software="ingest/0")
    segment = place.archive.write_captures(run, [seen(FetchOutcome.FETCHED, body=_FEED).capture])
    assert prepare(place) == (segment,)
    assert prepare(place) == ()
    fetches = place.archive.table_path("articles", ARTICLES_PRODUCER, segment, "fetches")
    pq.write_table(pq.read_table(fetches).drop_columns(["channel", "hub_urls"]), fetches)
    assert ingest_captures(place).segments == (segment,)
    assert replay(place, into=tmp_path / "again") == published_digest(place)
