"""Commands that wait for others: for readers of the news desk, for WebSub hubs."""

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.cli.output import Home, utc_now, workplace
from ingest.warehouse import GuardedConsole

if TYPE_CHECKING:
    from ingest.desk import Listening


_LOOPBACK = ("127.0.0.1", "localhost")


def desk(
    port: Annotated[int, typer.Option(help="Port to listen at; 0: any that is free.")] = 8788,
    home: Home = None,
) -> None:
    """Show the news desk in a browser of this machine, until Ctrl-C: families, lineage, articles, feeds.

    It has no login, so it listens on loopback only; Airflow's web server shows it to others.
    """
    from ingest import desk as room  # noqa: PLC0415 - a web server only where one is wanted

    place = workplace(home)
    console = GuardedConsole(place.settings.home)
    app = room.news_desk(
        place.warehouse,
        place.archive,
        rights=room.everything,
        clock=utc_now,
        console=console,
        hosts=_LOOPBACK,
    )

    def tell(listening: "Listening") -> None:
        sys.stderr.write(f"the news desk is at {listening.origin}\n")
        sys.stderr.flush()

    with closing(console):
        room.listen(app, host=_LOOPBACK[0], port=port, ready=tell)


def listen(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0: any that is free.")] = 8787,
    home: Home = None,
) -> None:
    """Receive what WebSub hubs bring, until Ctrl-C; the next poll takes it.

    INGEST_CALLBACK_URL says where hubs reach this: a web server that speaks https and passes requests on.
    """
    from ingest import desk  # noqa: PLC0415 - a web server only where one is wanted

    place = workplace(home)
    place.archive.inbox.key()  # a home that cannot be written is told now
    app = desk.receiver(
        place.archive.inbox,
        clock=utc_now,
        body_bytes=place.settings.feed_bytes,
        body_seconds=place.settings.request_seconds,
    )
    callback = place.settings.callback_url or "INGEST_CALLBACK_URL is not set: no hub will be asked"

    def tell(listening: "Listening") -> None:
        sys.stderr.write(f"listening at {listening.origin} ({callback})\n")
        sys.stderr.flush()

    desk.listen(app, host=host, port=port, ready=tell)
