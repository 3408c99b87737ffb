"""News feeds in, facts out.

The names below are the library's public face (DESIGN section 7). They load on first use,
so `import ingest` costs a scheduler nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.ask import connect
    from ingest.deduplicate import find_families
    from ingest.errors import IngestError, NotAFeed, NotAnArticle
    from ingest.extract import extract_facts
    from ingest.normalise import normalise
    from ingest.parsing.feeds import parse_feed
    from ingest.records import Article, Facts, Feed, FeedEntry, Moment

_HOME = {
    "Article": "ingest.records",
    "Facts": "ingest.records",
    "Feed": "ingest.records",
    "FeedEntry": "ingest.records",
    "IngestError": "ingest.errors",
    "Moment": "ingest.records",
    "NotAFeed": "ingest.errors",
    "NotAnArticle": "ingest.errors",
    "connect": "ingest.ask",
    "extract_facts": "ingest.extract",
    "find_families": "ingest.deduplicate",
    "normalise": "ingest.normalise",
    "parse_feed": "ingest.parsing.feeds",
}

__all__ = [
    "Article",
    "Facts",
    "Feed",
    "FeedEntry",
    "IngestError",
    "Moment",
    "NotAFeed",
    "NotAnArticle",
    "connect",
    "extract_facts",
    "find_families",
    "normalise",
    "parse_feed",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module 'ingest' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOME[name]), name)
