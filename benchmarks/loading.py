"""How fast segments are loaded: the load that ships against a bare Arrow insert of the same rows, in one run.

    .venv/bin/python benchmarks/loading.py FOLDER --articles 200000

Segments of 10,000 made-up articles (3 kB of text, ten places, two attributed statements, a quote, a date, a
hop each) are written as the stages before would leave them, then loaded by `load_segments` in batches, one
transaction each. Then every table of the result is read into Arrow and inserted into an empty file with the
same tables: nothing can be quicker than that. Families are handed over made, since finding them has a
benchmark of its own (`families.py`).
"""

import argparse
import json
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.archive import Archive
from ingest.load import load_segments
from ingest.records import (
    Article,
    ArticleVersion,
    Attribution,
    BodySource,
    CaptureKind,
    DateMention,
    Facts,
    FamilyMember,
    Fetch,
    FetchOutcome,
    Hop,
    ListedEntry,
    Moment,
    Place,
    Precision,
    Quote,
    Record,
    Relation,
    Run,
    RunMode,
    Span,
    VersionFacts,
    ZoneBasis,
    identity,
)
from ingest.warehouse import Connection, Warehouse, memory

PRODUCERS = ("normalise-bench", "extract-bench")
A_SEGMENT = 10_000
DAWN = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = (
    "minister", "market", "storm", "court", "record", "league", "harvest", "bridge", "budget", "school",
    "river", "police", "energy", "museum", "border", "doctor", "island", "factory", "election", "railway",
)  # fmt: skip


class Found(Record):
    """Families as the deduplicate stage hands them over."""

    members: tuple[FamilyMember, ...]
    reuses: tuple[Any, ...] = ()
    signals: tuple[Any, ...] = ()
    retold: tuple[str, ...] = ()


class _Handed:
    """Families that were made before."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def __call__(self, _connection: Connection) -> Found:
        return self._found


def articles(segment: str, number: int) -> Iterator[tuple[Fetch, ArticleVersion, VersionFacts]]:
    """The rows of one article after the other."""
    for i in range(number * A_SEGMENT, (number + 1) * A_SEGMENT):
        at = DAWN + timedelta(seconds=31 * i)
        outlet = f"outlet{i % 400}.example"
        url = f"https://{outlet}/{i}"
        text = " ".join(f"{WORDS[(i * 7 + k * k) % 20]}{(i * k) % 997}" for k in range(330))
        article = Article(
            article_id=identity("article", url), url=url, canonical_url=url, outlet_id=outlet,
            title=f"{WORDS[i % 20]} {WORDS[i % 19]} {i}", text=text, body_source=BodySource.PAGE,
            published=Moment(at=at, day=at.date(), precision=Precision.MINUTE, zone_basis=ZoneBasis.OFFSET,
                             origin="jsonld:datePublished", raw=at.isoformat()), language="en",
        )  # fmt: skip
        capture_id = identity("page", url)
        version = ArticleVersion(version_id=article.version_id, capture_id=capture_id, segment_id=segment,
                                 seen_at=at, word_count=330, article=article)  # fmt: skip
        yield _fetch(segment, capture_id, url, at, version), version, _facts(version, i)


def _fetch(segment: str, capture_id: str, url: str, at: datetime, version: ArticleVersion) -> Fetch:
    return Fetch(
        capture_id=capture_id, segment_id=segment, run_id="run", kind=CaptureKind.PAGE, url=url,
        final_url=url, feed_url=None, fetched_at=at, outcome=FetchOutcome.FETCHED, detail="", status=200,
        body_bytes=30_000,
        payload_sha256=None, etag=None, last_modified=None, retry_after=None, interval_floor=None,
        moved_to=None, seconds=0.2, warc_file=f"captures/{segment}", warc_offset=0, result="article",
        reason="", article_id=version.article.article_id, version_id=version.version_id,
    )  # fmt: skip


def _facts(version: ArticleVersion, i: int) -> VersionFacts:
    span = Span(start=0, end=9)
    said = Attribution(source=(span,), cue=(span,), content=(span,), kind="indirect", source_type="person",
                       source_name=f"Person {i % 20_000}", score=1.0)  # fmt: skip
    places = tuple(
        Place(name=f"Place {(i * 10 + k) % 3000}", start=k, end=k + 5, kind="city", country="FR")
        for k in range(10)
    )
    day = DateMention(start=0, end=6, text="Monday", value="x", first_day=DAWN.date(), last_day=DAWN.date(),
                      anchor="published")  # fmt: skip
    hop = Hop(depth=0, name="Paper", entity_id=None, kind="outlet", relation="publishes", evidence="address")
    quote = Quote(start=0, end=40, speaker=None, quote_id=identity("quote", str(i)), is_closed=True)
    facts = Facts(attributions=(said, said), citations=(), quotes=(quote,), places=places, dates=(day,),
                  chain=(hop,))  # fmt: skip
    return VersionFacts(version_id=version.version_id, article_id=version.article.article_id, facts=facts)


def make_segments(archive: Archive, number: int) -> list[str]:
    """Write what normalise and extract would leave, segment after segment, unless it is there."""
    names = []
    for index in range(number):
        started = DAWN + timedelta(seconds=31 * index * A_SEGMENT)
        run = Run(run_id=f"run-{index}", mode=RunMode.NIGHTLY, started_at=started, software="ingest/bench")
        name = f"{started:%Y%m%dT%H%M%S%fZ}-{run.run_id}"
        names.append(name)
        if name in archive.segments():
            continue
        made = list(articles(name, index))
        archive.write_tables(
            "articles", PRODUCERS[0], name,
            {"fetches": (Fetch, [fetch for fetch, _, _ in made]), "entries": (ListedEntry, []),
             "articles": (ArticleVersion, [version for _, version, _ in made])},
        )  # fmt: skip
        archive.write_tables(
            "facts", PRODUCERS[1], name, {"facts": (VersionFacts, [facts for _, _, facts in made])}
        )
        archive.write_captures(run, ())
    return names


def members(archive: Archive, names: Sequence[str]) -> Found:
    """Everybody alone."""
    found = []
    for name in names:
        table = pq.read_table(
            archive.table_path("articles", PRODUCERS[0], name, "articles"), columns=["article"]
        )
        ids = pc.struct_field(table["article"], "article_id").to_pylist()
        found += [
            FamilyMember(article_id=one, family_id=one, relation=Relation.ORIGINAL, parent_id=None,
                         parent_agency_id=None, score=1.0, method="alone", evidence="none", confidence=1.0)
            for one in ids
        ]  # fmt: skip
    return Found(members=tuple(found))


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the wall and of the processor."""
    wall, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - wall, after.user + after.system - before.user - before.system


def load(warehouse: Warehouse, archive: Archive, names: Sequence[str], a_batch: int) -> tuple[float, float]:
    """Load everything in batches; what families cost to make is not counted."""
    wall = cpu = 0.0
    with warehouse.writer() as replica:
        for at in range(0, len(names), a_batch):
            batch = names[at : at + a_batch]
            found = members(archive, batch)
            one, two = spent(
                partial(load_segments, replica, batch, archive=archive, copies=_Handed(found),
                        articles_producer=PRODUCERS[0], facts_producer=PRODUCERS[1])
            )  # fmt: skip
            wall, cpu = wall + one, cpu + two
        one, two = spent(replica.seal)
        warehouse.switch_to(replica.path)
    return wall + one, cpu + two


def insert(source: Connection, target: Path) -> tuple[float, float]:
    """Insert the same rows from Arrow into a file with the same tables."""
    target.unlink(missing_ok=True)
    wall = cpu = 0.0
    with memory(schema=True) as empty:
        known = empty.execute("SELECT table_name, sql FROM duckdb_tables() WHERE NOT internal").fetchall()
        empty.execute(f"ATTACH '{target}' AS target")
        empty.execute("USE target")
        for name, text in known:
            empty.execute(text)
            for batch in source.table(f"warehouse.main.{name}").to_arrow_reader(200_000):
                empty.register("fresh", pa.table(batch))
                one, two = spent(partial(empty.execute, f"INSERT INTO {name} FROM temp.fresh"))
                empty.unregister("fresh")
                wall, cpu = wall + one, cpu + two
        one, two = spent(partial(empty.execute, "CHECKPOINT target"))
    return wall + one, cpu + two


def main() -> None:
    """Print one JSON object a measurement."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--articles", type=int, default=200_000)
    arguments.add_argument("--batch", type=int, default=2, help="segments a transaction")
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    archive, warehouse = Archive(options.folder), Warehouse(options.folder)
    names = make_segments(archive, options.articles // A_SEGMENT)
    wall, cpu = load(warehouse, archive, names, options.batch)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    with warehouse.reader() as connection:
        bare, bare_cpu = insert(connection, options.folder / "bare.duckdb")
    size = warehouse.published_path().stat().st_size
    print(json.dumps({
        "articles": options.articles, "load": round(wall, 1), "load_cpu": round(cpu, 1),
        "articles_a_second": round(options.articles / wall),
        "articles_a_cpu_second": round(options.articles / cpu),
        "bare": round(bare, 1), "bare_cpu": round(bare_cpu, 1), "rate_of_bare": round(bare / wall, 2),
        "rate_of_bare_cpu": round(bare_cpu / cpu, 2), "peak_memory_mb": peak // 1_000_000,
        "bytes_an_article": size // options.articles,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
