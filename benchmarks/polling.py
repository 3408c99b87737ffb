"""A full round and one of 304 over many feeds on loopback: ours beside newsboat, sfeed and lemon24/reader.

Run `python -m benchmarks.polling FOLDER [--feeds N] [--peers newsboat,sfeed,reader] [--json]`: FOLDER holds
`*.xml.gz`, of which as many feeds are made as are wanted. A round is all that a reader does until its entries
can be looked at: fetch, parse, store. Ours is `poll_feeds` and `ingest_captures`, pages left out, as others
read none; what the poll alone costs stands beside it. newsboat and sfeed are in Debian (`apt-get install
newsboat sfeed`); reader is installed into an environment of its own.

    python -m benchmarks.polling --growth       memory of a poll of 2,000 and of 20,000 small feeds
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.feed_server import FeedServer, serving
from benchmarks.measuring import Cost, cost_of
from rich.console import Console
from rich.table import Table

from ingest.pipeline import Workplace, ingest_captures, only_polls, poll_feeds
from ingest.records import RunMode, Subscription
from ingest.settings import Settings

START = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAY = timedelta(days=1)
ROOT = Path(__file__).resolve().parents[1]
JOBS = 8  # requests at once, or threads, of each reader
SMALL = 20  # entries of a feed that only tells how memory grows


class Round(NamedTuple):
    """What a round cost, how many feeds were asked for and how many were answered with 304."""

    cost: Cost
    requests: int
    unchanged: int


class Step(NamedTuple):
    """Something that is measured."""

    name: str
    command: list[str]


Peer = Callable[[Path, str, int], Iterator[Step]]
"""`peer(folder, origin, feeds)`: what to run, in order; the folder is its own."""


class Absent(Exception):  # noqa: N818 - a state of the machine
    """A peer is not installed; the message says how to get it."""


# --- the readers --------------------------------------------------------------------------------------


def ours(folder: Path, origin: str, feeds: int) -> Iterator[Step]:
    """Two rounds a day apart, from the requests to tables that can be asked."""
    return _our_rounds(folder, origin, feeds, part="round")


def our_polls(folder: Path, origin: str, feeds: int) -> Iterator[Step]:
    """The same without reading what came."""
    return _our_rounds(folder, origin, feeds, part="poll")


def _our_rounds(folder: Path, origin: str, feeds: int, *, part: str) -> Iterator[Step]:
    settings = Settings(
        home=folder, stand_ins={"*.example": origin}, host_spacing=0, requests_a_second=0, pages_a_feed=0,
        contact="benchmark@example.org", connections=JOBS,
    )  # fmt: skip
    Workplace.of(settings).archive.save_subscriptions(
        Subscription(url=f"http://f{number}.example/{number}", title=str(number), outlet_domain="example")
        for number in range(feeds)
    )
    for number, name in enumerate(("full", "304")):
        argument = json.dumps([part, settings.as_environment(), (START + number * DAY).isoformat()])
        yield Step(name, [sys.executable, "-m", "benchmarks.polling", "--ours", argument])


def newsboat(folder: Path, origin: str, feeds: int) -> Iterator[Step]:
    """With a cache of its own."""
    program = _installed("newsboat", "apt-get install newsboat")
    (folder / "urls").write_text("".join(f"{url}\n" for url in _urls(origin, feeds)), encoding="utf-8")
    (folder / "config").write_text(f"reload-threads {JOBS}\n", encoding="utf-8")
    files = [f"--url-file={folder}/urls", f"--cache-file={folder}/cache", f"--config-file={folder}/config"]
    for name in ("full", "304"):
        yield Step(name, [program, *files, "--execute=reload"])


def sfeed(folder: Path, origin: str, feeds: int) -> Iterator[Step]:
    """One set of processes for each feed."""
    program = _installed("sfeed_update", "apt-get install sfeed")
    lines = "".join(f'\tfeed "{number}" "{url}"\n' for number, url in enumerate(_urls(origin, feeds)))
    (folder / "sfeedrc").write_text(
        f'sfeedpath="{folder}/feeds"\nmaxjobs={JOBS}\nfeeds() {{\n{lines}}}\n', encoding="utf-8"
    )
    for name in ("full", "304"):
        yield Step(name, [program, str(folder / "sfeedrc")])


def reader(folder: Path, origin: str, feeds: int) -> Iterator[Step]:
    """lemon24/reader, with as many workers."""
    environment = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [str(environment / "bin/python"), "-m", "pip", "install", "--quiet", "reader", "sgmllib3k"]
    if subprocess.run(pip, check=False).returncode:
        raise Absent("reader cannot be installed: pip install reader")
    program = (
        f"import reader; r = reader.make_reader({str(folder / 'reader.sqlite')!r})\n"
        f"for n in range({feeds}): r.add_feed(f'{origin}/{{n}}', exist_ok=True)\n"
        f"r.update_feeds(scheduled=False, workers={JOBS})\n"
    )
    for name in ("full", "304"):
        yield Step(name, [str(environment / "bin/python"), "-c", program])


PEERS: Mapping[str, Peer] = {"newsboat": newsboat, "sfeed": sfeed, "reader": reader}


def _installed(program: str, how: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise Absent(f"{program} is not installed: {how}")
    return found


def _urls(origin: str, feeds: int) -> list[str]:
    return [f"{origin}/{number}" for number in range(feeds)]


# --- measuring ----------------------------------------------------------------------------------------


def rounds(peer: Peer, server: FeedServer, feeds: int) -> dict[str, Round]:
    """The rounds of one reader; `Absent` where it is not there."""
    found: dict[str, Round] = {}
    with TemporaryDirectory() as folder:
        for step in peer(Path(folder), server.origin, feeds):
            server.counted()
            paths = f"{ROOT}:{ROOT}/src"
            cost = cost_of(step.command, HOME=folder, PYTHONPATH=paths, PYTHONDONTWRITEBYTECODE="")
            found[step.name] = Round(cost, *server.counted())
    return found


def compared(bodies: Sequence[bytes], feeds: int, peers: Sequence[str]) -> dict[str, dict[str, Round]]:
    """Every reader's rounds; one that is absent is said on standard error."""
    found: dict[str, dict[str, Round]] = {}
    with serving(bodies) as server:
        found["ours"] = rounds(ours, server, feeds)
        found["ours, the poll alone"] = rounds(our_polls, server, feeds)
        for name in peers:
            try:
                found[name] = rounds(PEERS[name], server, feeds)
            except Absent as absent:
                print(f"left out: {absent}", file=sys.stderr)
    return found


def growth(sizes: Sequence[int] = (2_000, 20_000)) -> dict[str, float]:
    """Bytes of memory for each feed more, in the process that polls, for a full round and one of 304."""
    item = "<item><title>Story {0}</title><link>https://example.org/{0}</link><guid>{0}</guid></item>"
    items = "".join(item.format(number) for number in range(SMALL))
    body = f'<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()
    with serving([body]) as server:
        few, many = (rounds(our_polls, server, size) for size in sizes)
    return {
        f"{name} {what}": round(value, 2)
        for name in ("full", "304")
        for what, value in (
            ("largest process, few: MB", few[name].cost.largest / 1e6),
            ("largest process, many: MB", many[name].cost.largest / 1e6),
            ("kB a feed", (many[name].cost.largest - few[name].cost.largest) / (sizes[1] - sizes[0]) / 1e3),
            ("ms CPU a feed, many", many[name].cost.cpu / sizes[1] * 1e3),
        )
    }


def _shown(found: Mapping[str, Mapping[str, Round]], feeds: int) -> Table:
    table = Table("reader", "round", "s", "CPU s", "ms CPU a feed", "MB", "304", "wall / ours", "CPU / ours")
    for name, named in found.items():
        for which, one in named.items():
            base, cost = found["ours"][which].cost, one.cost
            table.add_row(
                name, which, f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.cpu / feeds * 1e3:.2f}",
                f"{cost.memory / 1e6:.0f}", str(one.unchanged), f"{cost.wall / base.wall:.1f}",
                f"{cost.cpu / base.cpu:.1f}",
            )  # fmt: skip
    return table


def _our_part(argument: str) -> None:
    part, environment, at = json.loads(argument)
    place = Workplace.from_environment(environment)
    if part == "poll":
        only_polls()
    poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: datetime.fromisoformat(at))
    if part == "round":
        ingest_captures(place)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--feeds", type=int, default=2_000)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--ours", help=argparse.SUPPRESS)  # one part of our round, in a process of its own
    return parser.parse_args()


def main() -> None:
    """Measure what the arguments say, and print it."""
    chosen = _arguments()
    if chosen.ours:
        _our_part(chosen.ours)
    elif chosen.growth:
        print(json.dumps(growth(), indent=1))
    else:
        bodies = [gzip.decompress(path.read_bytes()) for path in sorted(chosen.folder.glob("*.xml.gz"))]
        peers = [name for name in chosen.peers.split(",") if name]
        found = compared(bodies, chosen.feeds, peers)
        if chosen.json:
            plain = {
                name: {which: {**one.cost._asdict(), "requests": one.requests, "unchanged": one.unchanged}
                       for which, one in named.items()}
                for name, named in found.items()
            }  # fmt: skip
            print(json.dumps(plain, indent=1))
        else:
            Console(width=120).print(_shown(found, chosen.feeds))


if __name__ == "__main__":
    main()
