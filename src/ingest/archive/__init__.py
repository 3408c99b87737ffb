"""The only room that touches files: captures as WARC, derived tables as Parquet, a person's lists.

In: records. Out: records. A file appears whole and durable, or not at all; a damaged one never
hides its neighbours. `docs/archive.md` says what lies where.
"""

from ingest.archive.drop import Dropped
from ingest.archive.files import captures_of_warc, files_below, is_warc, read_dropped, write_articles
from ingest.archive.holdings import HeldFile, HeldRecord, Holdings, Wants, records_in
from ingest.archive.inbox import Inbox, Received
from ingest.archive.journal import Journal
from ingest.archive.reading import ArchivedCapture, UnreadableRecord
from ingest.archive.sliced import RangedFile
from ingest.archive.store import Archive, Usage
from ingest.archive.tables import read_table, write_table
from ingest.archive.terms import Terms
from ingest.archive.texts import SpooledRows, SpooledTexts
from ingest.archive.withholding import Tombstone

__all__ = [
    "Archive",
    "ArchivedCapture",
    "Dropped",
    "HeldFile",
    "HeldRecord",
    "Holdings",
    "Inbox",
    "Journal",
    "RangedFile",
    "Received",
    "SpooledRows",
    "SpooledTexts",
    "Terms",
    "Tombstone",
    "UnreadableRecord",
    "Usage",
    "Wants",
    "captures_of_warc",
    "files_below",
    "is_warc",
    "read_dropped",
    "read_table",
    "records_in",
    "write_articles",
    "write_table",
]
