"""The only room that touches files: captures as WARC, derived tables as Parquet, a person's lists.

In: records. Out: records. A file appears whole and durable, or not at all; a damaged one never
hides its neighbours. `docs/archive.md` says what lies where.
"""

from ingest.archive.reading import ArchivedCapture, UnreadableRecord
from ingest.archive.store import Archive, Usage

__all__ = ["Archive", "ArchivedCapture", "UnreadableRecord", "Usage"]
