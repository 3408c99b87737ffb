"""A feed document without some of its entries, otherwise byte for byte as it was. Pure."""

import json
import re
from collections.abc import Callable
from typing import Any

from ingest.errors import NotAFeed
from ingest.parsing.feeds import parse_feed
from ingest.records import FeedEntry

_ELEMENT = re.compile(
    rb"<(?P<name>(?:[\w.-]{1,40}:)?(?:item|entry|url))\b[^>]*(?:/>|>.*?</(?P=name)\s*>)", re.DOTALL
)


def without_entries(
    payload: bytes, is_unwanted: Callable[[FeedEntry], bool], *, url: str, content_type: str | None = None
) -> bytes | None:
    """The document without the entries that are unwanted.

    Returns:
        None where they cannot be cut out of the document so that the others stay as they are.

    Raises:
        NotAFeed: it is no feed.
    """
    entries = parse_feed(payload, url=url, content_type=content_type).entries
    unwanted = [is_unwanted(entry) for entry in entries]
    if not any(unwanted):
        return payload
    cut = _cut_json(payload, unwanted) if _is_json(payload) else _cut_xml(payload, unwanted)
    if cut is None:
        return None
    try:
        left = parse_feed(cut, url=url, content_type=content_type).entries
    except NotAFeed:
        return None
    kept = tuple(entry for entry, is_out in zip(entries, unwanted, strict=True) if not is_out)
    return cut if left == kept else None


def _is_json(payload: bytes) -> bool:
    return payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"


def _cut_xml(payload: bytes, unwanted: list[bool]) -> bytes | None:
    elements = list(_ELEMENT.finditer(payload))
    if len(elements) != len(unwanted):
        return None
    parts, at = [], 0
    for element, is_out in zip(elements, unwanted, strict=True):
        if is_out:
            parts.append(payload[at : element.start()])
            at = element.end()
    return b"".join((*parts, payload[at:]))


def _cut_json(payload: bytes, unwanted: list[bool]) -> bytes | None:
    try:
        document: Any = json.loads(payload)
    except ValueError:
        return None
    items = document.get("items")
    if not isinstance(items, list) or len(items) != len(unwanted):
        return None
    document["items"] = [item for item, is_out in zip(items, unwanted, strict=True) if not is_out]
    return json.dumps(document, ensure_ascii=False).encode()
