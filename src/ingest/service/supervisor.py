"""Talks to supervisord (supervisord.org), which runs our processes: through its socket, XML-RPC."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import Faults, SupervisorTransport

from ingest.errors import ServiceFailed
from ingest.records import Record
from ingest.service.programs import socket_of

_HARMLESS = frozenset({Faults.ALREADY_STARTED, Faults.NOT_RUNNING})


class Process(Record):
    """A process of the service, as its supervisor sees it."""

    name: str
    state: str  # RUNNING | STARTING | BACKOFF | STOPPED | FATAL …
    pid: int  # 0 where there is none
    detail: str


class Supervisor:
    """One supervisord, running or not."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, configuration: Path) -> None:
        """Start it in the background.

        Raises:
            ServiceFailed: it does not start; the text says why.
        """
        command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own file
        if done.returncode:
            said = (done.stderr or done.stdout).strip()[-500:]
            raise ServiceFailed(f"the supervisor does not start: {said}")

    def is_running(self) -> bool:
        """Whether it answers."""
        try:
            self._ask("getState")
        except OSError:
            return False
        return True

    def start(self, name: str, *, waits: bool) -> None:
        """Start a process, and wait until it stays up where that is wanted.

        Raises:
            ServiceFailed: it does not stay up.
        """
        try:
            self._ask("startProcess", name, waits)
        except Fault as fault:
            if fault.faultCode not in _HARMLESS:
                log = self._folder / "logs" / f"{name}.log"
                raise ServiceFailed(
                    f"{name} does not stay up: {fault.faultString}; {log} says why"
                ) from fault

    def processes(self) -> tuple[Process, ...]:
        """Every process, in the order of the file."""
        found: list[dict[str, Any]] = self._ask("getAllProcessInfo")
        return tuple(
            Process(name=one["name"], state=one["statename"], pid=one["pid"], detail=one["description"])
            for one in found
        )

    def end(self, names: Iterable[str]) -> None:
        """Stop the processes one by one, each until it is gone, then the supervisor itself."""
        for name in names:
            try:
                self._ask("stopProcess", name)
            except Fault as fault:
                if fault.faultCode not in _HARMLESS:
                    raise ServiceFailed(f"{name} does not stop: {fault.faultString}") from fault
        self._ask("shutdown")

    def _ask(self, method: str, *arguments: object) -> Any:  # noqa: ANN401 - what XML-RPC carries
        transport = SupervisorTransport(None, None, f"unix://{socket_of(str(self._folder))}")
        with ServerProxy("http://127.0.0.1", transport=transport) as proxy:
            return getattr(proxy.supervisor, method)(*arguments)
