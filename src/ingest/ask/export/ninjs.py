"""ninjs 3.0, the IPTC's News in JSON (iptc.org/std/ninjs)."""

from typing import Any

from ingest.ask.export.items import Item


def ninjs_item(item: Item) -> dict[str, Any]:
    """The article as a ninjs object; what is not known is left out.

    `versionCreated` must be there: where no time is claimed it is when we first saw the article.
    """
    created = item.modified_at or item.published_at or item.first_seen_at
    known = {
        "uri": f"urn:ingest:article:{item.article_id}",
        "standard": {
            "name": "ninjs",
            "version": "3.0",
            "schema": "https://iptc.org/std/ninjs/ninjs-schema_3.0.json",
        },
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "version": str(item.versions),
        "firstCreated": item.published_at.isoformat() if item.published_at else None,
        "versionCreated": created.isoformat(),
        "contentCreated": item.published_at.isoformat() if item.published_at else None,
        "language": item.language,
        "headlines": [{"role": "main", "value": item.title}] if item.title else [],
        "descriptions": [{"role": "summary", "value": item.summary}] if item.summary else [],
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": item.text, "charCount": len(item.text)}
        ],
        "by": item.byline or ", ".join(item.authors),
        "subjects": [{"name": topic} for topic in filter(None, (item.section, *item.topics))],
        "places": [{"name": place} for place in item.places],
        "infoSources": _sources(item),
        "altIds": [{"role": "web", "value": item.url}],
    }
    return {name: value for name, value in known.items() if value}


def _sources(item: Item) -> list[dict[str, Any]]:
    return [{"name": name} for name in (item.outlet, item.agency) if name]
