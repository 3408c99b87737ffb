"""What `ingest up --demo` adds: a folder of its own, the feeds of a press, a program that serves it."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from ingest.errors import MisconfiguredError
from ingest.newsroom import LivePress
from ingest.pipeline import Workplace
from ingest.service import Demonstration, demonstration
from ingest.service.ports import free_ports
from ingest.service.press import SEED

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


def _shown(home: Path, now: datetime = NOW) -> Demonstration:
    return demonstration(home, port=8080, python=sys.executable, now=now)


def test_the_folder_knows_the_feeds_of_the_press_and_the_receiver_of_its_hub(tmp_path: Path) -> None:
    settings = _shown(tmp_path / "live").settings
    assert len(Workplace.of(settings).archive.subscriptions()) > 50
    assert settings.callback_url == "http://127.0.0.1:8080/websub"
    assert list(settings.stand_ins) == ["hub.example", "*.example"], "the hub's own comes first"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "novel.txt").write_text("Chapter 1", encoding="utf-8")
    with pytest.raises(MisconfiguredError, match="holds something else"):
        _shown(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["novel.txt"]


def test_a_press_that_was_stopped_goes_on_as_the_one_that_opened_then(tmp_path: Path) -> None:
    first, again = _shown(tmp_path / "live"), _shown(tmp_path / "live", now=NOW + timedelta(days=2))
    opened = NOW.isoformat()
    assert opened in first.press.command
    assert opened in again.press.command
    assert json.loads((tmp_path / "live" / "demonstration.json").read_text(encoding="utf-8"))


def test_the_press_publishes_while_it_runs_and_ends_when_asked() -> None:
    port, hub_port = free_ports(2)
    opened, every = datetime.now(UTC), timedelta(seconds=0.5)
    coming = LivePress(seed=SEED, opens_at=opened, every=every).newest(4)
    words = (opened.isoformat(), str(every.total_seconds()), str(port), str(hub_port))
    command = [sys.executable, "-m", "ingest.service.press", *words]
    with subprocess.Popen(command, env=dict(os.environ)) as press:
        try:
            _until_online(f"http://127.0.0.1:{port}{urlsplit(coming.url).path}", coming.house.domain)
        finally:
            press.send_signal(signal.SIGTERM)
        assert press.wait(timeout=30) == 0


def _until_online(url: str, host: str) -> None:
    """Another process publishes: nothing tells us, so we look."""
    deadline = time.monotonic() + 60
    while True:
        assert time.monotonic() < deadline, "it publishes nothing"
        with suppress(httpx.TransportError):
            if httpx.get(url, headers={"Host": host}).status_code == 200:
                return
        time.sleep(0.1)
