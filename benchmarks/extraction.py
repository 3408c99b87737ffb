"""How fast pages become articles, beside trafilatura in the same run; how it scales; whether memory grows.

Run `python benchmarks/extraction.py FOLDER [--rounds N] [--memory PAGES]`: FOLDER holds pages, `*.html` or
`*.html.gz`. Prints one JSON object. Rates are pages a CPU second of one process; `speedup` is the wall time
of one worker process over that of two, both warm. Memory is the resident size of one process that reads PAGES
pages without ever being renewed, after each tenth of them.
"""

import argparse
import gzip
import json
import resource
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from trafilatura import bare_extraction

from ingest.errors import NotAnArticle
from ingest.knowledge import Knowledge, packaged
from ingest.normalise import normalise
from ingest.normalise.books import Place
from ingest.normalise.reading import Item, read_capture
from ingest.records import Capture, CaptureKind, FetchOutcome
from ingest.workers import GaveUp, Workers, preload

URL = "https://a.example/b"
SEEN = datetime(2026, 1, 1, tzinfo=UTC)
PAGE_SIZE = resource.getpagesize()


def read_page(payload: bytes, knowledge: Knowledge) -> str:
    """`article` or why it is none."""
    try:
        normalise(payload, url=URL, seen_at=SEEN, knowledge=knowledge)
    except NotAnArticle as error:
        return error.reason
    return "article"


def peer(payload: bytes) -> None:
    """The same page by trafilatura alone, text and metadata."""
    bare_extraction(payload.decode("utf-8", "replace"), include_comments=False, with_metadata=True)


def rate(read: Callable[[bytes], object], pages: Sequence[bytes], rounds: int) -> float:
    """Pages a CPU second, the best of some rounds: other programs only ever slow one down."""
    seconds = []
    for _ in range(rounds):
        begun = process_time()
        for payload in pages:
            read(payload)
        seconds.append(process_time() - begun)
    return len(pages) / min(seconds)


def as_item(payload: bytes) -> Item:
    """A page as the stage sends it to a worker."""
    capture = Capture(
        capture_id="c", kind=CaptureKind.PAGE, url=URL, final_url=URL, fetched_at=SEEN,
        outcome=FetchOutcome.FETCHED, status=200, body=payload,
    )  # fmt: skip
    return Item(capture, Place("segment", "run", "file", 0))


def wall(processes: int, pages: Sequence[bytes], knowledge: Knowledge) -> float:
    """Seconds in which so many worker processes read the pages, each warm."""
    items = [as_item(payload) for payload in pages]
    with Workers(processes, item_seconds=60, shared=knowledge) as workers:
        list(workers.map_shared(read_capture, items[: 8 * processes]))
        begun = perf_counter()
        if any(isinstance(result, GaveUp) for result in workers.map_shared(read_capture, items)):
            raise SystemExit("a page took more than a minute")
        return perf_counter() - begun


def resident_bytes() -> int:
    """The resident size of this process (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_SIZE


def growth(pages: Sequence[bytes], count: int, knowledge: Knowledge) -> Iterator[dict[str, float]]:
    """Memory and the slowest page after each tenth of the pages."""
    slowest = 0.0
    for done, payload in enumerate(islice(cycle(pages), count), start=1):
        begun = perf_counter()
        read_page(payload, knowledge)
        slowest = max(slowest, perf_counter() - begun)
        if done % max(1, count // 10) == 0:
            yield {"pages": done, "resident_mb": resident_bytes() / 1e6, "slowest_seconds": slowest}


def main(folder: Path, rounds: int, memory_pages: int) -> dict[str, Any]:
    """All figures of one machine in one run."""
    knowledge = packaged()
    pages = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for path in sorted(folder.glob("*.html*"))
    ]
    ours = rate(lambda payload: read_page(payload, knowledge), pages, rounds)
    theirs = rate(peer, pages, rounds)
    preload(["ingest.normalise.preloaded"])
    many = [*islice(cycle(pages), 3 * len(pages))]
    turns = [(wall(1, many, knowledge), wall(2, many, knowledge)) for _ in range(rounds)]
    alone, together = (min(turn[place] for turn in turns) for place in (0, 1))
    return {
        "pages": len(pages),
        "pages_a_cpu_second": {"ingest": ours, "trafilatura": theirs, "ratio": ours / theirs},
        "workers": {"one": len(many) / alone, "two": len(many) / together, "speedup": alone / together},
        "memory": [*growth(pages, memory_pages, knowledge)],
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--memory", type=int, default=1_000)
    given = options.parse_args()
    found = main(given.folder, given.rounds, given.memory)
    print(json.dumps(found, indent=1, default=str))
