"""SIGKILL at random moments, then again until it ends: same digest, nothing twice, nothing missing."""

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.press import capture_both_nights

from ingest.pipeline import Workplace, audit, ingest_captures
from ingest.settings import Settings
from ingest.warehouse import table_digests

KILLS = 30
EARLIEST, LATEST = 0.8, 9.0  # seconds: from the first import to about the end of an undisturbed load


def _end_of_load(home: Path, *, kill_after: float) -> int:
    """Load in a process of its own and kill it, with the processes it started, unless it ends first."""
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", "run", "--json"],
        env=os.environ | {"INGEST_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(timeout=kill_after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait()


def _tables(place: Workplace) -> dict[str, str]:
    with place.warehouse.reader() as connection:
        return table_digests(connection)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_thirty_kills_change_nothing(tmp_path: Path) -> None:
    captured = capture_both_nights(tmp_path / "captured")
    undisturbed = captured.elsewhere(tmp_path / "undisturbed")
    ingest_captures(undisturbed)

    moments = random.Random(7)  # noqa: S311 - the moments must be the same in the next run
    kills = rounds = 0
    while (
        kills < KILLS
    ):  # what a killed load finished stays, so after some kills there is nothing left to kill
        rounds += 1
        home = tmp_path / f"round-{rounds}"
        shutil.copytree(captured.settings.home, home)
        while _end_of_load(home, kill_after=moments.uniform(EARLIEST, LATEST)) == -signal.SIGKILL:
            kills += 1
        place = Workplace.of(Settings(home=home))
        assert _tables(place) == _tables(undisturbed)
        assert [check for check in audit(place) if check.difference] == []
        assert ingest_captures(place).segments == ()
    assert kills >= KILLS
