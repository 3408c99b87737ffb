"""Captures in, articles out: pages and feed entries become records of the common schema.

`normalise` is the pure function for one page; `normalise_segment` does a whole segment of captures,
`normalise_records` captures from anywhere;
`candidates_of` says what a page offered for each field, and why what won did.
What is recognised, refused and not yet done: docs/normalise.md.
"""

import sys
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from ingest.knowledge import Knowledge
from ingest.records import Article, FeedEntry

if TYPE_CHECKING:
    from ingest.normalise.article import normalise
    from ingest.normalise.candidates import candidates_of
    from ingest.normalise.stage import normalise_records, normalise_segment

__all__ = ["candidates_of", "normalise", "normalise_records", "normalise_segment"]

_HOME = {
    "candidates_of": "ingest.normalise.candidates",
    "normalise": "ingest.normalise.article",
    "normalise_records": "ingest.normalise.stage",
    "normalise_segment": "ingest.normalise.stage",
}


def __getattr__(name: str) -> object:
    """Imported on first use: a worker that reads feeds needs neither stores nor what reads pages."""
    if name not in _HOME:
        message = f"module 'ingest.normalise' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)


class _Room(ModuleType):
    """This package can be called like its function.

    The import system binds a package as an attribute of its parent, so that `ingest.normalise`, which is
    the public function, becomes this package as soon as anybody imports a module of it.
    """

    def __call__(
        self,
        payload: bytes,
        *,
        url: str,
        content_type: str | None = None,
        seen_at: datetime,
        entry: FeedEntry | None = None,
        knowledge: Knowledge | None = None,
    ) -> Article:
        from ingest.normalise.article import normalise  # noqa: PLC0415 - see __getattr__

        return normalise(
            payload, url=url, content_type=content_type, seen_at=seen_at, entry=entry, knowledge=knowledge
        )


sys.modules[__name__].__class__ = _Room
