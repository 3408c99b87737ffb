"""Captures in, articles out: pages and feed entries become records of the common schema.

`normalise` is the pure function for one page; `normalise_segment` does a whole segment of captures,
`normalise_records` captures from anywhere;
`candidates_of` says what a page offered for each field, and why what won did.
What is recognised, refused and not yet done: docs/normalise.md.
"""

import sys
from datetime import datetime
from types import ModuleType

from ingest.knowledge import Knowledge
from ingest.normalise.article import normalise
from ingest.normalise.candidates import candidates_of
from ingest.normalise.stage import normalise_records, normalise_segment
from ingest.records import Article, FeedEntry

__all__ = ["candidates_of", "normalise", "normalise_records", "normalise_segment"]


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
        return normalise(
            payload, url=url, content_type=content_type, seen_at=seen_at, entry=entry, knowledge=knowledge
        )


sys.modules[__name__].__class__ = _Room
