"""From publication to queryable, with Airflow running: `ingest up --demo`, and a clock beside it.

Run `python benchmarks/latency.py [--pieces 20]`. The press publishes a piece every half minute and its hub
tells of it (WebSub); five times a second somebody asks the published snapshot for the piece. Prints one JSON
object: seconds from the piece's publication until a question finds it (median, 95th percentile, all), and how
many feeds were subscribed with the hub. `load` is how many processes wanted a core: where that is more than
there are cores, the figures are those of a queue.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from ingest.errors import NothingPublished
from ingest.newsroom import LivePress
from ingest.pipeline import Workplace
from ingest.service import demonstration, down, up
from ingest.service.demonstration import EVERY
from ingest.service.ports import free_ports
from ingest.service.press import SEED

_PATIENCE = 900.0  # seconds until most feeds are subscribed
_LOST = 300.0  # seconds after which a piece counts as not found
_LOOKS_EVERY = 0.2


def latencies(home: Path, pieces: int) -> dict[str, object]:
    """Start the service below a folder, look, and end it."""
    (port,) = free_ports(1)
    opened = datetime.now(UTC)
    shown = demonstration(home, port=port, python=sys.executable, now=opened)
    place = Workplace.of(shown.settings)
    began = time.monotonic()
    up(shown.settings, port=port, around=os.environ, progress=_say, companions=[shown.press])
    healthy = time.monotonic() - began
    try:
        subscribed = _subscribed(place)
        press = LivePress(seed=SEED, opens_at=opened, every=EVERY)
        first = press.number(datetime.now(UTC)) + 1
        found = [_seconds(place, press, number) for number in range(first, first + pieces)]
    finally:
        down(home)
    known = sorted(one for one in found if one is not None)
    return {
        "healthy": round(healthy, 1), "feeds_subscribed": subscribed, "pieces": pieces, "found": len(known),
        "median": median(known), "p95": quantiles(known, n=20)[-1], "all": found, "load": os.getloadavg(),
    }  # fmt: skip


def _subscribed(place: Workplace) -> int:
    """Wait until the hub tells of most feeds: the second poll after their first load asks for it."""
    question = "SELECT count(*) FROM news.leases WHERE state = 'subscribed'"
    feeds = len(place.archive.subscriptions())
    (place.settings.home / "drop").mkdir(exist_ok=True)
    deadline, number, count = time.monotonic() + _PATIENCE, 0, 0
    while count < feeds / 2 and time.monotonic() < deadline:
        time.sleep(5)
        answered = _asked(place, question)
        count = int(str(answered[0][0])) if answered else 0
        if answered:  # anything that wakes a poll: it subscribes as well
            number += 1
            page = (
                f"<html><head><title>Call {number}</title></head><body><p>Wake up {number}.</p></body></html>"
            )
            (place.settings.home / "drop" / f"call-{number}.html").write_text(page, encoding="utf-8")
            _until(lambda: not list((place.settings.home / "drop").glob("*.html")))
            time.sleep(30)
    return count


def _seconds(place: Workplace, press: LivePress, number: int) -> float | None:
    piece = press.edition(number).pieces[-1]
    time.sleep(max((piece.published - datetime.now(UTC)).total_seconds(), 0))
    question = f"SELECT 1 FROM news.articles WHERE url = '{piece.url}'"  # noqa: S608 - the press's own address
    while not _asked(place, question):
        waited = (datetime.now(UTC) - piece.published).total_seconds()
        if waited > _LOST:
            return None
        time.sleep(_LOOKS_EVERY)
    return round((datetime.now(UTC) - piece.published).total_seconds(), 1)


def _asked(place: Workplace, question: str) -> list[tuple[object, ...]]:
    try:
        with place.warehouse.reader() as connection:
            return connection.execute(question).fetchall()
    except NothingPublished:
        return []


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_so() and time.monotonic() < deadline:
        time.sleep(1)


def _say(what: str, done: int, of: int) -> None:
    print(f"{done}/{of} {what}", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=20)
    with TemporaryDirectory(prefix="lat") as folder:
        print(json.dumps(latencies(Path(folder) / "live", parser.parse_args().pieces)))
