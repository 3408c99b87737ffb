"""Commands that do the work: poll, run, nightly, audit."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ingest import pipeline
from ingest.ask import show_checks
from ingest.cli.output import AsJson, Home, progress_bars, say, utc_now, workplace
from ingest.deduplicate import find_families_of_file
from ingest.errors import MisconfiguredError, OutOfBalance
from ingest.publish import Check
from ingest.records import RunMode


def poll(home: Home = None, as_json: AsJson = False) -> None:
    """Ask the feeds that are due and fetch their new pages: one segment of captures."""
    pipeline.only_polls()
    with progress_bars():
        segment = pipeline.poll_feeds(_with_feeds(home), mode=RunMode.POLL, clock=utc_now)
    say(Text(f"captured {segment}. `ingest run` loads it."), {"segment": segment}, as_json=as_json)


def run(home: Home = None, as_json: AsJson = False) -> None:
    """Normalise, extract, deduplicate, load and publish whatever the ledger lacks."""
    with progress_bars():
        loaded = pipeline.ingest_captures(workplace(home))
    say(_loaded_line(loaded), loaded.model_dump(mode="json"), as_json=as_json)


def nightly(home: Home = None, as_json: AsJson = False) -> None:
    """Poll, load, publish and audit: what the DAG nightly_ingest does, without a scheduler."""
    with progress_bars():
        night = pipeline.nightly(_with_feeds(home), clock=utc_now)
    say(_loaded_line(night.loaded), night.model_dump(mode="json"), as_json=as_json)
    _insist_on_balance(night.checks)


def audit(home: Home = None, as_json: AsJson = False) -> None:
    """Add up the books: every poll, entry and page ends in exactly one outcome."""
    checks = pipeline.audit(workplace(home))
    difference = sum(abs(check.difference) for check in checks)
    say(
        show_checks(checks),
        {"difference": difference, "checks": [check.model_dump(mode="json") for check in checks]},
        as_json=as_json,
    )
    _insist_on_balance(checks)


def families(
    source: Annotated[
        Path, typer.Argument(metavar="IN.parquet", help="Articles: article_id, text and more.")
    ],
    target: Annotated[Path, typer.Option("--output", "-o", help="Parquet file to write.")],
    as_json: AsJson = False,
) -> None:
    """Group the articles of anyone's Parquet file into families of copies: who copied whom."""
    with progress_bars() as progress:
        count = find_families_of_file(source, target, progress=progress)
    say(Text(f"{count:,} articles; their families are in {target}"), {"articles": count}, as_json=as_json)


def _with_feeds(home: Path | None) -> pipeline.Workplace:
    place = workplace(home)
    has_work = place.archive.subscriptions() or place.archive.segments() or place.archive.has_dropped()
    if not has_work:
        raise MisconfiguredError(
            f"{place.settings.home} has no feeds to poll: `ingest feeds import --seeds` takes the packaged "
            "list, `ingest feeds add URL` one feed"
        )
    return place


def _insist_on_balance(checks: Iterable[Check]) -> None:
    if any(check.difference for check in checks):
        raise OutOfBalance(
            "the books don't balance: `ingest replay --into FOLDER` shows what the captures say"
        )


def _loaded_line(loaded: pipeline.Loaded) -> Text:
    if not loaded.segments:
        return Text(f"nothing new: the snapshot holds {loaded.articles:,} articles")
    several = "s" * (len(loaded.segments) != 1)
    return Text(
        f"loaded {len(loaded.segments)} segment{several}: {loaded.articles:,} articles in "
        f'{loaded.families:,} families. Ask: ingest sql "from articles limit 5"'
    )
