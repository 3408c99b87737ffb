"""What can break, broken: kills, torn files, bad networks, jumping clocks, two loaders, a full disk.

Run `python -m benchmarks.faults [--kills 100] [--only NAME] [--json FILE]` (`make faults`). Each fault is
done to a copy of the simulated press's captures, or to a poll of it; then the work is run again without the
fault until it ends, and the outcome is held against that of work that nobody disturbed: rows lost, rows
doubled, books that do not balance, digests that differ. Exit code 1: something did. A full disk needs root
(it mounts a small tmpfs) and is left out without.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.bad_network import Meddle, between, reset
from rich.console import Console
from rich.progress import track
from rich.table import Table
from tests.press import capture_both_nights, workplace_for

from ingest.newsroom import NIGHTS, Newsroom, serve
from ingest.pipeline import Workplace, audit, ingest_captures, poll_feeds
from ingest.records import RunMode
from ingest.settings import Settings
from ingest.warehouse import table_digests

_PATIENCE = 300  # seconds for a command that nobody kills
_TRY_AGAIN = 75  # exit code: the world was at fault
_SHARE = 0.1  # of the pieces of answers that a bad network spoils
_LOADERS = 4
_TORN = 12  # files that are cut in one go, at the most


class Outcome(NamedTuple):
    """What a fault did, several times over."""

    fault: str
    times: int
    lost: int
    doubled: int
    off: int  # lines of the books that do not balance
    differ: int  # tables whose digest is another than undisturbed; entries and articles where times differ
    seconds: float

    @property
    def is_harmless(self) -> bool:
        """Nothing lost, nothing doubled, everything as if nothing had happened."""
        return not (self.lost or self.doubled or self.off or self.differ)


# --- work, and how it is disturbed --------------------------------------------------------------------


def _command(home: Path, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", *words, "--json"],
        env=os.environ | {"INGEST_HOME": str(home)} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _done(process: "subprocess.Popen[bytes]", *codes: int) -> int:
    """The exit code of a command that nobody kills, which must be 0, or one of these."""
    code = process.wait(_PATIENCE)
    if code not in (codes or (0,)):
        raise RuntimeError(f"{process.args!r} ended with {code}")
    return code


def _poll(place: Workplace, now: datetime) -> None:
    poll_feeds(place, mode=RunMode.NIGHTLY, clock=lambda: now)


def _killed(process: "subprocess.Popen[bytes]", after: float) -> bool:
    """Kill a command and all that it started, unless it ends before."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _contents(place: Workplace) -> dict[str, Counter[tuple[object, ...]]]:
    """Entries and articles without the instants at which they were seen."""
    with place.warehouse.reader() as connection:
        return {
            "entries": Counter(
                connection.execute("SELECT DISTINCT feed_url, guid, link, title FROM entries").fetchall()
            ),
            "articles": Counter(connection.execute("SELECT url FROM articles").fetchall()),
        }


def _digests(place: Workplace) -> dict[str, str]:
    with place.warehouse.reader() as connection:
        return table_digests(connection)


class Held:
    """What an undisturbed run gives, and how others are held against it."""

    def __init__(self, place: Workplace) -> None:
        self.place = place

    @cached_property
    def digests(self) -> dict[str, str]:
        return _digests(self.place)

    @cached_property
    def contents(self) -> dict[str, Counter[tuple[object, ...]]]:
        return _contents(self.place)

    def against(self, other: Workplace, *, exactly: bool) -> tuple[int, int, int, int]:
        """Lost, doubled, books off, tables that differ."""
        found = _contents(other)
        lost = sum((self.contents[name] - found[name]).total() for name in found)
        doubled = sum((found[name] - self.contents[name]).total() for name in found)
        off = sum(1 for check in audit(other) if check.difference)
        theirs = _digests(other) if exactly else {}
        return lost, doubled, off, sum(1 for name in theirs if theirs[name] != self.digests.get(name))


class Campaign:
    """Faults over one press, in one folder.

    Args:
        folder: where homes are made and left.
        moments: when things are killed and which bytes are hit.
        kills: how many kills of each command.
    """

    def __init__(self, folder: Path, moments: random.Random, kills: int) -> None:
        self._folder = folder
        self._moments = moments
        self._kills = kills
        self._homes = 0
        self._captured = capture_both_nights(folder / "captured")
        loaded = self._fresh()
        began = perf_counter()
        _done(_command(loaded, "run"))
        self._seconds = perf_counter() - began
        self._held = Held(Workplace.of(Settings(home=loaded)))

    # --- kills ------------------------------------------------------------------------------------------

    def killed_loads(self) -> Outcome:
        """`ingest run`: prepare, load, publish."""
        return self._killed(
            "SIGKILL in prepare, load, publish", lambda home: _command(home, "run"), self._fresh
        )

    def killed_replays(self) -> Outcome:
        """`ingest replay`: everything anew from captures, in another folder."""

        def replayed(home: Path) -> "subprocess.Popen[bytes]":
            return _command(self._held.place.settings.home, "replay", "--into", str(home))

        return self._killed("SIGKILL in replay", replayed, self._empty, seen=self._captured.elsewhere)

    def killed_backfills(self) -> Outcome:
        """`ingest backfill run` over the captures as a folder of WARC, then a load.

        Contents are compared, not digests: each run has the instant of its own clock (bytes under one clock:
        `tests/history/test_killed.py`).
        """
        source = f"warc:{self._captured.settings.home / 'captures'}"

        def taken(home: Path) -> "subprocess.Popen[bytes]":
            return _command(home, "backfill", "run", "--source", source)

        return self._killed("SIGKILL in a backfill", taken, self._knowing, is_taken=True)

    def _killed(
        self,
        fault: str,
        start: Callable[[Path], "subprocess.Popen[bytes]"],
        new_home: Callable[[], Path],
        *,
        is_taken: bool = False,
        seen: Callable[[Path], Workplace] = lambda home: Workplace.of(Settings(home=home)),
    ) -> Outcome:
        sums, kills, began = [0, 0, 0, 0], 0, perf_counter()
        held = self._backfilled(start, new_home) if is_taken else self._held
        with Console().status(fault) as status:
            while kills < self._kills:
                home = new_home()
                while _killed(start(home), self._moments.uniform(0.5, self._seconds)):
                    kills += 1
                    status.update(f"{fault}: {kills}")
                place = seen(home)
                if is_taken:
                    ingest_captures(place)
                sums = [
                    one + other
                    for one, other in zip(sums, held.against(place, exactly=not is_taken), strict=True)
                ]
                shutil.rmtree(home)
        return self._told(fault, kills, sums, began)

    def _backfilled(
        self, start: Callable[[Path], "subprocess.Popen[bytes]"], new_home: Callable[[], Path]
    ) -> Held:
        home = new_home()
        _done(start(home))
        place = Workplace.of(Settings(home=home))
        ingest_captures(place)
        return Held(place)

    # --- files ------------------------------------------------------------------------------------------

    def torn_tables(self) -> Outcome:
        """Derived files cut anywhere: they are made again from captures."""
        began, home = perf_counter(), self._fresh()
        ingest_captures(Workplace.of(Settings(home=home)))
        shutil.rmtree(home / "warehouse")
        files = [path for path in sorted(home.rglob("*.parquet")) if path.stat().st_size > 1]
        torn = self._moments.sample(files, min(_TORN, len(files)))
        for path in torn:
            os.truncate(path, self._moments.randrange(1, path.stat().st_size))
        _done(_command(home, "replay", "--into", str(home.with_name(f"{home.name}-again"))), 0, 1)
        place = self._captured.elsewhere(home.with_name(f"{home.name}-again"))
        sums = list(self._held.against(place, exactly=True))
        return self._told("derived files torn, then replayed", len(torn), sums, began)

    def full_disk(self) -> Outcome | None:
        """A load on a disk that is too small, then on a larger one."""
        if os.geteuid() != 0:
            return None
        began, disk = perf_counter(), self._folder / "disk"
        disk.mkdir()
        captured = self._captured.settings.home
        size = sum(path.stat().st_size for path in captured.rglob("*") if path.is_file())
        refused = 0
        with _small_disk(disk, size + 3_000_000):
            home = disk / "home"
            shutil.copytree(captured, home)
            for megabytes in (4, 6, 10, 20, 40):
                refused += _command(home, "run").wait(_PATIENCE) != 0
                _mount("-o", f"remount,size={size + megabytes * 1_000_000}", str(disk))
            _mount("-o", f"remount,size={size + 2_000_000_000}", str(disk))
            _done(_command(home, "run"))
            place = Workplace.of(Settings(home=home))
            sums = list(self._held.against(place, exactly=True))
        return self._told("disk full in prepare, load or publish", refused, sums, began)

    # --- two at once ------------------------------------------------------------------------------------

    def loaders_at_once(self) -> Outcome:
        """Four loaders of one home: one loads, the others are told to come again."""
        began, home = perf_counter(), self._fresh()
        loaders = [_command(home, "run") for _ in range(_LOADERS)]
        for loader in loaders:
            _done(loader, 0, _TRY_AGAIN)
        _done(_command(home, "run"))
        sums = list(self._held.against(Workplace.of(Settings(home=home)), exactly=True))
        return self._told("four loaders at once", len(loaders), sums, began)

    # --- the network and the clock ------------------------------------------------------------------

    def bad_networks(self) -> Iterator[Outcome]:
        """A night on which the network fails in its way, then one on which it does not."""
        for fault, meddle in (
            ("every connection reset", reset),
            ("a tenth of the answers corrupted", self._corrupted),
            ("a tenth of the answers cut off", self._cut),
            ("no name resolves", None),
        ):
            yield self._meddled(fault, meddle)

    def _meddled(self, fault: str, meddle: Meddle | None) -> Outcome:
        began, press = perf_counter(), Newsroom(seed=1)
        outcomes = []
        for is_bad in (False, True):
            home = self._empty()
            with serve(press, night=1) as site:
                place = workplace_for(home, press, site)
                if is_bad:
                    with between(site.stand_ins, meddle) as stand_ins:
                        bad = place.settings.model_copy(update={"stand_ins": stand_ins})
                        _poll(Workplace.of(bad), NIGHTS[0])
                for day in range(1, 6):
                    _poll(place, NIGHTS[0] + timedelta(days=day))
            ingest_captures(place)
            outcomes.append(place)
        lost, _, off, _ = Held(outcomes[0]).against(outcomes[1], exactly=False)
        return self._told(fault, 1, [lost, 0, off, 0], began)

    def _corrupted(self, _number: int, piece: bytes) -> bytes | None:
        if self._moments.random() > _SHARE:
            return piece
        place = self._moments.randrange(len(piece))
        return piece[:place] + bytes([piece[place] ^ 0x55]) + piece[place + 1 :]

    def _cut(self, number: int, piece: bytes) -> bytes | None:
        return None if number and self._moments.random() < _SHARE else piece

    def jumping_clock(self) -> Outcome:
        """Polls whose clock goes back two days and forth forty."""
        began, press = perf_counter(), Newsroom(seed=1)
        home = self._empty()
        jumps = (timedelta(), timedelta(days=-2), timedelta(days=40), timedelta(hours=1))
        with serve(press, night=1) as site:
            place = workplace_for(home, press, site)
            for jump in jumps:
                _poll(place, NIGHTS[0] + jump)
                ingest_captures(place)
        with place.warehouse.reader() as connection:
            (doubled,) = connection.execute(
                "SELECT count(*) - count(DISTINCT url) FROM articles"
            ).fetchone() or (0,)
        off = sum(1 for check in audit(place) if check.difference)
        return self._told("the clock jumps back and forth", len(jumps), [0, doubled, off, 0], began)

    # --- homes ------------------------------------------------------------------------------------------

    def _empty(self) -> Path:
        self._homes += 1
        return self._folder / f"home-{self._homes}"

    def _fresh(self) -> Path:
        home = self._empty()
        shutil.copytree(self._captured.settings.home, home)
        return home

    def _knowing(self) -> Path:
        home = self._empty()
        place = Workplace.of(Settings(home=home))
        place.archive.save_knowledge(*Newsroom(seed=1).knowledge_rows())
        return home

    def _told(self, fault: str, times: int, sums: list[int], began: float) -> Outcome:
        lost, doubled, off, differ = sums
        return Outcome(fault, times, lost, doubled, off, differ, round(perf_counter() - began, 1))


# --- the disk --------------------------------------------------------------------------------------


@contextmanager
def _small_disk(folder: Path, size: int) -> Iterator[None]:
    _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - root's own command


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)  # noqa: S607 - root's own command


# --- the table ------------------------------------------------------------------------------------------


def _faults(campaign: Campaign, only: str | None) -> Iterator[Outcome]:
    single: tuple[Callable[[], Outcome | None], ...] = (
        campaign.killed_loads, campaign.killed_replays, campaign.killed_backfills, campaign.torn_tables,
        campaign.full_disk, campaign.loaders_at_once, campaign.jumping_clock,
    )  # fmt: skip
    for fault in track([one for one in single if only in {None, one.__name__}], description="faults"):
        outcome = fault()
        if outcome is not None:
            yield outcome
    if only in {None, "bad_networks"}:
        yield from campaign.bad_networks()


def main() -> int:
    """Run the campaign, print the table. 1: a fault did harm."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--kills", type=int, default=100, help="of each command that is killed (three of them)"
    )
    parser.add_argument("--only", help="one fault by its name in this module")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, help="write the outcomes to this file as well")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        moments = random.Random(chosen.seed)  # noqa: S311 - the same moments in the next run
        outcomes = list(_faults(Campaign(Path(folder), moments, chosen.kills), chosen.only))
    table = Table("fault", "times", "lost", "doubled", "books off", "tables that differ", "seconds")
    for outcome in outcomes:
        table.add_row(*map(str, outcome))
    Console(width=120).print(table)
    if chosen.json:
        chosen.json.write_text(
            json.dumps([outcome._asdict() for outcome in outcomes], indent=1), encoding="utf-8"
        )
    return 0 if all(outcome.is_harmless for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
