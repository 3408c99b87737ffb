"""How long the pages of the news desk take, over a warehouse that benchmarks/warehouse.py made.

    .venv/bin/python -m benchmarks.desk FOLDER

Prints one JSON object a page: seconds of the first request, seconds of the best of the next five, and bytes.
"""

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.request import urlopen

from ingest.archive import Archive
from ingest.desk import Listening, everything, listen, news_desk
from ingest.warehouse import Warehouse

SEARCHES = ("/?q=minister", "/?q=market+storm&language=de", "/?q=%22court+record%22+-league")
PLACES = ("/outlets", "/feeds", "/runs", "/questions")
REQUESTS = 5
_COPY = (
    "SELECT family_id, article_id, outlet_id, first_seen_at::DATE"
    " FROM headlines WHERE relation = 'copy' LIMIT 1"
)


def main() -> None:
    """Ask each page, first once and then some more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="INGEST_HOME of a warehouse")
    home = parser.parse_args().folder
    with serving(home) as origin:
        for path in paths(Warehouse(home)):
            first, size = asked(origin + path)
            best = min(asked(origin + path)[0] for _ in range(REQUESTS))
            print(json.dumps({"page": path, "first": round(first, 3), "best": round(best, 3), "bytes": size}))


def paths(warehouse: Warehouse) -> tuple[str, ...]:
    """One page of each kind."""
    with warehouse.reader() as connection:
        ((family, article, outlet, day),) = connection.execute(_COPY).fetchall()
    own = (f"/families/{family}", f"/articles/{article}", f"/outlets/{outlet}")
    return ("/", f"/?day={day}", *own, *SEARCHES, *PLACES)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The desk on loopback; its origin."""
    desk = news_desk(Warehouse(home), Archive(home), rights=everything, clock=lambda: datetime.now(UTC))
    ready: Queue[Listening] = Queue()
    arguments = {"host": "127.0.0.1", "port": 0, "ready": ready.put}
    thread = Thread(target=listen, args=(desk,), kwargs=arguments, daemon=True)
    thread.start()
    listening = ready.get(timeout=60)
    yield listening.origin
    listening.stop()
    thread.join()


def asked(url: str) -> tuple[float, int]:
    """Seconds until the whole page was here, and its bytes.

    Raises:
        HTTPError: it is no page.
    """
    begun = time.perf_counter()
    with urlopen(url, timeout=120) as answer:  # noqa: S310 - our own server
        size = len(answer.read())
    return time.perf_counter() - begun, size


if __name__ == "__main__":
    main()
