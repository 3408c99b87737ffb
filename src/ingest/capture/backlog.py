"""Feed documents that list pages nobody has asked for: beyond a cap, pushed, or in a killed run. Pure.

For loaded segments the warehouse tells (sql/capture/select_unfinished_documents.sql); for those that are not
loaded yet a document is looked at again where its run may have left pages out.
"""

from collections import Counter
from typing import NamedTuple

from ingest.capture.state import Seen
from ingest.records import CaptureKind, Channel, FetchOutcome


class Document(NamedTuple):
    """Where a feed document lies. Fields: the columns of sql/capture/select_unfinished_documents.sql."""

    feed_url: str
    warc_file: str
    warc_offset: int


class SegmentListings:
    """The feed documents of one segment, and how many pages each feed was granted in it."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self._documents: list[tuple[Document, bool]] = []  # whether a poll that asks for pages read it
        self._pages: Counter[str | None] = Counter()

    def note(self, seen: Seen) -> None:
        """Count one capture of the segment."""
        capture = seen.capture
        if capture.kind is CaptureKind.PAGE:
            self._pages[capture.feed_url] += 1
        elif capture.kind is CaptureKind.FEED and capture.outcome is FetchOutcome.FETCHED:
            document = Document(capture.url, seen.warc_file, seen.warc_offset)
            self._documents.append((document, capture.channel is Channel.REQUEST))

    def unfinished(self, *, was_killed: bool, pages_a_feed: int) -> tuple[Document, ...]:
        """The documents that may list more pages than were asked for."""
        return tuple(
            document
            for document, was_polled in self._documents
            if was_killed or not was_polled or self._pages[document.feed_url] >= pages_a_feed
        )
