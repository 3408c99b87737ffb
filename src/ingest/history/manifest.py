"""What a backfill has taken so far: ranges of files, each with the digest of its bytes. Pure.

The manifest says where to go on; that nothing is taken twice does not hang on it, but on the ids of
captures. A line that is lost costs reading a range again, never a second capture.
"""

from collections.abc import Iterable
from datetime import datetime

from pydantic import AwareDatetime, ValidationError

from ingest.history.order import Order
from ingest.records import Record


class Begun(Record):
    """The first line: what is asked for, and when it was first."""

    order: Order
    started_at: AwareDatetime
    software: str


class Taken(Record):
    """One range of one file, and what became of it: records = kept + known + outside + damaged + others."""

    file: str
    size: int  # of the whole file when it was read, bytes
    modified_at: AwareDatetime | None = None
    start: int  # bytes; items of a list
    end: int
    digest: str = ""  # SHA-256 of the range, hexadecimal
    is_last: bool  # the file has nothing behind this range
    segment: str = ""  # where its captures are; empty: it had none that was lacking
    kept: int = 0  # captures
    known: int = 0  # captures that the archive had already
    outside: int = 0  # captures of other outlets or days
    damaged: int = 0  # records that could not be read: each has a line in the books


class Manifest:
    """The lines of one backfill."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read what can be read: a line that cannot is as good as not written."""
        self.begun: Begun | None = None
        self.taken: list[Taken] = []
        self._by_file: dict[str, Taken] = {}
        for line in lines:
            self._read(line)

    def add(self, taken: Taken) -> None:
        """Note one range."""
        self.taken.append(taken)
        self._by_file[taken.file] = taken

    def last_of(self, file: str, size: int, modified_at: datetime | None) -> Taken | None:
        """The last range taken of a file that is still as it was."""
        taken = self._by_file.get(file)
        is_same = taken is not None and (taken.size, taken.modified_at) == (size, modified_at)
        return taken if is_same else None

    def _read(self, line: str) -> None:
        try:
            if self.begun is None:
                self.begun = Begun.model_validate_json(line)
            else:
                self.add(Taken.model_validate_json(line))
        except ValidationError:
            return
