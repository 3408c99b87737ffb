"""SIGKILL at random moments, then again until it ends: same digest, nothing twice, nothing missing."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.press import capture_both_nights

from ingest.pipeline import Workplace, audit, ingest_captures, published_digest
from ingest.settings import Settings

KILLS = 30
LONGEST = 12.0  # seconds: about what an undisturbed run takes on two cores


def _run(home: Path) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"INGEST_HOME": str(home)}
    command = [sys.executable, "-m", "ingest", "run", "--json"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _kill_after(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Kill the loader, with the processes that it started, unless it ends first."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


@pytest.mark.slow
def test_thirty_kills_change_nothing(tmp_path: Path) -> None:
    place = capture_both_nights(tmp_path / "killed")
    undisturbed = place.elsewhere(tmp_path / "undisturbed")
    ingest_captures(undisturbed)

    moments = random.Random(7)  # noqa: S311 - the moments must be the same in the next run
    killed = 0
    for _ in range(KILLS):
        killed += _kill_after(_run(place.settings.home), moments.uniform(0.5, LONGEST))
    assert _run(place.settings.home).wait(timeout=300) == 0

    assert killed >= KILLS // 3, "the loader was done before it could be killed: shorten the moments"
    assert published_digest(place) == published_digest(undisturbed)
    assert [check for check in audit(place) if check.difference] == []
    again = Workplace.of(Settings(home=place.settings.home))
    assert ingest_captures(again).segments == ()
