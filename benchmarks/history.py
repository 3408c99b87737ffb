"""Archives at scale: WARC read beside fastwarc and warcio, one host out of many, the whole spine, its memory.

Run `python -m benchmarks.history [--pages 25000] [--padding 60000] [--hosts 200]`. The crawl is made of the
simulated press: a story of its own for each page, every fourth a copy. Real pages have ten times the markup,
so each gets a script of `--padding` letters. Prints one JSON object; fastwarc is measured where it is there.
Compare figures of one run: those of shared machines vary by 30%.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks.measuring import cost_of

from ingest.archive import Holdings, Wants
from ingest.history import Limits, Order, Scope, Source, SourceKind
from ingest.newsroom import Sighting, warc_record
from ingest.newsroom.edition import Edition
from ingest.newsroom.outlets import houses
from ingest.newsroom.pages import article_page
from ingest.newsroom.pieces import Piece
from ingest.newsroom.writers import Writers
from ingest.pipeline import Workplace, backfill, load_and_publish, prepare
from ingest.settings import Settings

BEGIN = datetime(2017, 1, 1, 6, tzinfo=UTC)
FILES = 4
ONE = "paper-3.example"
STEPS = (("whole", "", "load"), ("normalised", "", "prepare"), ("one_host", ONE, "prepare"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 ;=(){}"


def pieces(count: int, hosts: int) -> Iterator[Piece]:
    """Stories on so many hosts, every fourth a copy of an earlier one."""
    writers = Writers(Random(7), drafts=1)  # noqa: S311 - a benchmark must repeat itself
    sound = [house for house in houses() if house.fault is None and house.kind != "agency"]
    papers = [
        sound[number % len(sound)].model_copy(update={"domain": f"paper-{number}.example"})
        for number in range(hosts)
    ]
    written: list[Piece] = []
    for number in range(count):
        at, house = BEGIN + timedelta(minutes=47 * number), papers[number * 7 % hosts]
        if number % 4 == 3:
            parent = written[-1 - writers.rng.randrange(min(len(written), 40))]
            piece = writers.second_hand(parent, house, at, night=1)
        else:
            piece = writers.staff(house, at, night=1)
            written = [*written[-200:], piece]
        yield piece


def make(folder: Path, *, count: int, padding: int, hosts: int) -> None:
    """The crawl: four WARC files of gzipped records."""
    folder.mkdir()
    rng = Random(9)  # noqa: S311 - a benchmark must repeat itself
    empty = Edition(night=1, now=BEGIN, houses=(), pieces=())
    made = pieces(count, hosts)
    for number in range(FILES):
        with (folder / f"crawl-{number}.warc.gz").open("wb") as file:
            for _ in range(count // FILES):
                piece = next(made)
                script = "".join(rng.choices(_LETTERS, k=padding // 4)) * 4
                page = article_page(piece, empty).replace("</body>", f"<script>{script}</script></body>")
                seen = piece.published + timedelta(minutes=30)
                file.write(warc_record(Sighting(url=piece.url, at=seen, body=page.encode())))


def read_alone(folder: Path) -> dict[str, float]:
    """CPU seconds of reading every record with its headers and body."""
    readers: dict[str, Callable[[Path], int]] = {"ours": _ours, "one_host": _one_host, "warcio": _warcio}
    if find_spec("fastwarc"):
        readers["fastwarc"] = _fastwarc
    seconds: dict[str, float] = {}
    for name, reader in readers.items():
        began = process_time()
        records = sum(map(reader, sorted(folder.iterdir())))
        seconds[name] = process_time() - began
        seconds[f"{name}_records"] = records
    return seconds


def _ours(file: Path, wants: Wants = lambda _url, _date: True) -> int:
    records = Holdings(file).records(file.name, start=0, wants=wants)
    return sum(held.capture is not None for held in records)


def _one_host(file: Path) -> int:
    return _ours(file, Scope(outlets=(ONE,)).wants)


def _fastwarc(file: Path) -> int:
    peer: Any = import_module("fastwarc.warc")
    with file.open("rb") as stream:
        records = peer.ArchiveIterator(stream, record_types=peer.WarcRecordType.response, parse_http=True)
        return sum(len(record.reader.read()) > 0 for record in records)


def _warcio(file: Path) -> int:
    peer: Any = import_module("warcio.archiveiterator")
    with file.open("rb") as stream:
        return sum(len(record.content_stream().read()) > 0 for record in peer.ArchiveIterator(stream))


def spine(folder: Path, home: Path, outlets: tuple[str, ...], *, loads: bool) -> None:
    """One backfill, prepared and loaded."""
    place = Workplace.of(Settings(home=home))
    order = Order(source=Source(kind=SourceKind.WARC, place=str(folder)), scope=Scope(outlets=outlets))
    backfill(place, order, limits=Limits(), clock=lambda: datetime.now(UTC))
    prepare(place)
    if loads:
        load_and_publish(place)


def main(count: int, padding: int, hosts: int) -> dict[str, Any]:
    """Everything, once."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "crawl"
        make(folder, count=count, padding=padding, hosts=hosts)
        size = sum(path.stat().st_size for path in folder.iterdir())
        alone = read_alone(folder)
        costs = {}
        for name, outlets, step in STEPS:
            command = [
                sys.executable,
                "-m",
                "benchmarks.history",
                "--spine",
                str(folder),
                f"{scratch}/{name}",
                outlets,
                step,
            ]
            costs[name] = cost_of(command)._asdict()
    return {
        "pages": count, "bytes": size, "read_alone_cpu_seconds": alone, "spine": costs,
        "articles_a_second": count / costs["whole"]["wall"],
        "articles_a_cpu_second": count / costs["whole"]["cpu"],
        "one_host_share": costs["one_host"]["cpu"] / costs["normalised"]["cpu"],
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=25_000)
    parser.add_argument("--padding", type=int, default=60_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--spine", nargs=4, metavar=("FOLDER", "HOME", "OUTLETS", "STEP"))
    chosen = parser.parse_args()
    if chosen.spine:
        crawl, home, outlets, step = chosen.spine
        spine(Path(crawl), Path(home), tuple(filter(None, [outlets])), loads=step == "load")
    else:
        print(json.dumps(main(chosen.pages, chosen.padding, chosen.hosts), indent=1))
