"""Feeds become captures: which feed is due, which pages are new, which are due for a revisit.

In: subscriptions, and what earlier captures say (the published snapshot, and segments not loaded yet).
Out: one WARC segment in the archive. The next run goes on where one that was killed stopped.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.capture.agenda import Agenda
    from ingest.capture.dropped import capture_of, captures_of_document, captures_of_wire, exchange_of
    from ingest.capture.stage import agenda_of, capture_dropped, capture_feeds, capture_pushed

_HOME = {
    "Agenda": "ingest.capture.agenda",
    "agenda_of": "ingest.capture.stage",
    "capture_dropped": "ingest.capture.stage",
    "capture_feeds": "ingest.capture.stage",
    "capture_of": "ingest.capture.dropped",
    "capture_pushed": "ingest.capture.stage",
    "captures_of_document": "ingest.capture.dropped",
    "captures_of_wire": "ingest.capture.dropped",
    "exchange_of": "ingest.capture.dropped",
}

__all__ = [
    "Agenda",
    "agenda_of",
    "capture_dropped",
    "capture_feeds",
    "capture_of",
    "capture_pushed",
    "captures_of_document",
    "captures_of_wire",
    "exchange_of",
]


def __getattr__(name: str) -> object:
    """Imported on first use: a worker that reads feeds needs neither stores nor the network."""
    if name not in _HOME:
        message = f"module 'ingest.capture' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)
