"""What is made of a whole snapshot: once, since a snapshot never changes."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from ingest.warehouse import Connection, Warehouse

Made = TypeVar("Made")


class OfSnapshot(Generic[Made]):
    """Something that costs too much for each request: made at the first one after a publication."""

    def __init__(self, warehouse: Warehouse, make: Callable[[Connection], Made]) -> None:
        self._warehouse = warehouse
        self._make = make
        self._made: tuple[str, Made] | None = None
        self._making = Lock()

    def now(self) -> Made:
        """Of the snapshot that is published now.

        Raises:
            NothingPublished: there is none yet.
        """
        with self._making:
            mark = self._warehouse.mark()  # before it is read: a publication meanwhile makes it anew
            if self._made is None or self._made[0] != mark:
                with self._warehouse.reader() as connection:
                    self._made = mark, self._make(connection)
            return self._made[1]
