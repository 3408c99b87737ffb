import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.warehouse.segments import Press, nights, publish_all

from ingest.archive import Archive
from ingest.errors import NothingPublished
from ingest.publish import audit_books
from ingest.warehouse import Warehouse, digest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 16


def _published(home: Path) -> str | None:
    try:
        with Warehouse(home).reader() as connection:
            return digest(connection)
    except NothingPublished:
        return None


def _start(home: Path) -> "subprocess.Popen[bytes]":
    loader = subprocess.Popen(
        [sys.executable, "-m", "tests.load.loader", str(home)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert loader.stdout is not None
    assert loader.stdout.readline() == b"loading\n"
    return loader


@pytest.mark.slow
def test_a_load_killed_at_any_moment_and_run_again_is_a_load(tmp_path: Path) -> None:
    press = Press(Archive(tmp_path))
    nights(press, 2, pages=150)
    publish_all(press, Warehouse(tmp_path))
    before = _published(tmp_path)
    press.segment(3, [])
    started = time.perf_counter()
    whole = tmp_path / "elsewhere"
    publish_all(press, Warehouse(whole))
    seconds = time.perf_counter() - started
    after = _published(whole)
    assert before != after

    moments = random.Random(7)  # noqa: S311 - the same moments in every run
    for kill in range(KILLS):
        loader = _start(tmp_path)
        try:
            loader.wait(timeout=seconds * 1.3 * (kill + moments.random()) / KILLS)
        except subprocess.TimeoutExpired:
            loader.kill()
        loader.communicate()
        assert _published(tmp_path) in {before, after}

    publish_all(press, Warehouse(tmp_path))
    assert _published(tmp_path) == after
    with Warehouse(tmp_path).reader() as connection:
        assert [check for check in audit_books(connection, archive=press.archive) if check.difference] == []
    assert not list((tmp_path / "warehouse").glob("copying-*"))
