"""A script that runs a command and leaves nothing of it behind: `python -m ingest.service.group COMMAND …`.

Airflow's scheduler and triggerer have children that outlive a parent that is killed, and go on holding their
ports. This process leads the group that the supervisor made for it: once the command has ended, however it
did, whatever is left of the group is killed, this process too.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

_GRACE = 15  # seconds from the request to end until the group is killed; the supervisor waits 20


def run(command: Sequence[str]) -> None:
    """Run a command to its end, and end with its group."""
    signal.signal(signal.SIGTERM, _pass_on)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(os.getpgrp(), signal.SIGKILL))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    subprocess.Popen(command).wait()  # noqa: S603 - the supervisor's own configuration names it
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _pass_on(_signal: int, _frame: FrameType | None) -> None:
    """Ask the whole group to end, once and not for ever: a scheduler without its workers waits for them.

    The kernel tells only us that the supervisor was killed.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.alarm(_GRACE)
    os.killpg(os.getpgrp(), signal.SIGTERM)


if __name__ == "__main__":
    run(sys.argv[1:])
