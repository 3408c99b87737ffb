"""The inbox: what hubs bring, durable until a poll takes it into a segment, and what they were asked for.

inbox/key                   32 random bytes for their owner alone: callbacks and secrets follow from them
inbox/asked/TOKEN.json      a subscription, written down before its hub is asked
inbox/FEED-CAPTURE.warc.gz  one capture; a capture that comes again is the same file
inbox/refused/              files that hold none
"""

import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from secrets import token_bytes

from pydantic import ValidationError

from ingest.archive.reading import ArchivedCapture, captures_in
from ingest.archive.segments import WARC_SUFFIX, alone_in, disk_errors, new_file, sync
from ingest.archive.warc import records_of
from ingest.archive.warc_format import serialised
from ingest.errors import NoHome, PermanentError
from ingest.records import Capture, Intent, Record, identity

INBOX = "inbox"
MOST_FILES = 2_000
MOST_BYTES = 500_000_000
_SHARE = 10  # one feed may fill a tenth of it, so that no hub keeps the others' news out
_KEY_BYTES = 32
_TOKEN = re.compile(r"[0-9a-f]{40}")
_A_RUN = 1_000  # files: the next run takes those behind them


class Received(Record):
    """A file of the inbox; `refusal` says why it holds no capture."""

    name: str
    capture: Capture | None = None
    refusal: str = ""


class Inbox:
    """The inbox below a home folder. Making one touches nothing; folders are made on first write.

    Writing methods raise `NoHome` where the home cannot be written, `OutOfSpace` where the disk is full.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._folder = home / INBOX

    # --- what was asked for ---

    def key(self) -> bytes:
        """The key of this home; made, for its owner alone, where there is none."""
        path = self._folder / "key"
        if not path.exists():
            with (
                suppress(PermanentError),  # another process was quicker, or reading says what is wrong
                new_file(path, home=self._home) as file,
                disk_errors(self._home),
            ):
                self._folder.chmod(0o700)
                os.fchmod(file.fileno(), 0o600)
                file.write(token_bytes(_KEY_BYTES))
        with disk_errors(self._home):
            return path.read_bytes()

    def save(self, intent: Intent) -> None:
        """Write down what a hub is about to be asked for."""
        path = self._folder / "asked" / f"{intent.token}.json"
        with new_file(path, home=self._home, replace=True) as file, disk_errors(self._home):
            file.write(intent.model_dump_json().encode())

    def forget(self, intent: Intent) -> None:
        """What comes for this subscription from now on is not taken."""
        with disk_errors(self._home):
            (self._folder / "asked" / f"{intent.token}.json").unlink(missing_ok=True)

    def intents(self) -> tuple[Intent, ...]:
        """Everything that was asked for and not forgotten, in a stable order; damaged files are left out."""
        names = sorted(path.stem for path in (self._folder / "asked").glob("*.json"))
        return tuple(intent for name in names if (intent := self.intent(name)))

    def intent(self, token: str) -> Intent | None:
        """What was asked for at a callback; None where nothing was.

        Raises:
            NoHome: there is no inbox at all, so nobody can say.
        """
        if not _TOKEN.fullmatch(token):
            return None
        with disk_errors(self._home):
            payload = _content(self._folder / "asked" / f"{token}.json")
            if payload is None and not self._folder.is_dir():
                raise NoHome(f"{self._folder}: is not there, so nothing can be received")
        try:
            return None if payload is None else Intent.model_validate_json(payload)
        except ValidationError:
            return None

    # --- what came ---

    def waiting(self) -> int:
        """How many captures wait."""
        with disk_errors(self._home):
            return len(self._files())

    def names(self) -> tuple[str, ...]:
        """The names of the captures that wait: each has another, however it comes."""
        with disk_errors(self._home):
            return tuple(entry.name for entry in self._files())

    def receive(self, capture: Capture) -> bool:
        """Keep a capture, durably; False where there is no room before the next poll."""
        feed = identity("feed", capture.history)
        path = self._folder / f"{feed}-{capture.capture_id}{WARC_SUFFIX}"
        content = b"".join(map(serialised, records_of(capture)))
        if path.exists():
            return True
        if not self._has_room(feed, len(content)):
            return False
        with new_file(path, home=self._home, replace=True) as file, disk_errors(self._home):
            file.write(content)
        return True

    def alone(self) -> AbstractContextManager[bool]:
        """Whether nobody else empties the inbox; see `alone_in`."""
        return alone_in(self._folder, home=self._home)

    def received(self) -> Iterator[Received]:
        """The captures that wait, the oldest first, a file at a time."""
        with disk_errors(self._home):
            found = sorted((entry.stat().st_mtime_ns, entry.name) for entry in self._files())
        for _, name in found[:_A_RUN]:
            with suppress(FileNotFoundError):  # taken by another run meanwhile
                yield self._read(name)

    def settle(self, received: Received) -> None:
        """Remove a file whose capture is in place; set one aside that holds none."""
        path = self._folder / received.name
        with disk_errors(self._home), suppress(FileNotFoundError):
            if not received.refusal:
                path.unlink()
                return
            aside = self._folder / "refused"
            aside.mkdir(exist_ok=True)
            path.rename(aside / received.name)
            sync(aside)

    def _read(self, name: str) -> Received:
        try:
            content = (self._folder / name).read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            return Received(name=name, refusal=f"cannot be read: {error.strerror or error}")
        found = list(captures_in(content, "inbox", name))
        if len(found) == 1 and isinstance(found[0], ArchivedCapture):
            return Received(name=name, capture=found[0].capture)
        return Received(name=name, refusal="holds no capture")

    def _has_room(self, feed: str, size: int) -> bool:
        count = own_count = own_size = 0
        total = size
        with disk_errors(self._home):
            for entry in self._files():
                with suppress(FileNotFoundError):
                    length = entry.stat().st_size
                    count, total = count + 1, total + length
                    if entry.name.startswith(feed):
                        own_count, own_size = own_count + 1, own_size + length
        is_own_share = own_count < MOST_FILES // _SHARE and own_size + size <= MOST_BYTES // _SHARE
        return is_own_share and count < MOST_FILES and total <= MOST_BYTES

    def _files(self) -> "list[os.DirEntry[str]]":
        try:
            return [entry for entry in os.scandir(self._folder) if entry.name.endswith(WARC_SUFFIX)]
        except FileNotFoundError:
            return []


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
