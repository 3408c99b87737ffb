"""The trigger on a real home, in a process that may be killed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.press import press_at

from ingest.newsroom import NIGHTS
from ingest.pipeline import Workplace, poll_feeds
from ingest.records import RunMode
from ingest.settings import Settings


@contextmanager
def _watching(place: Workplace) -> Iterator[Iterator[list[str]]]:
    """The reasons of each event, while a process watches; then it is killed."""
    command = [sys.executable, str(Path(__file__).with_name("watch.py"))]
    home = place.settings.home
    around = os.environ | place.settings.as_environment() | {"AIRFLOW_HOME": str(home.parent / "airflow")}
    with subprocess.Popen(command, env=around, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        events: Iterator[dict[str, Any]] = map(json.loads, process.stdout)
        try:
            yield (event["reasons"] for event in events)
        finally:
            process.kill()


def test_a_file_that_is_dropped_is_told_and_again_by_a_trigger_that_comes_after_a_kill(
    tmp_path: Path,
) -> None:
    place = Workplace.of(Settings(home=tmp_path / "home"))
    (tmp_path / "home" / "drop").mkdir(parents=True)
    for _ in range(2):
        with _watching(place) as reasons:
            (tmp_path / "home" / "drop" / "page.html").write_text("<p>News</p>", encoding="utf-8")
            assert next(reasons) == ["page.html"]


def test_feeds_are_told_until_they_were_asked_and_the_next_file_is_news(tmp_path: Path) -> None:
    with press_at(tmp_path / "home") as place:
        feeds = len(place.archive.subscriptions())
        with _watching(place) as reasons:
            (first,) = next(reasons)
            assert first.startswith(f"{feeds} feeds and 0 pages are due")
    feed_less = Workplace.of(place.settings.model_copy(update={"pages_a_feed": 0, "request_seconds": 0.2}))
    poll_feeds(feed_less, mode=RunMode.POLL, clock=lambda: NIGHTS[0])
    with _watching(place) as reasons:
        (tmp_path / "home" / "drop").mkdir()
        (tmp_path / "home" / "drop" / "late.html").write_text("<p>News</p>", encoding="utf-8")
        assert "late.html" in next(told for told in reasons if "late.html" in told)
