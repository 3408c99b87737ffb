"""The service with a simulated press: what `ingest up --demo` adds to it. Writes the list of feeds."""

from datetime import datetime, timedelta
from pathlib import Path

from pydantic import AwareDatetime

from ingest.archive import Archive
from ingest.errors import MisconfiguredError, NoHome
from ingest.newsroom import HUB_URL, LivePress
from ingest.records import Record
from ingest.service.ports import free_ports
from ingest.service.press import SEED
from ingest.service.programs import Program, press_program
from ingest.settings import Settings

EVERY = timedelta(seconds=30)
"""Between two pieces of the press."""

_MARK = "demonstration.json"
_REQUEST_SECONDS = 1.5  # the press has feeds that never end; on loopback the others answer in milliseconds


class Demonstration(Record):
    """What the service runs with."""

    settings: Settings
    press: Program


class _Opening(Record):
    """The content of the mark: a press that comes back goes on where it was."""

    opened_at: AwareDatetime


def demonstration(home: Path, *, port: int, python: str, now: datetime) -> Demonstration:
    """Make a folder a demonstration's, with the feeds of the press, or go on with one.

    Args:
        home: the folder.
        port: of Airflow's web server, which receives what the hub brings.
        python: the interpreter.
        now: when the press opens.

    Raises:
        MisconfiguredError: the folder holds something else.
        NoHome: it cannot be written.
    """
    opening = _opening(home, now)
    press = LivePress(seed=SEED, opens_at=opening.opened_at, every=EVERY)
    archive = Archive(home)
    archive.save_subscriptions(press.subscriptions())
    archive.save_knowledge(*press.knowledge_rows())
    site_port, hub_port = free_ports(2)
    settings = Settings(
        home=home,
        contact="demonstration@example.org",
        stand_ins={
            HUB_URL.removeprefix("https://").rstrip("/"): f"http://127.0.0.1:{hub_port}",
            "*.example": f"http://127.0.0.1:{site_port}",
        },
        host_spacing=0,
        request_seconds=_REQUEST_SECONDS,
        callback_url=f"http://127.0.0.1:{port}/websub",
    )
    words = (opening.opened_at.isoformat(), str(EVERY.total_seconds()), str(site_port), str(hub_port))
    return Demonstration(settings=settings, press=press_program(python, words))


def _opening(home: Path, now: datetime) -> _Opening:
    mark = home / _MARK
    try:
        if mark.exists():
            return _Opening.model_validate_json(mark.read_bytes())
        if home.exists() and any(home.iterdir()):
            raise MisconfiguredError(
                f"{home} holds something else than a demonstration: name another folder with --home"
            )
        home.mkdir(parents=True, exist_ok=True)
        opening = _Opening(opened_at=now)
        mark.write_text(opening.model_dump_json() + "\n", encoding="utf-8")
    except OSError as error:
        raise NoHome(f"{home} cannot be written: {error.strerror}") from error
    return opening
