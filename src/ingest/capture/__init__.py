"""Feeds become captures: which feed is due, which pages are new, which are due for a revisit.

In: subscriptions, and what earlier captures say (the published snapshot, and segments not loaded yet).
Out: one WARC segment in the archive. The next run goes on where one that was killed stopped.
"""

from ingest.capture.agenda import Agenda
from ingest.capture.dropped import capture_of, captures_of_document, captures_of_wire, exchange_of
from ingest.capture.stage import agenda_of, capture_dropped, capture_feeds, capture_pushed

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
