"""A run over the drop folder, killed at each step on the disk: nothing lost, nothing doubled."""

import os
import signal
import sys
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingest.archive import ArchivedCapture
from ingest.pipeline import Workplace, take_dropped
from ingest.settings import Settings

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
FILES = {f"{name}.html": f"<p>{name}</p>".encode() for name in ("first", "second", "third")}
STEPS = frozenset(
    {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.scandir", "os.truncate", "fcntl.flock"}
)


def test_a_run_killed_at_any_step_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    for step in range(1, 500):
        place = _place(tmp_path / str(step))
        was_killed = _killed_at(step, place)
        take_dropped(place, clock=lambda: NOW + timedelta(minutes=15))
        assert _captured(place) == sorted(FILES.values()), step
        drop = place.archive.home / "drop"
        assert not [path for path in drop.glob("*") if path.is_file()], step
        assert sorted(path.name for path in drop.glob("taken/*/*")) == sorted(FILES), step
        if not was_killed:
            assert step > 15, "hardly any step was seen"
            return
    raise AssertionError("the run never came to its end")


def _place(home: Path) -> Workplace:
    (home / "drop").mkdir(parents=True)
    for name, payload in FILES.items():
        (home / "drop" / name).write_bytes(payload)
    return Workplace.of(Settings(home=home))


def _killed_at(step: int, place: Workplace) -> bool:
    """Run in a child that kills itself before its nth step on the disk; False: it ended before that."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, _arguments: object) -> None:
            nonlocal seen
            if event in STEPS:  # the kill itself is an event too
                seen += 1
                if seen == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            take_dropped(place, clock=lambda: NOW)
        except BaseException:  # noqa: BLE001 - whatever it is, this child must not go on as a test
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return os.WIFSIGNALED(status)


def _captured(place: Workplace) -> list[bytes]:
    return sorted(
        found.capture.body
        for segment in place.archive.segments()
        for found in place.archive.read_captures(segment)
        if isinstance(found, ArchivedCapture)
    )
