"""A WARC file elsewhere that is read in ranges: it must stay the same file meanwhile. Pure."""

from collections.abc import Callable
from datetime import datetime

from ingest.errors import SourceUnavailable, UnreadableCapture
from ingest.history.cc_news import RANGE_BYTES, Range, range_of
from ingest.history.listed import PASSING
from ingest.history.manifest import Taken
from ingest.records import Capture, FetchOutcome

AskRange = Callable[[str, int, int], Capture]
"""`ask(url, start, end)`: the answer to a request for some bytes."""


class FarFile:
    """Size and time of a file, and its ranges."""

    def __init__(self, url: str, ask: AskRange) -> None:
        """Ask for nothing yet."""
        self.name = url
        self.size = 0  # bytes
        self.modified_at: datetime | None = None
        self.start = 0  # where reading goes on
        self.first = b""  # what is known of it from there
        self.refusal = ""  # why it cannot be had
        self._ask = ask

    def open(self, last: Taken | None) -> None:
        """Ask for the range behind the last one taken; a file that is not as it was is read from its start.

        Raises:
            SourceUnavailable: it cannot be had for now.
        """
        start = last.end if last else 0
        try:
            found = self._range(start, start + RANGE_BYTES)
            if last and (found.size, found.modified_at) != (last.size, last.modified_at):
                start, found = 0, self._range(0, RANGE_BYTES)
        except UnreadableCapture as error:
            self.refusal = str(error)
            return
        self.size, self.modified_at = found.size, found.modified_at
        self.start, self.first = start, found.content

    def read(self, start: int, end: int) -> bytes:
        """The bytes of a range, exactly.

        Raises:
            SourceUnavailable: they cannot be had for now, or the file changed.
            UnreadableCapture: the server sends something else.
        """
        found = self._range(start, end)
        if (found.size, found.modified_at) != (self.size, self.modified_at):
            raise SourceUnavailable(f"{self.name} at byte {start}: it changed while it was read")
        return found.content

    def _range(self, start: int, end: int) -> Range:
        answer = self._ask(self.name, start, end)
        if answer.outcome in PASSING:
            raise SourceUnavailable(f"{self.name} at byte {start}: {answer.outcome}, {answer.detail}")
        if answer.outcome is not FetchOutcome.FETCHED:
            raise UnreadableCapture(f"{answer.outcome}: {answer.detail}")
        found = range_of(answer, start, end)
        if isinstance(found, str):
            raise UnreadableCapture(found)
        return found
