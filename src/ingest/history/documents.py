"""A file that is a page, a feed document or an agency's message. Read in a worker: cheap to import."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from ingest.records import Capture

ReadDocument = Callable[..., tuple[Capture, ...] | str]
"""`read(name, payload, modified_at=…, sidecar=…)`: its captures, or why it has none."""


class Document(NamedTuple):
    """A file on its way to a worker."""

    read: ReadDocument
    name: str
    payload: bytes
    modified_at: datetime
    sidecar: bytes | None
    refusal: str  # why its bytes were not taken, else empty


def read_document(document: Document) -> tuple[Capture, ...] | str:
    """The captures of a file, or why it has none."""
    if document.refusal:
        return document.refusal
    return document.read(
        document.name, document.payload, modified_at=document.modified_at, sidecar=document.sidecar
    )
