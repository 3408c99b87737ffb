"""What a command costs, all of its descendants included, also those that outlive their parents.

Run `python benchmarks/measuring.py COMMAND …`: prints one JSON object on standard output. Linux.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import NamedTuple

_BE_THE_REAPER = 36  # PR_SET_CHILD_SUBREAPER, prctl(2): orphans of ours become our children
_EVERY = 0.25  # seconds between two looks at memory


class Cost(NamedTuple):
    """Seconds, and bytes at the dearest moment."""

    wall: float
    cpu: float  # user and system, all processes
    memory: int  # proportional set size of all processes together: what is shared counts once
    largest: int  # resident bytes of the largest process


def cost_of(command: list[str], **environment: str) -> Cost:
    """Run a command in a process that waits for all of its descendants, and add them up.

    Raises:
        RuntimeError: the command fails.
    """
    done = subprocess.run(
        [sys.executable, __file__, *command], env=os.environ | environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout))


def _measure(command: list[str]) -> tuple[int, Cost]:
    ctypes.CDLL(None).prctl(_BE_THE_REAPER, 1, 0, 0, 0)
    peak, ended = [0], Event()
    watcher = Thread(target=_watch, args=(peak, ended))
    watcher.start()
    began = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    code = process.wait()
    wall = perf_counter() - began
    while True:  # a pool's processes end after their parent
        try:
            os.wait()
        except ChildProcessError:
            break
    ended.set()
    watcher.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return code, Cost(wall, used.ru_utime + used.ru_stime, peak[0], used.ru_maxrss * 1024)


def _watch(peak: list[int], ended: Event) -> None:
    while not ended.wait(_EVERY):
        peak[0] = max(peak[0], sum(map(_proportional, _descendants(os.getpid()))))


def _descendants(root: int) -> set[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    found: set[int] = set()
    front = {root}
    while front:
        front = {child for child, parent in parents.items() if parent in front} - found
        found |= front
    return found


def _proportional(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    returned, cost = _measure(sys.argv[1:])
    print(json.dumps(cost._asdict()))
    raise SystemExit(returned)
