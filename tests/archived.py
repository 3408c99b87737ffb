"""What an archive holds, for tests that look at all of it."""

from ingest.archive import ArchivedCapture
from ingest.pipeline import Workplace
from ingest.records import Capture


def captured(place: Workplace) -> list[Capture]:
    """Every capture that can be read, segment after segment."""
    return [
        found.capture
        for segment in place.archive.segments()
        for found in place.archive.read_captures(segment)
        if isinstance(found, ArchivedCapture)
    ]
