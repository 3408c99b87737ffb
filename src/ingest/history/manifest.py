"""What a backfill has taken so far: ranges of files, each with the digest of its bytes. Pure.

The manifest says where to go on; that nothing is taken twice does not hang on it, but on the ids of
captures. A line that is lost costs reading a range again, never a second capture.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from pydantic import AwareDatetime, ValidationError

from ingest.history.listed import Lead, Listed
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
    leads: tuple[Lead, ...] = ()  # lists that this range of a list names
    left: tuple[Listed, ...] = ()  # pages whose request failed for now: the next run asks again
    again: tuple[str, ...] = ()  # keys of pages left by earlier ranges, asked for again here


class Ended(Record):
    """Every list was read to its end: whoever runs the order once more asks what they name by then."""

    ended_at: AwareDatetime


class Manifest:
    """The lines of one backfill."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read what can be read: a line that cannot is as good as not written."""
        self.begun: Begun | None = None
        self.taken: list[Taken] = []
        self._by_file: dict[str, Taken] = {}
        self._ranges: set[tuple[str, int, int, str]] = set()  # of lists, since the last end
        self._leads: dict[str, list[Lead]] = {}
        self._whole: set[str] = set()
        self._left: dict[str, Listed] = {}
        for line in lines:
            self._read(line)

    def add(self, taken: Taken) -> None:
        """Note one range."""
        self.taken.append(taken)
        self._by_file[taken.file] = taken
        self._ranges.add(_range(taken))
        self._leads.setdefault(taken.file, []).extend(taken.leads)
        if taken.is_last:
            self._whole.add(taken.file)
        for key in taken.again:
            self._left.pop(key, None)
        self._left.update((item.key, item) for item in taken.left)

    def end(self) -> None:
        """Lists may be asked for again."""
        self._ranges, self._leads, self._whole = set(), {}, set()

    def has(self, taken: Taken) -> bool:
        """Whether this very range was taken since the lists were last read to their end."""
        return _range(taken) in self._ranges

    def leads_of(self, file: str) -> list[Lead] | None:
        """The lists that a list names; None: it was not read to its end."""
        return self._leads[file] if file in self._whole else None

    def is_whole(self, file: str) -> bool:
        """Whether a file that stays as it is was taken to its end, at whatever time."""
        return file in self._by_file and self._by_file[file].is_last

    def not_whole(self, items: Iterable[Listed]) -> list[Listed]:
        """The files of a list that are still to be read."""
        return [item for item in items if not self.is_whole(item.url)]

    def last_of_version(self, file: str) -> Taken | None:
        """The last range taken of a file."""
        return self._by_file.get(file)

    @property
    def left(self) -> tuple[Listed, ...]:
        """Pages whose request failed for now."""
        return tuple(self._left.values())

    @property
    def attempts(self) -> int:
        """How many ranges asked again for what was left."""
        return sum(bool(taken.again) for taken in self.taken)

    def last_of(self, file: str, size: int, modified_at: datetime | None) -> Taken | None:
        """The last range taken of a file that is still as it was."""
        taken = self._by_file.get(file)
        is_same = taken is not None and (taken.size, taken.modified_at) == (size, modified_at)
        return taken if is_same else None

    def _read(self, line: str) -> None:
        with suppress(ValidationError):
            if self.begun is None:
                self.begun = Begun.model_validate_json(line)
                return
            with suppress(ValidationError):
                Ended.model_validate_json(line)
                self.end()
                return
            self.add(Taken.model_validate_json(line))


def _range(taken: Taken) -> tuple[str, int, int, str]:
    return taken.file, taken.start, taken.end, taken.digest
