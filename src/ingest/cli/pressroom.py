"""`ingest newsroom`: the simulated press of many feeds, served until somebody stops it."""

from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.text import Text

from ingest.cli.output import AsJson, say, utc_now
from ingest.errors import MisconfiguredError, UnreadableFile
from ingest.parsing.opml import write_opml


def newsroom(
    feeds: Annotated[int, typer.Option(min=1, max=100_000, help="How many feeds it has.")] = 2_000,
    seed: Annotated[int, typer.Option(help="Another seed gives another press.")] = 1,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port of 127.0.0.1 to listen on; 0: any free one.")
    ] = 8_700,
    file: Annotated[Path, typer.Option("--list", help="Where to write its feeds as OPML.")] = Path(
        "newsroom.opml"
    ),
    as_json: AsJson = False,
) -> None:
    """Serve a made-up press with every fault that feeds have, to poll on loopback, until Ctrl-C."""
    from ingest.newsroom import MixedPress, serve  # noqa: PLC0415 - the other commands need no press

    press = MixedPress(seed=seed, feeds=feeds, opens_at=utc_now())
    listed = write_opml(press.subscriptions(), title="Feeds of the simulated press")
    try:
        file.write_bytes(listed)
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be written: {error.strerror}") from error
    try:
        with serve(press, port=port) as site:
            pairs = " ".join(f"{pattern}={origin}" for pattern, origin in site.stand_ins.items())
            lines = (
                f"{feeds:,} feeds are on {site.origin}; their list is {file}.",
                "In another terminal:",
                "  export INGEST_HOME=$PWD/press INGEST_REQUESTS_A_SECOND=0",
                f'  export INGEST_STAND_INS="{pairs}"',
                f"  ingest feeds import {file}",
                "  ingest nightly && ingest feeds health",
                "Ctrl-C ends it.",
            )
            known = {"origin": site.origin, "stand_ins": site.stand_ins, "list": str(file), "feeds": feeds}
            say(Text("\n".join(lines)), known, as_json=as_json)
            with suppress(KeyboardInterrupt):
                Event().wait()
    except OSError as error:
        raise MisconfiguredError(f"port {port} cannot be listened on: {error.strerror}") from error
