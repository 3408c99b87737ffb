"""How fast each step of the spine is on this machine, on the simulated press.

Run `python benchmarks/spine.py [SEED]`. Prints one JSON object: seconds and CPU seconds of each step,
worker processes included.
Compare two versions of the code in the same run of the machine: figures of shared machines vary by 30%.
"""

import json
import resource
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from ingest.newsroom import NIGHTS, Newsroom, serve
from ingest.pipeline import Workplace, load_and_publish, poll_feeds, prepare
from ingest.records import RunMode
from ingest.settings import Settings

REQUEST_SECONDS = 1.5  # the press has feeds that never end


def measure(step: Callable[[], object]) -> dict[str, float]:
    """Wall and CPU seconds of one step, its children that ended included."""
    wall, cpu = perf_counter(), _cpu_seconds()
    step()
    return {"seconds": perf_counter() - wall, "cpu_seconds": _cpu_seconds() - cpu}


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def night(place: Workplace, now: datetime) -> dict[str, Any]:
    """One night, step by step."""
    return {
        "poll": measure(lambda: poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: now)),
        "prepare": measure(lambda: prepare(place)),
        "load": measure(lambda: load_and_publish(place)),
    }


def main(seed: int) -> dict[str, Any]:
    """Both nights, and how many articles they gave."""
    press = Newsroom(seed=seed)
    with TemporaryDirectory() as folder, serve(press, night=1) as site:
        settings = Settings(
            home=Path(folder), stand_ins=site.stand_ins, host_spacing=0, request_seconds=REQUEST_SECONDS
        )
        place = Workplace.of(settings)
        place.archive.save_subscriptions(press.subscriptions())
        place.archive.save_knowledge(*press.knowledge_rows())
        steps = {}
        for number, now in enumerate(NIGHTS, start=1):
            site.turn_to(night=number)
            steps[f"night_{number}"] = night(place, now)
        with place.warehouse.reader() as connection:
            ((articles,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
    return {
        "articles": articles,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        **steps,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1), indent=1))
