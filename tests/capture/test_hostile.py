"""Whatever a server does to us is a recorded outcome with its reason, and costs nobody else anything."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import NamedTuple

import pytest
from tests.capture.hostile import CASES, FEED_BYTES, SMALL, Case, rss
from tests.web.loopback import Server, response, serving

from ingest.pipeline import ARTICLES_PRODUCER, Workplace, audit, load_and_publish, poll_feeds, prepare
from ingest.records import CaptureKind, Fetch, FetchOutcome, ListedEntry, RunMode, Subscription
from ingest.settings import Settings

NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)
HEALTHY = "https://healthy.example/feed"
MOST_SECONDS, MOST_BYTES = 10, 300_000_000
_SOUND = "".join(
    f"<item><title>Story {n}</title><link>https://healthy.example/{n}</link><guid>{n}</guid></item>"
    for n in range(9)
)


class Told(NamedTuple):
    """What the books say of the feeds."""

    fetches: dict[str, Fetch]  # by address
    entries: list[ListedEntry]


def _url(case: Case) -> str:
    return f"https://case-{CASES.index(case)}.example/{CASES.index(case)}"


@contextmanager
def _served(*cases: Case) -> Iterator[Server]:
    answers = {f"/{CASES.index(case)}": case.says() for case in cases}
    answers |= {"/feed": response(200, rss(_SOUND)), "/again": response(302, headers={"Location": "/again"})}
    with serving(answers) as server:
        yield server


def _place(home: Path, server: Server, *cases: Case) -> Workplace:
    hangs = any(case.outcome is FetchOutcome.TIMED_OUT for case in cases)
    settings = Settings(
        home=home, stand_ins={"*.example": server.origin}, host_spacing=0, requests_a_second=0,
        request_seconds=2 if hangs else 8, feed_bytes=FEED_BYTES, pages_a_feed=0, workers=2,
    )  # fmt: skip
    place = Workplace.of(settings)
    place.archive.save_subscriptions(
        Subscription(url=url, title="x", outlet_domain="x.example") for url in (*map(_url, cases), HEALTHY)
    )
    return place


def _told(place: Workplace) -> Told:
    segment = poll_feeds(place, mode=RunMode.POLL, clock=lambda: NOW)
    prepare(place)
    tables = {
        name: place.archive.table_path("articles", ARTICLES_PRODUCER, segment, name)
        for name in ("fetches", "entries")
    }
    fetches = place.archive.read_records(tables["fetches"], Fetch)
    return Told(
        {fetch.url: fetch for fetch in fetches if fetch.kind is CaptureKind.FEED},
        list(place.archive.read_records(tables["entries"], ListedEntry)),
    )


# --- many at once ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workplace, Told]]:
    with _served(*SMALL) as server:
        place = _place(tmp_path_factory.mktemp("together"), server, *SMALL)
        yield place, _told(place)


@pytest.mark.parametrize("case", SMALL, ids=lambda case: str(case.name))
def test_each_is_a_recorded_outcome_with_its_reason(together: tuple[Workplace, Told], case: Case) -> None:
    _insist(case, together[1])


def _insist(case: Case, told: Told) -> None:
    fetch = told.fetches[_url(case)]
    assert fetch.outcome is case.outcome, fetch.detail
    assert case.reason in f"{fetch.reason} {fetch.detail}"
    assert fetch.result == "feed" or fetch.reason or fetch.detail, "what is no feed says why"
    assert not fetch.reason.startswith("bug"), fetch.detail
    assert case.entries is None or fetch.entries_kept == case.entries
    assert fetch.entries_listed <= 5_000


def test_there_are_cases_enough_and_none_twice() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_a_sound_feed_among_all_of_them_keeps_every_entry(together: tuple[Workplace, Told]) -> None:
    place, told = together
    kept = [entry.title for entry in told.entries if entry.feed_url == HEALTHY and entry.result == "kept"]
    assert kept == [*(f"Story {n}" for n in range(9)), "Tsound"]
    load_and_publish(place)
    assert [check for check in audit(place) if check.difference] == []


# --- each alone ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def usual_bytes(tmp_path_factory: pytest.TempPathFactory) -> int:
    """What the dearest process of a poll of a sound feed alone holds."""
    with _served() as server:
        place = _place(tmp_path_factory.mktemp("usual"), server)
        with _watched() as peaks:
            _told(place)
    return max(peaks.values())


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_none_costs_more_than_ten_seconds_or_300_megabytes(
    case: Case, usual_bytes: int, tmp_path: Path
) -> None:
    with _served(case) as server:
        place = _place(tmp_path, server, case)
        with _watched() as peaks:
            began = perf_counter()
            told = _told(place)
            seconds = perf_counter() - began
    assert seconds < MOST_SECONDS
    assert max(peaks.values()) - usual_bytes < MOST_BYTES
    _insist(case, told)
    assert told.fetches[HEALTHY].entries_kept == 10


@contextmanager
def _watched() -> Iterator[dict[int, int]]:
    """The most memory that each process of ours held meanwhile: this one (growth alone) and the workers."""
    peaks: dict[int, int] = {}
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the peak of before
    before, ended = _peak(os.getpid()), Event()

    def watch() -> None:
        while not ended.wait(0.01):
            for worker in _workers():
                peaks[worker] = max(peaks.get(worker, 0), _peak(worker))

    thread = Thread(target=watch)
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()
        peaks[os.getpid()] = _peak(os.getpid()) - before


def _workers() -> Iterator[int]:
    """Processes of our group but ourselves."""
    group = os.getpgrp()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                if os.getpgid(int(entry.name)) == group:
                    yield int(entry.name)
            except ProcessLookupError:
                continue


def _peak(process: int) -> int:
    """Bytes of memory that a process held at most (`VmHWM`, proc(5)); 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)
