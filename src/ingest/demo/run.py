"""Two nights: serve the press, run the DAG, judge what it found, replay the captures."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from ingest.archive import Archive
from ingest.ask import Report, night_report
from ingest.ask.rows import records
from ingest.demo.nights import Nights
from ingest.demo.quiet import output_to
from ingest.demo.verdict import Found, Verdict, judge
from ingest.errors import MisconfiguredError
from ingest.newsroom import NIGHTS, Newsroom, serve, write_truth
from ingest.pipeline import Workplace, audit, published_digest, replay
from ingest.records import Record
from ingest.settings import Settings

_MARK = "demonstration"  # a folder that holds this file may be emptied by the next demonstration
LOG = "demonstration.log"
_REQUEST_SECONDS = 1.5  # the press has feeds that never end; on loopback the others answer in milliseconds

Progress = Callable[[str, int, int], None]


class Demonstration(Record):
    """What the demonstration showed."""

    seconds: float
    verdict: Verdict
    difference: int  # of the books: 0
    digest_live: str
    digest_replay: str
    warehouse: str  # path of the published snapshot
    home: str
    report: Report

    def as_object(self) -> dict[str, object]:
        """One object for machines, in the words of the README."""
        verdict = self.verdict
        return {
            "seconds": round(self.seconds, 1),
            "books": {"difference": self.difference},
            "truth": verdict.truth.model_dump(),
            "found": {"articles": verdict.found_articles},
            "right": verdict.right.model_dump(),
            "kept_apart": {"embedded": verdict.kept_apart},
            "wrong": verdict.wrong.model_dump(),
            "digest": {"live": self.digest_live, "replay": self.digest_replay},
            "warehouse": self.warehouse,
            "home": self.home,
        }


def demonstrate(home: Path, *, seed: int, progress: Progress) -> Demonstration:
    """Run the demonstration below a folder, which an earlier demonstration may have left.

    Raises:
        MisconfiguredError: the folder holds something else.
        DemonstrationFailed: a DAG run did not succeed; `demonstration.log` in the folder says why.
    """
    started = monotonic()
    clear(home)
    press = Newsroom(seed=seed)
    archive = Archive(home)
    archive.save_subscriptions(press.subscriptions())
    archive.save_knowledge(*press.knowledge_rows())
    with output_to(home / LOG), serve(press, night=1) as site:
        settings = settings_of(home, site.stand_ins)
        nights = Nights(home / "airflow", settings.as_environment())
        for number, now in enumerate(NIGHTS, start=1):
            site.turn_to(night=number)
            progress("nights", number - 1, len(NIGHTS))
            nights.run(now)
            progress("nights", number, len(NIGHTS))
        write_truth(press, len(NIGHTS), archive)
        return _findings(Workplace.of(settings), press, started, progress)


def _findings(place: Workplace, press: Newsroom, started: float, progress: Progress) -> Demonstration:
    progress("replay", 0, 1)
    with TemporaryDirectory(prefix="ingest-replay-") as scratch:
        replayed = replay(place, into=Path(scratch))
    progress("replay", 1, 1)
    with place.warehouse.reader() as connection:
        found = records(connection, "demo/select_found", Found)
        report = night_report(connection)
    return Demonstration(
        verdict=judge(press.truth(len(NIGHTS)), found),
        difference=sum(abs(check.difference) for check in audit(place)),
        digest_live=published_digest(place),
        digest_replay=replayed,
        warehouse=str(place.warehouse.published_path()),
        home=str(place.settings.home),
        report=report,
        seconds=monotonic() - started,
    )


def settings_of(home: Path, stand_ins: dict[str, str]) -> Settings:
    """The settings of a demonstration."""
    return Settings(
        home=home,
        contact="demonstration@example.org",
        stand_ins=stand_ins,
        host_spacing=0,
        request_seconds=_REQUEST_SECONDS,
    )


def clear(home: Path) -> None:
    """Make an empty folder, also where an earlier demonstration was.

    Raises:
        MisconfiguredError: it holds something else.
    """
    if home.exists() and any(home.iterdir()):
        if not (home / _MARK).exists():
            raise MisconfiguredError(
                f"{home} holds something else than a demonstration: name another folder with --home"
            )
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / _MARK).write_text("This folder is emptied by the next `ingest demo`.\n", encoding="utf-8")
