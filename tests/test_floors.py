"""Accuracy floors on real data, by the scorers that results are accepted with; they only rise.

A floor is a least value; one written with a minus sign is a greatest value: `-0.0` is at most 0.
"""

import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.shared_data import SHARED, shared_data

ROOT = Path(__file__).resolve().parents[1]
FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))
DATA = {
    "extraction.py": "extraction",
    "feeds.py": "feeds",
    "families.py": "copies",
    "attribution.py": "attribution",
}


def _value(result: dict[str, Any], name: str) -> float:
    for part in name.split("."):
        result = result.get(part, 0)  # a scorer leaves out what it counted no case of
    return float(result)  # type: ignore[arg-type] # the last part is a number


def _is_met(found: float, floor: float) -> bool:
    return found <= -floor if math.copysign(1, floor) < 0 else found >= floor


@pytest.mark.slow
@pytest.mark.parametrize("command", sorted(FLOORS))
def test_results_keep_their_floor(command: str) -> None:
    script, *arguments = command.split()
    shared_data(DATA[script])
    done = subprocess.run(
        [sys.executable, str(SHARED / "score" / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    result = json.loads(done.stdout)
    result = result.get("ingest", result)
    found = {name: _value(result, name) for name in FLOORS[command]}
    assert {name: value for name, value in found.items() if not _is_met(value, FLOORS[command][name])} == {}
