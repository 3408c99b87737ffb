"""A real poll, killed at many instants: nothing that was received is lost, nothing is asked for twice."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock

import pytest
from tests.serving import served

from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds, published_digest, replay
from ingest.records import RunMode, Subscription
from ingest.settings import Settings

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
FEEDS, ENTRIES, CAP = 6, 4, 3
REQUESTS = FEEDS * (2 + CAP)  # feeds, robots.txt of each origin, pages within the cap
INSTANTS = (1, 3, 7, 12, 16, 22, 28)


class Site:
    """A press of some feeds; at a chosen request it reports and withholds every answer from then on."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.kill_at = 0
        self.reached = Event()
        self._lock = Lock()
        self._open = Event()
        self._open.set()

    def hold_at(self, request: int) -> None:
        self.asked.clear()
        self.kill_at = request
        self.reached.clear()

    def release(self) -> None:
        """Answer again."""
        with self._lock:
            self.kill_at = 0
            self._open.set()

    def body_of(self, address: str) -> bytes | None:
        with self._lock:
            self.asked.append(address)
            if self.kill_at and len(self.asked) >= self.kill_at:
                self._open.clear()
                self.reached.set()
        self._open.wait(60)
        host, _, path = address.partition("/")
        if path == "feed.xml":
            items = "".join(
                f"<item><title>Story {n} of {host}</title><link>https://{host}/{n}</link><guid>{n}</guid></item>"
                for n in range(ENTRIES)
            )
            return f"<rss version='2.0'><channel><title>{host}</title>{items}</channel></rss>".encode()
        if not path.isdigit():
            return None
        words = " ".join(f"The council of {host} met {path} times and word{n} was said." for n in range(12))
        return f"<html><title>Story {path} of {host}</title><article><p>{words}</p></article></html>".encode()


@contextmanager
def _serving(site: Site) -> Iterator[str]:
    with served(site.body_of) as origin:
        try:
            yield origin
        finally:
            site.release()


def _place(home: Path) -> Workplace:
    place = Workplace.of(Settings(home=home))
    home.mkdir()
    place.archive.save_subscriptions(
        Subscription(url=f"https://p{n}.example/feed.xml", title=str(n), outlet_domain=f"p{n}.example")
        for n in range(FEEDS)
    )
    return place


def _poll(place: Workplace, origin: str, command: str) -> "subprocess.Popen[bytes]":
    settings = {
        "INGEST_HOME": str(place.settings.home), "INGEST_STAND_INS": f"*.example={origin}",
        "INGEST_HOST_SPACING": "0", "INGEST_PAGES_A_FEED": str(CAP), "INGEST_CONNECTIONS": "1",
        "INGEST_WORKERS": "1",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", command, "--json"], env=os.environ | settings,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _run(place: Workplace, origin: str, command: str = "nightly") -> None:
    process = _poll(place, origin, command)
    _, complaint = process.communicate(timeout=120)
    assert process.returncode == 0, complaint


def _killed(site: Site, place: Workplace, origin: str, request: int, command: str) -> None:
    site.hold_at(request)
    process = _poll(place, origin, command)
    try:
        assert site.reached.wait(60), "the run ended before the request at which it was to be killed"
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    finally:
        os.killpg(process.pid, signal.SIGKILL) if process.poll() is None else None


def _contents(place: Workplace) -> dict[str, list[tuple[object, ...]]]:
    with place.warehouse.reader() as connection:
        return {
            "entries": connection.execute(
                "SELECT feed_url, guid, link, title FROM entries ORDER BY ALL"
            ).fetchall(),
            "articles": connection.execute(
                "SELECT article_id, url, title FROM articles ORDER BY ALL"
            ).fetchall(),
        }


def test_a_rehearsal_whose_clock_stands_still_can_be_run_again(tmp_path: Path) -> None:
    place = Workplace.of(Settings(home=tmp_path))
    names = [poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: NOW) for _ in range(3)]
    assert len(set(names)) == 3
    assert names == sorted(names)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_poll_killed_at_any_request_loses_and_repeats_nothing(tmp_path: Path) -> None:
    site = Site()
    with _serving(site) as origin:
        undisturbed = _place(tmp_path / "undisturbed")
        _run(undisturbed, origin)
        assert len(site.asked) == REQUESTS
        _run(undisturbed, origin, "poll")  # what lies beyond the cap
        ingest_captures(undisturbed)
        expected = _contents(undisturbed)
        assert len(expected["articles"]) == FEEDS * ENTRIES
        salvaged = 0
        for request in INSTANTS:
            place = _place(tmp_path / f"killed-{request}")
            _killed(site, place, origin, request, "poll")
            before = Counter(site.asked)
            in_flight = set(site.asked[-2:])  # one without an answer, one that may not have been written yet
            site.release()
            site.asked.clear()
            _run(place, origin)
            _run(place, origin, "poll")
            asked = before + Counter(site.asked)
            repeated = {one for one, n in asked.items() if n > 1 and not one.endswith("/robots.txt")}
            assert repeated <= in_flight, f"killed at request {request}"
            ingest_captures(place)
            assert _contents(place) == expected, f"killed at request {request}"
            assert [check for check in audit(place) if check.difference] == []
            assert replay(place, into=tmp_path / f"replayed-{request}") == published_digest(place)
            salvaged += _salvaged(place)
    assert salvaged >= len(INSTANTS) - 2, "killed at the first requests there is nothing to keep"


def _salvaged(place: Workplace) -> int:
    with place.warehouse.reader() as connection:
        return len(connection.execute("FROM runs WHERE dropped_bytes IS NOT NULL").fetchall())
