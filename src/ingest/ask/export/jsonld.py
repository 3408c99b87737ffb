"""schema.org NewsArticle as JSON-LD."""

from typing import Any

from ingest.ask.export.items import Item


def news_article(item: Item) -> dict[str, Any]:
    """The article as a JSON-LD object; what is not known is left out."""
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": item.url,
        "url": item.url,
        "identifier": item.article_id,
        "headline": item.title,
        "description": item.summary,
        "articleBody": item.text,
        "inLanguage": item.language,
        "articleSection": item.section,
        "keywords": list(item.topics),
        "author": [{"@type": "Person", "name": author} for author in item.authors],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": item.outlet,
            "url": f"https://{item.outlet_id}",
        },
        "creditText": item.agency,
        "datePublished": _stated(item),
        "dateModified": item.modified_at.isoformat() if item.modified_at else None,
        "isBasedOn": item.parent_url,
        "citation": list(item.sources),
        "contentLocation": [{"@type": "Place", "name": place} for place in item.places],
    }
    return {name: value for name, value in known.items() if value}


def _stated(item: Item) -> str | None:
    """The publication as exactly as it is known: an instant, or a day."""
    if item.published_at:
        return item.published_at.isoformat()
    return item.published_day.isoformat() if item.published_day else None
