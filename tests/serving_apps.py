"""An application as clients reach it: real HTTP on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread

from starlette.types import ASGIApp

from ingest.desk import Listening, listen


@contextmanager
def showing(app: ASGIApp) -> Iterator[str]:
    """Serve an application until the block ends; the origin."""
    ready: Queue[Listening] = Queue()
    arguments = {"host": "127.0.0.1", "port": 0, "ready": ready.put}
    thread = Thread(target=listen, args=(app,), kwargs=arguments, daemon=True)
    thread.start()
    listening = ready.get(timeout=30)
    try:
        yield listening.origin
    finally:
        listening.stop()
        thread.join()
