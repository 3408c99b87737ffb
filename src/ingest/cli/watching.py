"""Commands for whoever watches: metrics."""

import sys
from typing import Annotated

import typer

from ingest.cli.output import Home, utc_now, workplace


def metrics(
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65_535,
            help="Answer a metrics server at this port of 127.0.0.1, until Ctrl-C; 0: any free one.",
            show_default=False,
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Print the state of the pipeline as metrics in Prometheus' text format, or serve it.

    Fetches and their outcomes, the books and their difference, lag, age of the snapshot, what waits.
    """
    from ingest import watch  # noqa: PLC0415 - the other commands measure nothing

    place = workplace(home)
    if port is None:
        sys.stdout.write(watch.exposed(watch.measure(place, now=utc_now())).decode())
        return

    def tell(address: str) -> None:
        sys.stderr.write(f"metrics are at {address}\n")
        sys.stderr.flush()

    watch.serve_metrics(place, port=port, clock=utc_now, ready=tell)
