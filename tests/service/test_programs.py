"""The supervisor's file, and the group that nobody of outlives its leader."""

import os
import shlex
import signal
import subprocess
import sys
from configparser import RawConfigParser

import psutil
import pytest
from supervisor.datatypes import dict_of_key_value_pairs

from ingest.service.programs import Layout, airflow_programs, configuration, database_program, environment

LAYOUT = Layout(
    home="/h", folder="/h/a b/service", dags="/d", plugins="/p", python='/py "3"/python', port=8080
)


def _read(variables: dict[str, str]) -> RawConfigParser:
    programs = (database_program(LAYOUT), *airflow_programs(LAYOUT))
    parsed = RawConfigParser()
    parsed.read_string(configuration(LAYOUT, programs, variables, leash=("/usr/bin/leash",)))
    return parsed


def test_the_database_starts_first_and_stops_last() -> None:
    parsed = _read({})
    names = [name for name in parsed.sections() if name.startswith("program:")]
    order = sorted(names, key=lambda name: parsed.getint(name, "priority"))
    assert order[0] == "program:database"
    assert {parsed.get(name, "autorestart") for name in names} == {"true"}
    assert all(parsed.get(name, "command").startswith('"/usr/bin/leash"') for name in names)


def test_percent_signs_and_quotes_are_no_placeholders_for_the_supervisor() -> None:
    parsed = _read({"INGEST_CONTACT": "100%"})
    assert 'INGEST_CONTACT="100%%"' in parsed.get("supervisord", "environment")
    assert '"/py \\"3\\"/python"' in parsed.get("program:database", "command")


def test_a_folder_with_a_space_is_read_through_the_supervisor() -> None:
    variables = environment(LAYOUT, secret="s" * 64, log_ports=(8081, 8082))
    value = f'"{variables["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD"]}"'
    known = dict_of_key_value_pairs(f"COMMAND={value}")
    assert shlex.split(known["COMMAND"]) == ["cat", "/h/a b/service/database-address", "/dev/null"]


def test_airflow_listens_on_loopback_and_no_secret_is_in_a_command() -> None:
    variables = environment(LAYOUT, secret="s" * 64, log_ports=(8081, 8082))
    assert variables["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert variables["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"].startswith("http://127.0.0.1:8080/")
    assert all("s" * 64 not in word for program in airflow_programs(LAYOUT) for word in program.command)


_FAMILY = (
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import signal, time; signal.pause()'])\n"
    "print(child.pid, flush=True)\n"
    "time.sleep(600)\n"
)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_children_of_a_command_that_was_killed_do_not_outlive_it(how: signal.Signals) -> None:
    command = [sys.executable, "-m", "ingest.service.group", sys.executable, "-c", _FAMILY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as leader:
        assert leader.stdout is not None
        grandchild = psutil.Process(int(leader.stdout.readline()))
        (child,) = psutil.Process(leader.pid).children()
        os.kill(child.pid if how is signal.SIGKILL else leader.pid, how)
        leader.wait(timeout=30)
    psutil.wait_procs([grandchild], timeout=30)
    assert not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE
