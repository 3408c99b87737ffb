"""Up, down, status: starts processes, looks at the disk and the network."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from ingest.errors import MisconfiguredError, NoHome, ServiceFailed
from ingest.packaged import packaged_folder
from ingest.records import Record
from ingest.service.ports import free_ports, is_free
from ingest.service.programs import (
    DATABASE,
    POOL,
    Layout,
    Program,
    address_file,
    airflow_programs,
    configuration,
    database_program,
    environment,
    passwords_file,
)
from ingest.service.supervisor import Supervisor
from ingest.settings import Settings

_HEALTHY_WITHIN = 180.0  # seconds; 30 on an idle machine
_LOOKS_EVERY = 0.5
_LONGEST_PATH = 80  # characters of the folder: the name of a Unix socket has 107 (unix(7))
_WITHIN = 60.0
_GIVEN_UP = "fatal"  # what the supervisor calls a part that it starts no more
_BEATING = ("scheduler", "dag-processor", "triggerer")  # those whose heartbeat Airflow watches

Progress = Callable[[str, int, int], None]


class Component(Record):
    """One part of the service."""

    name: str
    state: str  # running, or what the supervisor calls it
    pid: int | None
    detail: str


class Service(Record):
    """The service as it is."""

    is_up: bool  # every part runs, and Airflow calls itself healthy
    url: str | None
    user: str | None = None
    password_file: str | None = None
    components: tuple[Component, ...] = ()


def up(
    settings: Settings,
    *,
    port: int,
    around: Mapping[str, str],
    progress: Progress,
    companions: Sequence[Program] = (),
) -> Service:
    """Start everything that does not run yet, and wait until Airflow calls itself healthy.

    Args:
        settings: of every process of the service.
        port: of Airflow's web server, on loopback.
        around: the environment of whoever starts it: PATH and Airflow's settings, which ours overrule.
        progress: told of each step.
        companions: what runs beside, such as the press of a demonstration.

    Raises:
        MisconfiguredError: the port is taken, or the folder's path is too long for a socket.
        ServiceFailed: a part does not stay up; the text names its log.
        NoHome: the folder cannot be written.
    """
    layout = _layout(settings.home, port)
    folder = Path(layout.folder)
    supervisor = Supervisor(folder)
    if supervisor.is_running():
        return _healthy(layout, supervisor)
    _insist(layout)
    _make(folder)
    programs = (database_program(layout), *companions, *airflow_programs(layout))
    own = settings.as_environment() | environment(layout, secret=_secret(folder), log_ports=free_ports(2))
    variables = dict(around) | own
    _write(layout, programs, variables)
    step = _Steps(progress, total=3 + len(programs))
    supervisor.begin(_file(folder))
    for program in programs:
        step(program.name)
        supervisor.start(program.name, waits=program.name == DATABASE)
        if program.name == DATABASE:
            address = Path(address_file(layout.folder))
            _until(address.exists, f"the database does not answer; see {folder}/logs/{DATABASE}.log")
            step("tables of Airflow")
            _airflow(variables, "db", "migrate")
            step("pool")
            _airflow(variables, "pools", "set", POOL, "1", "one DuckDB writer")
    step("healthy")
    return _healthy(layout, supervisor)


def down(home: Path) -> bool:
    """Stop everything and wait until it is gone; False where nothing ran.

    Raises:
        ServiceFailed: a process does not end.
    """
    folder = _folder(home)
    supervisor = Supervisor(folder)
    if not supervisor.is_running():
        return False
    names = [process.name for process in supervisor.processes()]
    supervisor.end(sorted(names, key=lambda name: name == DATABASE))
    _until(lambda: not supervisor.is_running(), "the supervisor has not ended")
    return True


def status(home: Path) -> Service:
    """The service as it is now, running or not."""
    folder = _folder(home)
    supervisor = Supervisor(folder)
    if not supervisor.is_running():
        return Service(is_up=False, url=None)
    port = int((folder / "port").read_text(encoding="ascii"))
    return _seen(_layout(home, port), supervisor)


def _folder(home: Path) -> Path:
    return home.absolute() / "service"


def _layout(home: Path, port: int) -> Layout:
    return Layout(
        home=str(home.absolute()), folder=str(_folder(home)), dags=str(packaged_folder("dags")),
        plugins=str(packaged_folder("plugins")), python=sys.executable, port=port,
    )  # fmt: skip


def _insist(layout: Layout) -> None:
    if len(layout.folder) > _LONGEST_PATH:
        raise MisconfiguredError(
            f"{layout.home} is too long a path for the service's sockets: choose an INGEST_HOME of fewer "
            f"than {_LONGEST_PATH - len('/service')} characters"
        )
    if not is_free(layout.port):
        raise MisconfiguredError(
            f"port {layout.port} is taken: end what listens there, or choose another with --port"
        )


def _make(folder: Path) -> None:
    try:
        for name in ("logs/tasks", "airflow", "postgres"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoHome(f"{folder} cannot be written: {error.strerror}") from error


def _write(layout: Layout, programs: Iterable[Program], variables: Mapping[str, str]) -> None:
    folder = Path(layout.folder)
    known = {
        name: value for name, value in variables.items() if name.startswith(("AIRFLOW", "INGEST_", "PATH"))
    }
    text = configuration(layout, programs, known, leash=_leash())
    with open(_file(folder), "w", encoding="utf-8", opener=_for_us_alone) as file:
        file.write(text)
    (folder / "port").write_text(str(layout.port), encoding="ascii")


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)  # it holds the secret


def _file(folder: Path) -> Path:
    return folder / "supervisor.conf"


def _leash() -> tuple[str, ...]:
    """A process whose supervisor is killed gets SIGTERM from the kernel (prctl(2), PR_SET_PDEATHSIG)."""
    found = shutil.which("setpriv")
    return (found, "--pdeathsig", "TERM") if found else ()


def _secret(folder: Path) -> str:
    file = folder / "secret"
    if not file.exists():
        with open(file, "x", encoding="ascii", opener=_for_us_alone) as opened:
            opened.write(secrets.token_hex(64))
    return file.read_text(encoding="ascii")


def _airflow(variables: Mapping[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "airflow", *words]
    done = subprocess.run(  # noqa: S603 - our own words
        command, env=dict(variables), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-800:]
        raise ServiceFailed(f"airflow {' '.join(words)} failed: {said}")


def _healthy(layout: Layout, supervisor: Supervisor) -> Service:
    deadline = time.monotonic() + _HEALTHY_WITHIN
    while not (found := _seen(layout, supervisor)).is_up:
        for one in found.components:
            if one.state == _GIVEN_UP:
                raise ServiceFailed(
                    f"{one.name} does not stay up: {one.detail}; {layout.folder}/logs/{one.name}.log says why"
                )
        if time.monotonic() > deadline:
            ill = ", ".join(f"{one.name}: {one.state} ({one.detail})" for one in found.components)
            raise ServiceFailed(f"not healthy after {_HEALTHY_WITHIN:.0f} s: {ill}; see {layout.folder}/logs")
        time.sleep(_LOOKS_EVERY)
    return found


def _seen(layout: Layout, supervisor: Supervisor) -> Service:
    url = f"http://127.0.0.1:{layout.port}"
    health = _health(url)
    components = tuple(
        Component(
            name=process.name, state=process.state.lower(), pid=process.pid or None,
            detail=health.get(process.name, process.detail),
        )
        for process in supervisor.processes()
    )  # fmt: skip
    are_running = all(one.state == "running" for one in components)
    is_up = are_running and all(health.get(one) == "healthy" for one in _BEATING)
    return Service(
        is_up=is_up, url=url, user="admin", password_file=passwords_file(layout), components=components
    )


def _health(url: str) -> dict[str, str]:
    """What Airflow says of itself, by the names of our processes."""
    try:
        with urlopen(f"{url}/api/v2/monitor/health", timeout=5) as answer:  # noqa: S310 - our own loopback
            said = json.loads(answer.read(100_000))
    except (URLError, OSError, ValueError):
        return {}
    return {name.replace("_", "-"): str(one.get("status")) for name, one in said.items()}


def _until(is_so: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + _WITHIN
    while not is_so():
        if time.monotonic() > deadline:
            raise ServiceFailed(f"after {_WITHIN:.0f} seconds {complaint}")
        time.sleep(_LOOKS_EVERY)


class _Steps:
    """Tells which step begins."""

    def __init__(self, progress: Progress, *, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def __call__(self, name: str) -> None:
        self._done += 1
        self._progress(name, self._done, self._total)
