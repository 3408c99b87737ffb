"""How commands speak: tables for people on standard output, progress on standard error, JSON for machines."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from ingest.pipeline import Workplace, watched_by
from ingest.settings import PREFIX

Home = Annotated[
    Path | None, typer.Option("--home", help="Folder of captures and warehouse. [default: $INGEST_HOME]", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def utc_now() -> datetime:
    """The clock of every command."""
    return datetime.now(UTC)


def workplace(home: Path | None) -> Workplace:
    """The workplace that the environment describes, or the one in the folder that was named.

    Raises:
        NoHome, MisconfiguredError: see `Settings.from_environment`.
    """
    environment = dict(os.environ)
    if home is not None:
        environment[f"{PREFIX}HOME"] = str(home.absolute())
    return Workplace.from_environment(environment)


def say(shown: RenderableType, as_object: Any, *, as_json: bool) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print for a person or for a machine."""
    if as_json:
        sys.stdout.write(json.dumps(as_object, ensure_ascii=False, default=str) + "\n")
    else:
        Console().print(shown)


@contextmanager
def progress_bars() -> Iterator[None]:
    """Inside, every workplace that is opened draws its progress on standard error."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def advance(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=None)
            bars.update(tasks[what], completed=done, total=of or None)

        with watched_by(advance):
            yield
