"""`ingest sql` while a load runs: it never waits and never fails."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic

from tests.press import workplace_for

from ingest.newsroom import NIGHTS, Newsroom, serve
from ingest.pipeline import ingest_captures, poll_feeds
from ingest.records import RunMode

SLOWEST = 10.0  # seconds for one answer, process start included, on two cores that are busy loading


def test_asking_during_a_load_neither_waits_nor_fails(tmp_path: Path) -> None:
    press = Newsroom(seed=1)
    with serve(press, night=1) as site:
        place = workplace_for(tmp_path, press, site)
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[0])
        first = ingest_captures(place).articles
        site.turn_to(night=2)
        poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NIGHTS[1])
    environment = os.environ | {"INGEST_HOME": str(tmp_path)}
    load = subprocess.Popen(
        [sys.executable, "-m", "ingest", "run"], env=environment, stderr=subprocess.DEVNULL
    )
    answers = []
    while load.poll() is None:
        started = monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "ingest", "sql", "--csv", "select count(*) from articles"],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert monotonic() - started < SLOWEST
        answers.append(int(done.stdout.split()[1]))
    assert load.returncode == 0
    assert answers, "the load ended before anybody asked"
    assert set(answers) <= {first, max(answers)}
    assert answers == sorted(answers)
