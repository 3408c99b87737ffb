"""`ingest demo`: the whole pipeline on a simulated press, judged against the truth."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ingest.cli.output import AsJson, progress_bars, say

_SHARE_OF_COPIES = 0.95  # of the planted copies that must be in the right family, under the right parent

DemoHome = Annotated[
    Path, typer.Option("--home", help="Folder to work in; an earlier demonstration there is removed.")
]
Seed = Annotated[int, typer.Option(help="Another seed gives another press.")]


History = Annotated[
    bool,
    typer.Option(
        "--history", help="Ten simulated years out of archives instead of two nights, and their calendar."
    ),
]


def demo(
    home: DemoHome = Path(".ingest/demo"), seed: Seed = 1, history: History = False, as_json: AsJson = False
) -> None:
    """Two nights of a simulated press through the real DAG, and a report checked against the truth."""
    if history:
        _demo_history(home, seed, as_json=as_json)
        return
    from ingest.demo import demonstrate, show_demonstration  # noqa: PLC0415 - loads the press, which others need not

    with progress_bars(outlives_redirection=True) as progress:
        shown = demonstrate(home.absolute(), seed=seed, progress=progress)
    is_module = Path(sys.argv[0]).name == "__main__.py"
    program = "python -m ingest" if is_module else os.path.relpath(sys.argv[0])
    say(show_demonstration(shown, program=program), shown.as_object(), as_json=as_json)
    verdict = shown.verdict
    is_good = (
        shown.difference == 0
        and shown.digest_live == shown.digest_replay
        and verdict.found_articles == verdict.truth.articles
        and verdict.right.copies >= _SHARE_OF_COPIES * verdict.truth.copies
        and verdict.kept_apart == verdict.truth.embedded
    )
    if not is_good:
        raise typer.Exit(1)


def _demo_history(home: Path, seed: int, *, as_json: bool) -> None:
    from ingest.demo import demonstrate_history, show_history  # noqa: PLC0415 - loads the press, which others need not

    with progress_bars(outlives_redirection=True) as progress:
        shown = demonstrate_history(home.absolute(), seed=seed, progress=progress)
    say(show_history(shown), shown.as_object(), as_json=as_json)
    if not shown.is_good:
        raise typer.Exit(1)
