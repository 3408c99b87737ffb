"""The whole service, for real: PostgreSQL, Airflow's four processes, the supervisor."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil
import pytest

from ingest.errors import MisconfiguredError, NothingPublished
from ingest.pipeline import Workplace
from ingest.service import Service, demonstration, down, status, up
from ingest.service.ports import free_ports
from ingest.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
(PORT,) = free_ports(1)
LETTER = (
    "<html><head><title>A letter</title></head><body><article><p>It came late.</p></article></body></html>"
)
MANY = 300  # articles: the press opens with more
_PATIENCE = 180.0  # seconds


def _until(is_so: Callable[[], bool]) -> None:
    """Processes of others begin and end when they do: nothing tells us, so we look."""
    deadline = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.2)


def _start(home: Path) -> Service:
    """The service of a demonstration: one start serves every test of this module."""
    shown = demonstration(home, port=PORT, python=sys.executable, now=datetime.now(UTC))
    around, companions = dict(os.environ), [shown.press]
    return up(shown.settings, port=PORT, around=around, progress=lambda *_: None, companions=companions)


def _processes(home: Path) -> list[psutil.Process]:
    """Every process that was started for a home, by its environment or its arguments."""
    found = []
    for process in psutil.process_iter():
        try:
            words = " ".join((*process.cmdline(), process.environ().get("AIRFLOW_HOME", "")))
            if str(home) in words and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder: Path = tmp_path_factory.mktemp("up")
    _start(folder)
    yield folder
    down(folder)


def test_airflow_has_our_dags_awake_and_the_news_desk_behind_its_login(home: Path) -> None:
    _until(lambda: status(home).is_up)  # a heartbeat may be late on a busy machine
    found = status(home)
    assert found.url is not None
    assert found.password_file is not None
    password = json.loads(Path(found.password_file).read_text(encoding="utf-8"))["admin"]
    login = {"username": "admin", "password": password}
    token = httpx.post(f"{found.url}/auth/token", json=login).json()["access_token"]
    known = {"Authorization": f"Bearer {token}"}

    def dags() -> dict[str, bool]:
        said = httpx.get(f"{found.url}/api/v2/dags", headers=known, timeout=60).json()["dags"]
        return {dag["dag_id"]: dag["is_paused"] for dag in said}

    _until(lambda: {"poll_feeds", "ingest_captures", "nightly_ingest"} <= set(dags()))
    assert not any(dags().values())
    desk = f"{found.url}/news-desk/assets/desk.css"
    assert httpx.get(desk, timeout=60).status_code == 401
    assert httpx.get(desk, headers=known, timeout=60).status_code == 200


def test_the_articles_of_the_press_are_soon_there_to_be_asked_for(home: Path) -> None:
    place = Workplace.of(Settings(home=home))

    def articles() -> int:
        try:
            return place.warehouse.published_counts()[0]
        except NothingPublished:
            return 0

    _until(lambda: articles() > MANY)


def test_a_scheduler_that_is_killed_comes_back_and_leaves_no_orphans(home: Path) -> None:
    (leader,) = [one for one in status(home).components if one.name == "scheduler"]
    assert leader.pid is not None
    family = psutil.Process(leader.pid).children(recursive=True)
    family[0].send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=_PATIENCE)
    assert [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []
    _until(lambda: status(home).is_up)
    (now,) = [one for one in status(home).components if one.name == "scheduler"]
    assert now.pid != leader.pid


def _times_loaded(place: Workplace, url: str) -> int:
    with place.warehouse.reader() as connection:
        found = connection.execute("SELECT count(*) FROM news.fetches WHERE url = ?", [url]).fetchall()
    return int(found[0][0])


def test_what_comes_while_the_triggerer_and_the_database_are_killed_is_taken_once(home: Path) -> None:
    place = Workplace.of(Settings(home=home))
    _until(lambda: status(home).is_up)
    before = {one.name: one.pid for one in status(home).components}
    for name in ("triggerer", "database"):
        pid = before[name]
        assert pid is not None
        for process in psutil.Process(pid).children(recursive=True):
            process.kill()
    url = "http://late-letter.example/1"
    (home / "drop").mkdir(exist_ok=True)
    (home / "drop" / "late.html.meta.json").write_text(json.dumps({"url": url}), encoding="utf-8")
    (home / "drop" / "late.html").write_text(LETTER, encoding="utf-8")
    _until(lambda: _times_loaded(place, url) > 0)
    _until(lambda: status(home).is_up)
    after = {one.name: one.pid for one in status(home).components}
    assert after["triggerer"] != before["triggerer"]
    assert after["database"] != before["database"]
    assert _times_loaded(place, url) == 1


def test_logs_of_runs_name_the_segment(home: Path) -> None:
    lines = (home / "service" / "logs" / "tasks").rglob("*.log")
    events = [json.loads(line) for path in lines for line in path.read_text(encoding="utf-8").splitlines()]
    captured = [event for event in events if event.get("event") == "captured"]
    assert captured
    segments = set(Workplace.of(Settings(home=home)).archive.segments())
    assert {event["segment"] for event in captured} <= segments
    assert all(event["run_id"] and event["dag_id"] for event in captured)


def test_a_second_service_on_the_same_port_is_refused_in_one_line(home: Path, tmp_path: Path) -> None:
    assert status(home).components
    with pytest.raises(MisconfiguredError, match=f"port {PORT} is taken"):
        _start(tmp_path)
    assert not (tmp_path / "service").exists()


def test_up_again_is_the_same_service(home: Path) -> None:
    before = {one.name: one.pid for one in status(home).components}
    assert {one.name: one.pid for one in _start(home).components} == before


def test_down_leaves_nothing_behind(home: Path) -> None:
    assert _processes(home)
    assert down(home)
    _until(lambda: not _processes(home))
    assert not status(home).is_up
    assert not down(home)


@pytest.mark.skipif(not Path("/usr/bin/setpriv").exists(), reason="needs setpriv of util-linux")
def test_a_supervisor_that_is_killed_takes_everything_with_it(home: Path) -> None:
    assert _start(home).is_up, "what was down comes up again"
    pid = int((home / "service" / "supervisor.pid").read_text(encoding="ascii"))
    os.kill(pid, signal.SIGKILL)
    _until(lambda: not _processes(home))
