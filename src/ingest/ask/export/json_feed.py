"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from typing import Any

from ingest.ask.export.items import OutEntry, OutFeed


def json_feed(feed: OutFeed, *, self_url: str | None = None) -> bytes:
    """The document; `self_url` is where it will be found, if that is known."""
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "items": [_item(entry) for entry in feed.entries],
    }
    if self_url:
        document["feed_url"] = self_url
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _item(entry: OutEntry) -> dict[str, Any]:
    item = {
        "id": entry.entry_id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(entry.topics),
        "language": entry.language,
    }
    return {name: value for name, value in item.items() if value}
