"""What came of a batch of pages. Pure."""

from ingest.history.listed import PASSING, keys_of
from ingest.history.manifest import Taken
from ingest.history.parts import is_damage
from ingest.history.walk import Batch
from ingest.records import Capture, CaptureKind


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
