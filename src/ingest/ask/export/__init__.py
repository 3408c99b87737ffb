"""The snapshot in the forms that other programs take: items (ninjs, JSON-LD), feeds (Atom, JSON Feed).

Pure: records in, bytes or JSON values out. `items` reads the rows.
"""

from ingest.ask.export.atom import atom_feed
from ingest.ask.export.items import Item, OutEntry, OutFeed, items, river, rows_as_feed
from ingest.ask.export.json_feed import json_feed
from ingest.ask.export.jsonld import news_article
from ingest.ask.export.ninjs import ninjs_item

__all__ = [
    "Item",
    "OutEntry",
    "OutFeed",
    "atom_feed",
    "items",
    "json_feed",
    "news_article",
    "ninjs_item",
    "river",
    "rows_as_feed",
]
