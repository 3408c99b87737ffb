"""How the warehouse behaves when it is large: questions, search, publication, readers; SQLite as the peer.

    .venv/bin/python benchmarks/warehouse.py FOLDER --articles 1000000

A made-up year of news (`warehouse.sql`) is written straight into the tables of a replica: outlets and places
by Zipf's law, three articles in ten copies, ten mentions an article. What is measured then runs through the
code that ships: the question library, `ingest search`, `publish_snapshot`, `Warehouse.reader`.
"""

import argparse
import json
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread

from ingest.ask import SEARCH, Search, library, values
from ingest.publish import publish_snapshot
from ingest.warehouse import Connection, Warehouse, answer, renew_summaries, rows

PRODUCERS = ("normalise-bench", "extract-bench")
SEARCHES = ("minister", "market storm", '"court record" -league', "harvest bridge budget")
_SQL = Path(__file__).with_suffix(".sql")


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, by the wall."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def fill(connection: Connection, first: int, last: int) -> None:
    """Write made-up articles `first` to `last` into every table."""
    known: dict[str, object] = {
        "articles": PRODUCERS[0], "facts": PRODUCERS[1], "first": first, "last": last,
    }  # fmt: skip
    parts = _SQL.read_text(encoding="utf-8").split("\n-- ")
    for part in parts[1:]:
        if part.startswith("dimensions") and first:
            continue
        for text in part.split("\n", 1)[1].split(";\n"):
            used = {name: value for name, value in known.items() if f"${name}" in text}
            if text.strip():
                connection.execute(text, used or None)


def questions(connection: Connection) -> dict[str, float]:
    """Seconds of each question of the library, the better of two."""
    found = {}
    for question in library():
        text, given = question.statement, values(question, {})
        found[question.name] = min(
            seconds(partial(answer, connection, text, given, seconds=120, row_limit=10_000)) for _ in range(2)
        )
    return found


def searches(connection: Connection) -> dict[str, float]:
    """Seconds of each search, the better of two."""
    found = {}
    for typed in SEARCHES:
        given = Search.of(typed).parameters(
            one_a_family=True, row_limit=20, outlet=None, language=None, since=None
        )
        found[typed] = min(seconds(partial(rows, connection, SEARCH, **given)) for _ in range(2))
    return found


def peer(connection: Connection, file: Path) -> dict[str, tuple[float, float]]:
    """Seconds of three aggregations here and in SQLite, over the same rows, with indexes."""
    file.unlink(missing_ok=True)
    lite = sqlite3.connect(file)
    lite.execute("CREATE TABLE mention (version_id TEXT, name TEXT, country TEXT)")
    lite.execute("CREATE TABLE version (version_id TEXT PRIMARY KEY, outlet_id TEXT, day TEXT) WITHOUT ROWID")
    versions = connection.execute(
        "SELECT version_id, outlet_id, first_seen_at::DATE::TEXT FROM main.fact_version"
    )
    while batch := versions.fetchmany(50_000):
        lite.executemany("INSERT INTO version VALUES (?, ?, ?)", batch)
    mentions = connection.execute("SELECT version_id, name, country FROM main.fact_mention")
    while batch := mentions.fetchmany(50_000):
        lite.executemany("INSERT INTO mention VALUES (?, ?, ?)", batch)
    lite.execute("CREATE INDEX by_country ON mention (country, version_id)")
    lite.commit()
    asked = {
        "articles by outlet": "SELECT outlet_id, count(*) FROM {version} GROUP BY outlet_id",
        "articles by country": "SELECT country, count(DISTINCT version_id) FROM {mention} GROUP BY country",
        "places by outlet": "SELECT v.outlet_id, count(DISTINCT m.name) FROM {mention} m JOIN {version} v"
        " ON v.version_id = m.version_id GROUP BY v.outlet_id",
    }
    here = {"version": "main.fact_version", "mention": "main.fact_mention"}
    return {
        name: (
            seconds(partial(_all, connection, text.format(**here))),
            seconds(partial(_all, lite, text.format(version="version", mention="mention"))),
        )
        for name, text in asked.items()
    }


def _all(database: Connection | sqlite3.Connection, text: str) -> list[object]:
    return list(database.execute(text).fetchall())


def readers(warehouse: Warehouse, *, number: int, loads: int, first: int) -> dict[str, object]:
    """Many readers that ask in a loop, first in quiet and then while batches are loaded and published."""
    errors: list[str] = []
    times: list[float] = []
    done = Event()

    def read() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            try:
                with warehouse.reader() as connection:
                    connection.execute("SELECT outlet, count(*) FROM articles GROUP BY ALL").fetchall()
            except Exception as error:  # noqa: BLE001 - each is counted
                errors.append(repr(error))
            times.append(time.perf_counter() - begun)

    def percentile() -> float:
        return round(statistics.quantiles(times, n=100)[98], 3) if len(times) > 100 else max(times)

    threads = [Thread(target=read) for _ in range(number)]
    for thread in threads:
        thread.start()
    time.sleep(15)
    quiet = percentile()
    times.clear()
    for load in range(loads):
        add(warehouse, first + load * 1000, first + (load + 1) * 1000)
    busy = percentile()
    done.set()
    for thread in threads:
        thread.join()
    return {"readers": number, "loads": loads, "errors": len(errors), "first": errors[:1], "quiet_p99": quiet,
            "busy_p99": busy, "reads": len(times)}  # fmt: skip


def add(warehouse: Warehouse, first: int, last: int) -> dict[str, float]:
    """Write some more articles and publish them; seconds of each step."""
    with warehouse.writer() as replica:
        begun = time.perf_counter()
        have = replica.segments()
        ((known,),) = replica.connection.execute("SELECT count(*) FROM main.fact_version").fetchall()
        if have:
            first = int(known)
        fill(replica.connection, first, last)
        replica.connection.execute(
            "CREATE OR REPLACE TEMP TABLE changed_article AS SELECT article_id FROM made"
        )
        renew_summaries(replica.connection)
        filled = time.perf_counter()
        publish_snapshot(warehouse, replica)
    return {"fill": round(filled - begun, 2), "publish": round(time.perf_counter() - filled, 2)}


def main() -> None:
    """Print one JSON object a measurement."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--articles", type=int, default=1_000_000)
    arguments.add_argument("--readers", type=int, default=0)
    options = arguments.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    warehouse, number = Warehouse(options.folder), options.articles
    for name, measure in measurements(warehouse, number, options.readers, options.folder):
        print(json.dumps({name: measure()}), flush=True)


def measurements(
    warehouse: Warehouse, number: int, people: int, folder: Path
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each measurement with its name, in their order."""
    yield "make", lambda: add(warehouse, 0, number)
    yield "second replica", lambda: add(warehouse, 0, number + 1_000)
    for more in (2, 3, 4):
        yield f"publish 1,000 more at {number:,}", lambda more=more: add(warehouse, 0, number + more * 1_000)  # type: ignore[misc] # bound early
    yield "questions", lambda: reading(warehouse, questions)
    yield "searches", lambda: reading(warehouse, searches)
    yield "SQLite", lambda: reading(warehouse, lambda connection: peer(connection, folder / "peer.sqlite"))
    if people:
        yield "readers", lambda: readers(warehouse, number=people, loads=20, first=number + 4_000)
    yield "memory", lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    yield "bytes an article", lambda: round(warehouse.published_path().stat().st_size / number)


def reading(warehouse: Warehouse, work: Callable[[Connection], object]) -> object:
    """What is measured on a reader's connection."""
    with warehouse.reader() as connection:
        return work(connection)


if __name__ == "__main__":
    main()
