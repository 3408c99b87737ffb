"""What runs, in which environment, and how the supervisor is told. Pure.

Airflow wants PostgreSQL as soon as a scheduler runs, and four processes of its own (its documentation,
"Running Airflow in production"); `airflow standalone` restarts none of them and leaves orphans.
"""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from ingest.records import Record

DATABASE = "database"
PRESS = "press"
POOL = "duckdb_writer"
_PARALLELISM = 4  # LocalExecutor keeps as many workers, 30 MB each, waiting
_STOP_SECONDS = 20
_STAYS_UP_SECONDS = 3
_RETRIES = 10


class Program(Record):
    """A process that is to run for as long as the service does."""

    name: str
    command: tuple[str, ...]
    order: int  # begun in this order, ended in the reverse


class Layout(Record):
    """Where the files of a service lie, and where it listens."""

    home: str  # INGEST_HOME
    folder: str  # of the service, within it
    dags: str
    plugins: str
    python: str  # the interpreter
    port: int  # of Airflow's web server, on loopback


def environment(layout: Layout, *, secret: str, log_ports: Sequence[int]) -> dict[str, str]:
    """Airflow's settings.

    Args:
        layout: of the service.
        secret: what its processes sign their messages with.
        log_ports: two, where scheduler and triggerer serve logs to who holds the secret. Airflow's own are
            the same for every service of a machine.
    """
    of_scheduler, of_triggerer = log_ports
    origin = f"http://127.0.0.1:{layout.port}"
    return {
        "AIRFLOW_HOME": f"{layout.folder}/airflow",
        "AIRFLOW__API__BASE_URL": origin,
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(layout.port),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__API_AUTH__JWT_SECRET": secret,
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": layout.dags,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{origin}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": str(_PARALLELISM),
        "AIRFLOW__CORE__PLUGINS_FOLDER": layout.plugins,
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": passwords_file(layout),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD": _shown(address_file(layout.folder)),
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": f"{layout.folder}/logs/tasks",
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(of_triggerer),
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(of_scheduler),
    }


def _shown(file: str) -> str:
    """A command that prints a file; the supervisor strips quotes off a value's end, so none stands there."""
    return f"cat {shlex.quote(file)} /dev/null"


def passwords_file(layout: Layout) -> str:
    """Where Airflow keeps the password that it made for `admin`."""
    return f"{layout.folder}/airflow/passwords.json"


def address_file(folder: str) -> str:
    """Where the metadata database says how it is reached, once it is."""
    return f"{folder}/database-address"


def database_program(layout: Layout) -> Program:
    """The metadata database, which the others need."""
    files = (f"{layout.folder}/postgres", address_file(layout.folder))
    command = (layout.python, "-m", "ingest.service.database", *files)
    return Program(name=DATABASE, command=command, order=1)


def press_program(python: str, words: Sequence[str]) -> Program:
    """The simulated press of a demonstration; `words` are the arguments of its script."""
    return Program(name=PRESS, command=(python, "-m", "ingest.service.press", *words), order=1)


def airflow_programs(layout: Layout) -> tuple[Program, ...]:
    """Airflow's four processes."""
    airflow = (layout.python, "-m", "airflow")
    names = ("api-server", "scheduler", "dag-processor", "triggerer")
    return tuple(
        Program(name=name, command=(*airflow, name), order=order) for order, name in enumerate(names, start=2)
    )


def configuration(
    layout: Layout, programs: Iterable[Program], variables: Mapping[str, str], *, leash: Sequence[str]
) -> str:
    """The supervisor's file (supervisord.org, "Configuration File").

    Args:
        layout: of the service.
        programs: what it runs; none starts by itself.
        variables: environment of every program.
        leash: a command that runs another and has it ended when its parent is killed; empty for none.
    """
    folder = layout.folder
    lines = [
        "[unix_http_server]", f"file={socket_of(folder)}", "chmod=0600", "",
        "[supervisord]", f"logfile={folder}/logs/supervisor.log", f"pidfile={folder}/supervisor.pid",
        f"directory={folder}", f"environment={_environment(variables)}", "",
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface",
    ]  # fmt: skip
    for program in programs:
        group = (layout.python, "-m", "ingest.service.group")
        command = " ".join(map(_quoted, (*leash, *group, *leash, *program.command)))
        lines += [
            "", f"[program:{program.name}]", f"command={_escaped(command)}", "autostart=false",
            "autorestart=true", f"priority={program.order}", f"startsecs={_STAYS_UP_SECONDS}",
            f"startretries={_RETRIES}",
            f"stopwaitsecs={_STOP_SECONDS}", "stopasgroup=true", "killasgroup=true", "redirect_stderr=true",
            f"stdout_logfile={_escaped(f'{folder}/logs/{program.name}.log')}", "stdout_logfile_maxbytes=5MB",
            "stdout_logfile_backups=2",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def socket_of(folder: str) -> str:
    """Where the supervisor listens for us."""
    return str(PurePath(folder) / "supervisor.sock")


def _environment(variables: Mapping[str, str]) -> str:
    return ",".join(f'{name}="{_escaped(value)}"' for name, value in sorted(variables.items()))


def _escaped(text: str) -> str:
    """A percent sign begins a placeholder in the supervisor's file."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
