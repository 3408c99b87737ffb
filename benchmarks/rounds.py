"""Two rounds, a day apart, over thousands of made-up feeds in every state of health, and what is right of it.

Run `python benchmarks/rounds.py [--feeds 2000] [--seed 1] [--pages 1]`. Prints one JSON object: seconds and
CPU seconds (the press's own included, workers' not) of each step, and how what was found compares with what
the press knows. `tests/spine/test_mixed_rounds.py` asks the same of 200 feeds.
"""

import argparse
import json
import resource
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from ingest.ask import feed_health
from ingest.newsroom import MixedPress, Site, serve
from ingest.pipeline import Workplace, audit, load_and_publish, poll_feeds, prepare
from ingest.records import RunMode
from ingest.settings import Settings

REQUEST_SECONDS = 2  # the press has feeds that never end
FEED_BYTES = 1_000_000


def _cpu_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measured(step: Callable[[], object]) -> dict[str, float]:
    """Wall and CPU seconds of one step in this process."""
    wall, cpu = perf_counter(), _cpu_seconds()
    step()
    return {"seconds": round(perf_counter() - wall, 2), "cpu_seconds": round(_cpu_seconds() - cpu, 2)}


def one_round(place: Workplace, press: MixedPress, night: int) -> dict[str, Any]:
    """What a round takes."""
    poll = measured(lambda: poll_feeds(place, mode=RunMode.POLL, clock=lambda: press.now(night)))
    return {
        "poll": poll,
        "prepare": measured(lambda: prepare(place)),
        "load": measured(lambda: load_and_publish(place)),
    }


def verdict(place: Workplace, press: MixedPress) -> dict[str, Any]:
    """The first round beside the truth."""
    truth = {feed.url: feed for feed in press.truth(1).feeds}
    with place.warehouse.reader() as connection:
        health = {feed.url: feed for feed in feed_health(connection)}
        listed = connection.execute("SELECT feed_url, list(link) FROM entries GROUP BY feed_url").fetchall()
    found = {url: set(links) for url, links in listed}
    wrong = [
        url
        for url, feed in truth.items()
        if (health[url].state, feed.why in health[url].why) != (feed.state, True)
    ]
    waiting = [url for url, feed in health.items() if feed.next_poll or feed.state == "gone"]
    return {
        "feeds": len(truth), "states": Counter(feed.state for feed in health.values()),
        "in_another_state_than_the_truth": wrong, "with_a_next_attempt_or_gone": len(waiting),
        "entries": sum(len(feed.entries) for feed in truth.values()),
        "entries_missing": sum(len(set(feed.entries) - found.get(url, set())) for url, feed in truth.items()),
    }  # fmt: skip


def unchanged(site: Site, press: MixedPress, since: int) -> dict[str, int]:
    """How the sound feeds answered the second time."""
    sound = {house.feed_url for house in press.edition(1).houses if house.fault is None}
    answers = [one.status for one in site.requests[since:] if f"http://{one.host}{one.path}" in sound]
    return {str(status): count for status, count in sorted(Counter(answers).items())}


@contextmanager
def _place(press: MixedPress, pages: int) -> Iterator[tuple[Workplace, Site]]:
    with TemporaryDirectory() as folder, serve(press) as site:
        settings = Settings(
            home=Path(folder), stand_ins=site.stand_ins, host_spacing=0, requests_a_second=0,
            request_seconds=REQUEST_SECONDS, feed_bytes=FEED_BYTES, pages_a_feed=pages,
        )  # fmt: skip
        place = Workplace.of(settings)
        place.archive.save_subscriptions(press.subscriptions())
        place.archive.save_knowledge(*press.knowledge_rows())
        yield place, site


def main(press: MixedPress, pages: int) -> dict[str, Any]:
    """Both rounds."""
    press.truth(2)  # written before anything is measured
    with _place(press, pages) as (place, site):
        first = one_round(place, press, 1)
        judged = verdict(place, press)
        asked = len(site.requests)
        site.turn_to(night=2)
        second = one_round(place, press, 2)
        return {
            "first": first, **judged, "second": second,
            "answers_of_sound_feeds_in_the_second": unchanged(site, press, asked),
            "books_off_by": sum(abs(check.difference) for check in audit(place)),
            "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=1)
    chosen = parser.parse_args()
    print(json.dumps(main(MixedPress(seed=chosen.seed, feeds=chosen.feeds), chosen.pages), indent=1))
