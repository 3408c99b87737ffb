"""Captures for code that waits: the event loop has a thread of its own, so no work delays the network."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread

from ingest.records import Capture
from ingest.web.client import Web
from ingest.web.request import Request
from ingest.web.robots import Remembered, nothing_remembered

Stream = Callable[[Iterable[Request]], Iterator[Capture]]
"""From requests to their captures, as they end. Whoever stops reading stops the requests."""

_RESOLVERS = 64  # threads that wait for name servers: a look-up that timed out keeps its thread a while


@contextmanager
def open_stream(web: Web, *, robots: Remembered = nothing_remembered) -> Iterator[Stream]:
    """Run a client in the background; it is closed at the end.

    Args:
        web: the client.
        robots: what is known of an origin's robots.txt, so that it is not asked for.
    """
    web.remember(robots)
    loop = asyncio.new_event_loop()
    resolvers = ThreadPoolExecutor(_RESOLVERS)
    loop.set_default_executor(resolvers)
    thread = Thread(target=loop.run_forever, name="ingest-web", daemon=True)
    thread.start()
    try:
        yield lambda requests: _captures(web, loop, requests)
    finally:
        asyncio.run_coroutine_threadsafe(web.close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        resolvers.shutdown(wait=False)


def _captures(web: Web, loop: asyncio.AbstractEventLoop, requests: Iterable[Request]) -> Iterator[Capture]:
    captures = web.fetch_all(requests)

    async def following() -> Capture | None:
        return await anext(captures, None)

    try:
        while (capture := asyncio.run_coroutine_threadsafe(following(), loop).result()) is not None:
            yield capture
    finally:
        if not loop.is_closed():
            asyncio.run_coroutine_threadsafe(_closed(captures), loop).result()


async def _closed(captures: AsyncIterator[Capture]) -> None:
    await captures.aclose()  # type: ignore[attr-defined]  # fetch_all is a generator
