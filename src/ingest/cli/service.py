"""Commands for the service: up, down, status."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from ingest.cli.output import AsJson, Home, progress_bars, say, utc_now, workplace
from ingest.errors import MisconfiguredError

if TYPE_CHECKING:
    from ingest.service import Service

_PORT = 8080
_DEMONSTRATION = ".ingest/live"


def up(
    port: Annotated[
        int, typer.Option(min=1, max=65_535, help="Port of Airflow's web server, on loopback.")
    ] = _PORT,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="With a made-up press that publishes while you look, and its feeds."),
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Start Airflow with our DAGs and the news desk, its database and a supervisor, in the background.

    What dies is started anew; `ingest down` ends it all. The files are in INGEST_HOME/service.
    With --demo and no home the folder is .ingest/live.
    """
    room = _service()
    if demo:
        folder = home or Path(os.environ.get("INGEST_HOME") or _DEMONSTRATION)
        shown = room.demonstration(folder.absolute(), port=port, python=sys.executable, now=utc_now())
        settings, companions = shown.settings, [shown.press]
    else:
        settings, companions = workplace(home).settings, []
    with progress_bars() as progress:
        found = room.up(settings, port=port, around=os.environ, progress=progress, companions=companions)
    _tell(found, as_json=as_json, shows_password=demo)
    if demo and not as_json:
        where = os.path.relpath(settings.home)
        say(f"A piece comes every half minute. `ingest down --home {where}` ends it.", None, as_json=False)


def down(home: Home = None, as_json: AsJson = False) -> None:
    """End the service and wait until nothing of it is left."""
    ran = _service().down(workplace(home).settings.home)
    say(Text("the service has ended" if ran else "no service was running"), {"ended": ran}, as_json=as_json)


def status(home: Home = None, as_json: AsJson = False) -> None:
    """Show the parts of the service. Exit code 1: it is not up."""
    found = _service().status(workplace(home).settings.home)
    _tell(found, as_json=as_json)
    if not found.is_up:
        raise typer.Exit(1)


def _service() -> ModuleType:
    """The room, where what it needs is installed."""
    try:
        return import_module("ingest.service")
    except ModuleNotFoundError as error:
        raise MisconfiguredError(
            f"the service needs {error.name}: install it with `pip install ingest[service]`"
        ) from error


def _tell(found: "Service", *, as_json: bool, shows_password: bool = False) -> None:
    table = Table("part", "state", "process", "", header_style="bold")
    for one in found.components:
        table.add_row(one.name, one.state, str(one.pid or ""), one.detail)
    password = f"in {found.password_file}"
    if shows_password and found.password_file:
        password = json.loads(Path(found.password_file).read_text(encoding="utf-8"))[found.user]
    lines = (
        f"Airflow    {found.url}, user {found.user}, password {password}",
        f"news desk  {found.url}/news-desk/",
    )
    nothing = Text("no service is running: `ingest up` starts it")
    shown = Group(table, Text("\n".join(lines))) if found.components else nothing
    say(shown, found.model_dump(mode="json"), as_json=as_json)
