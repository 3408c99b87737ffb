"""Work in a process that is killed before one of its steps on the disk."""

import os
import signal
import sys
import traceback
from collections.abc import Callable

STEPS = frozenset(
    {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.scandir", "os.truncate", "fcntl.flock"}
)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Work in a child that kills itself before its nth step on the disk; False: it ended before that."""
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
            work()
        except BaseException:  # noqa: BLE001 - whatever it is, this child must not go on as a test
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -signal.SIGKILL}
    return os.WIFSIGNALED(status)
