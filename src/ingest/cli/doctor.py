"""`ingest doctor`: what is missing or misconfigured, in plain words, and what to do."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from rich.table import Table
from rich.text import Text

from ingest.cli.output import AsJson, Home, say, workplace
from ingest.errors import IngestError, NothingPublished
from ingest.pipeline import Workplace
from ingest.records import Record
from ingest.settings import PREFIX, Settings

_NEEDED_BYTES = 2_000_000_000  # a thousand feeds capture about this much in a week


class Finding(Record):
    """One thing that was looked at."""

    what: str
    verdict: str  # good | note | wrong
    says: str
    advice: str = ""


def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """Say what is missing or misconfigured, and what to do about it."""
    findings = list(_findings(home))
    table = Table("", "what", "found", "what to do", header_style="bold")
    marks = {"good": ("✓", "green"), "note": ("•", "yellow"), "wrong": ("✗", "red")}
    for finding in findings:
        mark, colour = marks[finding.verdict]
        table.add_row(Text(mark, style=colour), finding.what, Text(finding.says), Text(finding.advice))
    say(table, {"findings": [finding.model_dump(mode="json") for finding in findings]}, as_json=as_json)
    if any(finding.verdict == "wrong" for finding in findings):
        raise typer.Exit(1)


def _findings(home: Path | None) -> Iterator[Finding]:
    yield _python()
    yield _airflow()
    try:
        place = workplace(home)
    except IngestError as error:
        names = ", ".join(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)
        yield Finding(what="settings", verdict="wrong", says=str(error), advice=f"settings are: {names}")
        return
    yield _home(place.settings.home)
    yield _space(place.settings.home)
    yield _contact(place.settings)
    yield _rehearsal(place.settings)
    yield from _hubs(place)
    yield from _stores(place)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding(what="Python", verdict="good", says=version)


def _airflow() -> Finding:
    if importlib.util.find_spec("airflow"):
        return Finding(what="Airflow", verdict="good", says="installed")
    return Finding(
        what="Airflow", verdict="note", says="not installed",
        advice="`ingest nightly` from cron does the same; the DAGs and `ingest demo` need apache-airflow",
    )  # fmt: skip


def _home(home: Path) -> Finding:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    if not existing.is_dir():
        return Finding(
            what="INGEST_HOME",
            verdict="wrong",
            says=f"{existing} is no folder",
            advice="choose another INGEST_HOME",
        )
    if not os.access(existing, os.W_OK):
        advice = f"make it yours: sudo chown $USER {existing}, or choose another INGEST_HOME"
        return Finding(
            what="INGEST_HOME", verdict="wrong", says=f"{existing} cannot be written", advice=advice
        )
    says = str(home) if home.exists() else f"{home} (made at the first run)"
    return Finding(what="INGEST_HOME", verdict="good", says=says)


def _space(home: Path) -> Finding:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    says = f"{free / 1e9:.1f} GB free"
    if free < _NEEDED_BYTES:
        return Finding(
            what="disk",
            verdict="note",
            says=says,
            advice=f"make room: {_NEEDED_BYTES / 1e9:.0f} GB last about a week",
        )
    return Finding(what="disk", verdict="good", says=says)


def _contact(settings: Settings) -> Finding:
    if settings.contact:
        return Finding(what="contact", verdict="good", says=settings.contact)
    advice = "set INGEST_CONTACT to an address that publishers can write to"
    return Finding(
        what="contact", verdict="note", says="publishers cannot see whom to turn to", advice=advice
    )


def _rehearsal(settings: Settings) -> Finding:
    if settings.stand_ins:
        says = "requests for " + ", ".join(settings.stand_ins) + " go to this machine"
        return Finding(
            what="rehearsal", verdict="note", says=says, advice="unset INGEST_STAND_INS to read the real web"
        )
    return Finding(what="network", verdict="good", says="the real web; private addresses are refused")


def _hubs(place: Workplace) -> Iterator[Finding]:
    callback, inbox = place.settings.callback_url, place.archive.inbox
    if not callback:
        return
    says = f"called at {callback}; {len(inbox.intents())} asked, {inbox.waiting()} deliveries wait for a poll"
    if callback.startswith("http:"):
        advice = "put TLS before `ingest listen`: who reads a callback's path may end its subscription"
        yield Finding(what="hubs", verdict="note", says=says, advice=advice)
    else:
        yield Finding(what="hubs", verdict="good", says=says)


def _stores(place: Workplace) -> Iterator[Finding]:
    try:
        feeds = len(place.archive.subscriptions())
    except IngestError as error:
        yield Finding(what="feeds", verdict="wrong", says=str(error), advice="mend or remove feeds.opml")
        return
    yield (
        Finding(what="feeds", verdict="good", says=f"{feeds} in the list")
        if feeds
        else Finding(
            what="feeds",
            verdict="note",
            says="none",
            advice="`ingest feeds import --seeds` takes the packaged list",
        )
    )
    segments = len(place.archive.segments())
    try:
        loaded = len(place.warehouse.published_segments())
    except NothingPublished:
        loaded = 0
    except IngestError as error:
        yield Finding(
            what="warehouse",
            verdict="wrong",
            says=str(error),
            advice="upgrade ingest, or `ingest replay --into`",
        )
        return
    waiting = segments - loaded
    yield Finding(
        what="warehouse", verdict="note" if waiting else "good",
        says=f"{loaded} of {segments} segments are loaded",
        advice=f"`ingest run` loads the other {waiting}" if waiting else "",
    )  # fmt: skip
