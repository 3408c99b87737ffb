"""The image and the compose files: linted, valid, and the build steps rehearsed without an engine."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "docker"
COMPOSE = ("compose.yaml", "compose.scale.yaml")
_BIN = Path(sys.executable).parent
_WANTED = re.compile(r"\$\{([A-Z_]+)")
_PINNED = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)", re.MULTILINE)


def _run(*command: str | Path, **around: str) -> str:
    done = subprocess.run(
        [str(word) for word in command], env=os.environ | around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def _services(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DOCKER / name).read_text(encoding="utf-8"))["services"]
    return found


def _pins(file: Path) -> set[tuple[str, str]]:
    """Names and versions; a name may have several, for several Pythons."""
    return set(_PINNED.findall(file.read_text(encoding="utf-8")))


def test_the_linter_of_dockerfiles_finds_nothing() -> None:
    _run(_BIN / "hadolint", DOCKER / "Dockerfile")


def test_the_image_runs_as_nobody_special() -> None:
    users = re.findall(r"^USER (\S+)", (DOCKER / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert users[-1] == "50000"


@pytest.mark.parametrize("name", COMPOSE)
def test_compose_files_follow_the_specification(name: str) -> None:
    _run(_BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DOCKER / name)


def test_every_variable_of_the_compose_files_is_explained_in_the_example() -> None:
    example = (DOCKER / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    wanted = {
        name for file in COMPOSE for name in _WANTED.findall((DOCKER / file).read_text(encoding="utf-8"))
    }
    assert wanted - explained == {"HOSTNAME", "WORKER_CONCURRENCY"}, (
        "the container's own, and one with a default"
    )
    assert explained <= wanted


def test_every_service_says_whether_it_is_well_and_listens_to_this_machine_alone() -> None:
    services = _services("compose.yaml")
    assert set(services) == {"postgres", "prepare", "api-server", "scheduler", "dag-processor", "triggerer"}
    assert [name for name, one in services.items() if "healthcheck" not in one] == ["prepare"]
    ports = [port for one in services.values() for port in one.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_overlay_changes_the_executor_of_every_process_of_airflow() -> None:
    known, overlay = _services("compose.yaml"), _services("compose.scale.yaml")
    airflow = {name for name, one in known.items() if one["image"] != "postgres:16"}
    assert airflow <= set(overlay)
    for name in (*airflow, "worker"):
        assert overlay[name]["environment"]["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"


def test_the_image_has_the_versions_that_were_tested() -> None:
    image, tested = _pins(DOCKER / "requirements.txt"), _pins(ROOT / "requirements.txt")
    assert ("apache-airflow", "3.3.2") in image
    names = {name for name, _ in tested}
    assert {pin for pin in image - tested if pin[0] in names} == set()


def test_the_image_has_everything_that_the_package_needs() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (block,) = re.findall(r"^dependencies = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    wanted = {Requirement(line).name for line in re.findall(r'"([^"]+)"', block)}
    assert wanted <= {name for name, _ in _pins(DOCKER / "requirements.txt")}


@pytest.mark.slow
def test_the_build_steps_make_an_airflow_that_has_our_dags_and_plugins(tmp_path: Path) -> None:
    """What the Dockerfile runs, in environments of their own, with uv in place of pip."""
    builder, airflow, wheel = tmp_path / "builder", tmp_path / "airflow", tmp_path / "wheel"
    for folder in (builder, airflow):
        _run(_BIN / "uv", "venv", "--quiet", "--python", sys.executable, folder)
    source = tmp_path / "source"
    _copy_what_the_engine_would_see(source)
    _run(DOCKER / "build-wheel.sh", source, wheel, **_inside(builder))
    links = tmp_path / "links"
    said = _run(DOCKER / "install.sh", DOCKER / "requirements.txt", wheel, links, **_inside(airflow))
    assert said.startswith("ingest ")
    settings = {
        "AIRFLOW_HOME": str(tmp_path / "home"), "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(links / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(links / "plugins"),
        "AIRFLOW__CORE__EXECUTOR": "CeleryExecutor", "INGEST_HOME": str(tmp_path / "ingest"),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{tmp_path / 'metadata.db'}",
    }  # fmt: skip
    script = ROOT / "tests" / "dags" / "describe_dags.py"
    printed = _run(airflow / "bin" / "python", script, links / "dags", **_inside(airflow), **settings)
    (line,) = [line for line in printed.splitlines() if line.startswith("RESULT ")]
    found = json.loads(line.removeprefix("RESULT "))
    assert found["errors"] == {}
    assert set(found["dags"]) == {path.stem for path in (ROOT / "dags").glob("*.py")}
    plugins = _run(airflow / "bin" / "airflow", "plugins", "--output", "json", **_inside(airflow), **settings)
    assert {"ingest_news_desk", "ingest_websub"} <= {one["name"] for one in json.loads(plugins)}


def _copy_what_the_engine_would_see(into: Path) -> None:
    lines = (DOCKER / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    into.mkdir()
    for name in (line.removeprefix("!").rstrip("/") for line in lines if line.startswith("!")):
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, into / name, ignore=shutil.ignore_patterns("__pycache__", ".env"))
        else:
            shutil.copy(path, into)


def _inside(folder: Path) -> dict[str, str]:
    """An environment in which a virtual environment is the one that is used."""
    return {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "VIRTUAL_ENV": str(folder),
        "INSTALL": f"{_BIN / 'uv'} pip install --quiet",
    }  # fmt: skip
