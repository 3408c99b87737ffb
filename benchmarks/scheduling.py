"""How late entries are found, for a given number of requests: our schedule beside others.

Run `python benchmarks/scheduling.py FOLDER_OF_FEEDS [--json]`. The publication times of real feed documents
of the last 14 days are replayed; each policy polls them, the first quarter of the entries being known at
the start, as the first fetch of a feed gives. For each peer our effort is set so that requests are equal.
"""

import gzip
import json
import math
import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from ingest.capture.rate import Rhythm, wait
from ingest.errors import NotAFeed
from ingest.parsing.feeds import parse_feed

HOUR, DAY = 3600.0, 86400.0
SEEDS = range(8)
LONGEST = timedelta(hours=12)
SHORTEST = timedelta(minutes=5)

Policy = Callable[[float, Sequence[float], "Memory"], float]
"""`policy(now, seen, memory)`: seconds to wait; `seen` are the entries' times so far."""


class Memory:
    """What a policy remembers of a feed."""

    interval = HOUR
    has_news = True


class Figures(NamedTuple):
    """Requests a feed and day; minutes until an entry is found."""

    requests: float
    mean: float
    p95: float


def timelines(folder: Path) -> list[list[float]]:
    """Publication times (seconds) of the feeds that say enough to replay them."""
    found = []
    for path in sorted(folder.glob("*.xml.gz")):
        try:
            feed = parse_feed(gzip.decompress(path.read_bytes()), url=f"https://example.org/{path.name}")
        except NotAFeed:
            continue
        dated = (entry.published.at for entry in feed.entries if entry.published)
        times = sorted(at.timestamp() for at in dated if at)
        recent = [at for at in times if at > times[-1] - 14 * DAY]
        if len(times) >= 10 and len(recent) >= 8 and recent[-1] - recent[0] > 12 * HOUR:
            found.append(recent)
    return found


def fixed(minutes: float) -> Policy:
    """The same interval for all."""
    return lambda _now, _seen, _memory: minutes * 60


def entry_frequency(factor: float) -> Policy:
    """As Miniflux: a week divided by the entries of the last week, 5 minutes to 24 hours."""

    def policy(now: float, seen: Sequence[float], _memory: Memory) -> float:
        count = sum(at > now - 7 * DAY for at in seen)
        return min(DAY, max(300.0, 7 * DAY / (count * factor))) if count else DAY

    return policy


def adaptive(shrink: float, grow: float, least: float, most: float) -> Policy:
    """Shorter after news, longer after none: AIMD, Common Crawl's news crawler."""

    def policy(_now: float, _seen: Sequence[float], memory: Memory) -> float:
        memory.interval = min(most, max(least, memory.interval * (shrink if memory.has_news else grow)))
        return memory.interval

    return policy


def poisson(expected: float) -> Policy:
    """When so many new entries are expected, by the last 20."""

    def policy(now: float, seen: Sequence[float], _memory: Memory) -> float:
        recent = seen[-20:]
        return min(12 * HOUR, max(300.0, expected * max(now - recent[0], HOUR) / len(recent)))

    return policy


def ours(effort: float) -> Policy:
    """The rule of `ingest.capture.rate` within the bounds that the others have."""

    def policy(now: float, seen: Sequence[float], _memory: Memory) -> float:
        hours = [0] * 24
        for at in seen[-200:]:
            hours[int(at % DAY // HOUR)] += 1
        recent = seen[-20:]
        since = datetime.fromtimestamp(recent[0], UTC)
        rhythm = Rhythm(entries=len(recent), since=since, by_hour=tuple(hours))
        wanted = wait(rhythm, datetime.fromtimestamp(now, UTC), effort)
        return min(max(wanted, SHORTEST), LONGEST).total_seconds()

    return policy


PEERS: dict[str, Policy] = {
    "fixed, 30 minutes": fixed(30),
    "fixed, 1 hour": fixed(60),
    "fixed, 3 hours": fixed(180),
    "entry frequency (Miniflux)": entry_frequency(1),
    "entry frequency, 4 times as often": entry_frequency(4),
    "x 0.5 / x 1.25 (AIMD)": adaptive(0.5, 1.25, 600, DAY),
    "x 0.8 / x 1.5 (Common Crawl news)": adaptive(0.8, 1.5, 600, 90 * DAY),
    "Poisson, a quarter of an entry": poisson(0.25),
    "Poisson, half an entry": poisson(0.5),
}


def replay(policy: Policy, feeds: Sequence[Sequence[float]], seeds: Sequence[int] = SEEDS) -> Figures:
    """Poll every timeline from its first quarter to its end, once for each seed of the starting time."""
    requests, days, delays = 0, 0.0, []
    for seed in seeds:
        rng = random.Random(seed)  # noqa: S311 - a simulation
        for times in feeds:
            now = started = times[max(2, len(times) // 4) - 1] + rng.random() * HOUR
            known, memory = sum(at <= now for at in times), Memory()
            while now < times[-1]:
                now += policy(now, times[:known], memory) * rng.uniform(0.95, 1.05)
                requests += 1
                found = sum(at <= now for at in times[known:])
                delays += [(now - at) / 60 for at in times[known : known + found]]
                memory.has_news, known = found > 0, known + found
            days += (now - started) / DAY
    delays.sort()
    return Figures(requests / days, mean(delays), delays[int(len(delays) * 0.95)])


def at_equal_requests(
    requests: float, feeds: Sequence[Sequence[float]], seeds: Sequence[int] = SEEDS
) -> Figures:
    """Ours, with the effort at which it sends as many requests."""
    low, high = 0.02, 20.0
    for _ in range(14):
        middle = math.sqrt(low * high)
        low, high = (
            (middle, high) if replay(ours(middle), feeds, seeds[:3]).requests > requests else (low, middle)
        )
    return replay(ours(middle), feeds, seeds)


def compared(
    feeds: Sequence[Sequence[float]], seeds: Sequence[int] = SEEDS
) -> dict[str, tuple[Figures, Figures]]:
    """Each peer's figures and ours at as many requests."""
    theirs = {name: replay(policy, feeds, seeds) for name, policy in PEERS.items()}
    return {name: (one, at_equal_requests(one.requests, feeds, seeds)) for name, one in theirs.items()}


def main(folder: Path, *, as_json: bool) -> None:
    """Print the comparison."""
    feeds = timelines(folder)
    rows = compared(feeds)
    if as_json:
        figures = {
            name: {"theirs": one._asdict(), "ours": own._asdict()} for name, (one, own) in rows.items()
        }
        print(
            json.dumps({"feeds": len(feeds), "entries": sum(map(len, feeds)), "policies": figures}, indent=1)
        )
        return
    table = Table(
        "policy",
        "requests a feed and day",
        "mean delay, minutes",
        "95th percentile",
        "ours: mean",
        "ours: 95th",
    )
    for name, (one, own) in rows.items():
        table.add_row(name, *(f"{figure:.0f}" for figure in (*one, own.mean, own.p95)))
    Console().print(table)


if __name__ == "__main__":
    main(Path(sys.argv[1]), as_json="--json" in sys.argv)
