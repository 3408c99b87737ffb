"""The program `ingest`: its commands, and how errors become one line and an exit code.

Exit codes: 0 done; 1 a person must act; 2 wrong usage; 75 try again later (sysexits EX_TEMPFAIL).
"""

import json
import sys
from collections.abc import Sequence

import typer

from ingest.cli import (
    asking,
    demonstration,
    doctor,
    exporting,
    feeds,
    feeds_health,
    feeds_looking,
    files,
    history,
    keeping,
    listening,
    looking,
    pressroom,
    running,
    service,
    watching,
)
from ingest.errors import IngestError, TransientError
from ingest.version import VERSION

EXIT_ACT = 1
EXIT_AGAIN = 75

program = typer.Typer(
    name="ingest",
    help="The world's news feeds as facts that anyone can query.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
program.command("demo")(demonstration.demo)
program.command("newsroom")(pressroom.newsroom)
feeds.program.command("discover")(feeds_looking.discover)
feeds.program.command("check")(feeds_looking.check)
feeds.program.command("list")(feeds_health.list_feeds)
feeds.program.command("due")(feeds_health.due)
feeds.program.command("health")(feeds_health.health)
program.add_typer(feeds.program, name="feeds")
program.command("poll")(running.poll)
program.command("desk")(listening.desk)
program.command("listen")(listening.listen)
program.command("run")(running.run)
program.command("nightly")(running.nightly)
program.add_typer(history.program, name="backfill")
program.command("replay")(keeping.replay)
program.command("delete")(keeping.delete)
program.command("maintain")(keeping.maintain)
program.command("audit")(running.audit)
program.command("families")(running.families)
program.command("report")(looking.report)
program.command("normalise")(files.normalise)
program.command("explain")(looking.explain)
program.command("sql")(asking.sql)
program.command("ask")(asking.ask)
program.command("search")(asking.search)
program.command("export")(exporting.export)
program.command("up")(service.up)
program.command("down")(service.down)
program.command("status")(service.status)
program.command("metrics")(watching.metrics)
program.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ingest {VERSION}")
        raise typer.Exit


@program.callback()
def _root(
    _version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """The world's news feeds as facts that anyone can query."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        program(args=words, prog_name="ingest")
    except SystemExit as ended:  # typer ends the program itself, wrong usage included
        return ended.code if isinstance(ended.code, int) else EXIT_ACT
    except IngestError as error:
        return _complain(error, as_json="--json" in words)
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away (`ingest sql … | head`): nobody is left to tell
    return 0


def _complain(error: IngestError, *, as_json: bool) -> int:
    is_transient = isinstance(error, TransientError)
    if as_json:
        known = {"error": type(error).__name__, "message": str(error), "try_again": is_transient}
        sys.stdout.write(json.dumps(known) + "\n")
    sys.stderr.write(f"ingest: {error}\n")
    return EXIT_AGAIN if is_transient else EXIT_ACT
