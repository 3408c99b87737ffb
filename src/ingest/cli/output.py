"""How commands speak: tables for people on standard output, progress on standard error, JSON for machines."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TextIO

import rich.progress
import typer
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from ingest.pipeline import Progress, Workplace, watched_by
from ingest.settings import PREFIX

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of captures and warehouse. [default: $INGEST_HOME]", show_default=False
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]

_COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeElapsedColumn(),
)


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
        sys.stdout.flush()  # a command may go on for hours after it has spoken
    else:
        Console().print(shown)


@contextmanager
def progress_bars(*, outlives_redirection: bool = False) -> Iterator[Progress]:
    """Inside, every workplace that is opened draws its progress on standard error.

    Args:
        outlives_redirection: draw on a copy of standard error, which is itself about to go to a log.
    """
    with _standard_error(copy=outlives_redirection) as file:
        console = Console(file=file, force_terminal=sys.stderr.isatty())
        with rich.progress.Progress(*_COLUMNS, console=console, transient=not console.is_terminal) as bars:
            tasks: dict[str, TaskID] = {}

            def advance(what: str, done: int, of: int) -> None:
                if what not in tasks:
                    tasks[what] = bars.add_task(what, total=None)
                bars.update(tasks[what], completed=done, total=of or None)

            with watched_by(advance):
                yield advance


@contextmanager
def _standard_error(*, copy: bool) -> Iterator[TextIO]:
    if not copy:
        yield sys.stderr
        return
    with os.fdopen(os.dup(2), "w", encoding="utf-8") as file:
        yield file
