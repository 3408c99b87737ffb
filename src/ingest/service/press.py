"""A script: the press of `ingest up --demo`, and its hub, until it is told to stop.

Arguments: when it opened (ISO 8601), seconds between two pieces, the port of its pages, the port of its hub.
"""

import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from threading import Event
from urllib.parse import urlsplit

from ingest.newsroom import HUB_URL, Hub, LivePress, Site, serve, serve_hub

SEED = 1


def publish(press: LivePress, site: Site, hub: Hub, number: int) -> None:
    """Put an edition online and tell the hub's subscribers of its newest piece."""
    site.turn_to(number)
    for url in press.newest(number).house.feed_urls:
        parts = urlsplit(url)
        answer = site.answer(parts.netloc, parts.path)
        with suppress(OSError, HTTPException):  # nobody listens at the moment: polls find it
            hub.publish(url, answer.body, answer.content_type)


def run(press: LivePress, *, port: int, hub_port: int) -> None:
    """Publish a piece after another until SIGTERM or SIGINT."""
    stopped = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    number = press.number(_now())
    with serve(press, number, port=port, hub_url=HUB_URL) as site, serve_hub(port=hub_port) as hub:
        while not stopped.wait((press.opens_at + number * press.every - _now()).total_seconds()):
            number += 1
            publish(press, site, hub, number)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a program of its own: this is its edge


if __name__ == "__main__":
    _opened, _every = datetime.fromisoformat(sys.argv[1]), timedelta(seconds=float(sys.argv[2]))
    _press = LivePress(seed=SEED, opens_at=_opened, every=_every)
    run(_press, port=int(sys.argv[3]), hub_port=int(sys.argv[4]))
