"""A backfill that is killed at any instant goes on and ends with the same archive, byte for byte."""

import os
import signal
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic

import pytest
from tests.history.archives import order_of, page, place_at, taken, warc_of
from tests.killing import killed_at

from ingest.history import Order
from ingest.history import parts as parts_module
from ingest.pipeline import Workplace, audit, ingest_captures, published_digest


def _contents(place: Workplace) -> dict[str, str]:
    """Every segment and the digest of its file."""
    files = (place.archive.home / "captures").rglob("*.warc.gz")
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def _killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Work in a child that is killed after so long; False: it ended before that."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        child = os.fork()
        if child == 0:
            try:
                work()
            finally:
                os._exit(0)
        signal.sigtimedwait({signal.SIGCHLD}, seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of ten captures, so that a few pages are many segments."""
    monkeypatch.setattr(parts_module, "CAPTURES", 10)


def _crawl(folder: Path, files: int, pages: int) -> Order:
    folder.mkdir()
    for number in range(files):
        first = number * pages
        (folder / f"f{number:02}.warc.gz").write_bytes(warc_of(map(page, range(first, first + pages))))
    return order_of(folder)


@pytest.mark.usefixtures("small_parts")
def test_killed_at_any_step_on_the_disk_it_ends_with_the_same_archive(tmp_path: Path) -> None:
    order = _crawl(tmp_path / "crawl", files=3, pages=25)
    whole = place_at(tmp_path / "whole")
    taken(whole, order)
    expected, digest = _contents(whole), published_digest(whole)
    place, step, kills = place_at(tmp_path / "killed"), 3, 0
    while killed_at(step, lambda: taken(place, order, load=False)):
        step, kills = step + 7, kills + 1
    assert kills >= 5
    assert _contents(place) == expected
    ingest_captures(place)
    assert published_digest(place) == digest
    assert [check for check in audit(place) if check.difference] == []


@pytest.mark.slow
def test_killed_fifty_times_over_ten_thousand_pages_it_ends_with_the_same_archive(tmp_path: Path) -> None:
    order = _crawl(tmp_path / "crawl", files=4, pages=2_500)
    whole = place_at(tmp_path / "whole")
    began = monotonic()
    taken(whole, order, load=False)
    longest, expected = (monotonic() - began) / 3, _contents(whole)
    chance, kills, homes = Random(9), 0, 0  # noqa: S311 - a failure must be seen again
    while kills < 50:
        work = partial(taken, place_at(tmp_path / f"killed-{homes}"), order, load=False)
        patience = longest  # grows, or a process that begins more slowly than it is killed would never get on
        while _killed_after(chance.uniform(0, patience), work):
            kills, patience = kills + 1, patience * 1.05
        assert _contents(place_at(tmp_path / f"killed-{homes}")) == expected
        homes += 1
