"""A script: runs the trigger on the home of its environment and prints each event as a line of JSON."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from ingest.waking.trigger import WorkTrigger


def _again() -> WorkTrigger:
    """The trigger as a triggerer makes it: from what it says of itself."""
    path, arguments = WorkTrigger(every=0.05).serialize()
    assert path == f"{WorkTrigger.__module__}.{WorkTrigger.__qualname__}"
    return WorkTrigger(**arguments)


async def watch() -> None:
    """Until somebody kills us."""
    events: AsyncIterator[Any] = _again().run()
    async for event in events:
        print(json.dumps(event.payload), flush=True)


if __name__ == "__main__":
    asyncio.run(watch())
