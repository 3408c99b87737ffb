"""`ingest demo --json`, run as a user runs it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple


class Demonstrated(NamedTuple):
    """What the demonstration printed, and the folder that it ran in."""

    folder: Path  # holds .ingest/demo
    result: dict[str, Any]
    peak_bytes: int
    cpu_seconds: float  # of all its processes

    @property
    def home(self) -> Path:
        """The INGEST_HOME that it left behind."""
        return self.folder / ".ingest" / "demo"


def demonstrate_once(folder: Path) -> Demonstrated:
    """Run the demonstration below a folder; fails with its last words where it fails."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("INGEST_", "AIRFLOW"))
    }
    code = (
        "import resource, sys\nfrom ingest.cli import main\ncode = main(['demo', '--json'])\n"
        "own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "spent = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime\n"
        "print(own.ru_maxrss * 1024, spent, file=sys.stderr)\nraise SystemExit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-3000:]
    peak_bytes, cpu_seconds = done.stderr.split()[-2:]
    return Demonstrated(folder, json.loads(done.stdout), int(peak_bytes), float(cpu_seconds))
