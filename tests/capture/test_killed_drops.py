"""A run over the drop folder, killed at each step on the disk: nothing lost, nothing doubled."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.capture.crawls import crawl
from tests.killing import killed_at

from ingest.archive import ArchivedCapture
from ingest.pipeline import Workplace, take_dropped
from ingest.settings import Settings

NOW = datetime(2024, 2, 20, 12, tzinfo=UTC)
_PAGES = {f"{name}.html": f"<p>{name}</p>".encode() for name in ("first", "second")}
_EXCHANGES = {f"https://example.org/{number}": f"<p>{number}</p>".encode() for number in range(3)}
FILES = {**_PAGES, "crawl.warc.gz": crawl(_EXCHANGES)}
BODIES = sorted((*_PAGES.values(), *_EXCHANGES.values()))


def test_a_run_killed_at_any_step_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    for step in range(1, 500):
        place = _place(tmp_path / str(step))
        was_killed = killed_at(step, lambda place=place: take_dropped(place, clock=lambda: NOW))  # type: ignore[misc] # bound early
        take_dropped(place, clock=lambda: NOW + timedelta(minutes=15))
        assert _captured(place) == BODIES, step
        drop = place.archive.home / "drop"
        assert not [path for path in drop.glob("*") if path.is_file()], step
        assert sorted(path.name for path in drop.glob("taken/*/*")) == sorted(FILES), step
        if not was_killed:
            assert step > 15, "hardly any step was seen"
            return
    raise AssertionError("the run never came to its end")


def _place(home: Path) -> Workplace:
    (home / "drop").mkdir(parents=True)
    for name, payload in FILES.items():
        (home / "drop" / name).write_bytes(payload)
    return Workplace.of(Settings(home=home))


def _captured(place: Workplace) -> list[bytes]:
    return sorted(
        found.capture.body
        for segment in place.archive.segments()
        for found in place.archive.read_captures(segment)
        if isinstance(found, ArchivedCapture)
    )
