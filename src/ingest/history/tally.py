"""What came of a batch of pages. Pure."""

from ingest.history.listed import PASSING, keys_of
from ingest.history.manifest import Taken
from ingest.history.parts import is_damage
from ingest.history.walk import Batch
from ingest.records import Capture, CaptureKind, Record


class Backfilled(Record):
    """What one run of a backfill did."""

    job_id: str
    segments: tuple[str, ...]
    kept: int  # captures
    known: int  # that the archive had already
    outside: int  # of other outlets or days
    damaged: int  # records and files that could not be read; each is in the books
    bytes_read: int
    is_complete: bool  # nothing is left of what was asked for
    postponed: tuple[str, ...] = ()  # files that could not be had to their end, and why: the next run goes on


class Done:
    """What a run has done so far."""

    def __init__(self, job_id: str) -> None:
        """Nothing is done yet."""
        self.bytes_read = 0
        self.postponed: list[str] = []
        self._job_id = job_id
        self._taken: list[Taken] = []

    @property
    def kept(self) -> int:
        """Captures."""
        return sum(taken.kept for taken in self._taken)

    def add(self, taken: Taken, bytes_read: int) -> None:
        """One more range."""
        self._taken.append(taken)
        self.bytes_read += bytes_read

    def report(self, *, is_complete: bool) -> Backfilled:
        """All of it."""
        done = self._taken
        return Backfilled(
            job_id=self._job_id, kept=self.kept, bytes_read=self.bytes_read,
            segments=tuple(dict.fromkeys(taken.segment for taken in done if taken.segment)),
            known=sum(taken.known for taken in done), outside=sum(taken.outside for taken in done),
            damaged=sum(taken.damaged for taken in done), postponed=tuple(self.postponed),
            is_complete=is_complete and not self.postponed,
        )  # fmt: skip


def counted(taken: Taken, captures: list[Capture], fresh: set[int], segment: str) -> Taken:
    """A range with what became of its captures.

    Args:
        taken: the range.
        captures: its captures.
        fresh: which of all (by `id`) the archive lacked.
        segment: where these are.
    """
    sound = [id(capture) for capture in captures if not is_damage(capture)]
    kept = len(fresh.intersection(sound))
    return taken.model_copy(
        update={"kept": kept, "known": len(sound) - kept, "segment": segment if kept else ""}
    )


class Tally:
    """Counts captures of a batch as they come."""

    def __init__(self, batch: Batch) -> None:
        """Nothing has come yet."""
        self._taken = batch.taken
        self._items = keys_of(batch.wanted)
        self._lost: list[str] = []
        self.kept = self.known = self.bytes_read = 0

    def note(self, capture: Capture, *, is_known: bool = False) -> None:
        """One capture; `is_known`: an earlier run of this order had counted it."""
        if is_damage(capture) or capture.kind is not CaptureKind.PAGE:
            return
        self.kept += not is_known
        self.known += is_known
        self.bytes_read += 0 if is_known else len(capture.body)
        if capture.outcome in PASSING and not is_known:
            at = f"{capture.url} {capture.fetched_at.isoformat()}"
            self._lost.append(at if at in self._items else capture.url)

    def taken(self, segment: str) -> Taken:
        """The line of the manifest."""
        left = tuple(self._items[key] for key in self._lost if key in self._items)
        return self._taken.model_copy(
            update={
                "segment": segment if self.kept else "",
                "kept": self.kept,
                "known": self.known,
                "left": left,
            }
        )
