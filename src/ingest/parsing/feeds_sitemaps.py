"""Sitemaps of news (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap) as feeds.

A sitemap lists pages; only what its news module says makes entries of them. A sitemap without it and an index
of sitemaps are no feeds and say so: whoever wants them has other means (`ingest.history`).
"""

from collections.abc import Iterator

from ingest.errors import NotAFeed
from ingest.parsing.feeds_fields import absolute, distinct, first_dated, without_controls
from ingest.parsing.feeds_gate import MAX_ENTRIES, MAX_PARTS
from ingest.parsing.xml import Element, inside, local_name
from ingest.records import Feed, FeedEntry, Media


def read_sitemap(root: Element, *, url: str) -> Feed:
    """The news that a `urlset` lists, in its order. Names are read without their namespaces.

    Raises:
        NotAFeed: `sitemap-index`: it lists sitemaps; `sitemap`: it lists pages and no news.
    """
    if local_name(root) == "sitemapindex":
        first = next(_texts(root, "sitemap", "loc"), "none")
        raise NotAFeed("sitemap-index", f"a list of sitemaps; the first of them is {first[:200]}")
    listed = [page for page in inside(root, "url") if next(inside(page, "news"), None) is not None]
    if not listed:
        raise NotAFeed("sitemap", "a list of pages that says nothing of news")
    names = distinct(text for page in listed for text in _texts(page, "news", "publication", "name"))
    languages = distinct(text for page in listed for text in _texts(page, "news", "publication", "language"))
    warnings = (
        (f"{len(listed)} entries listed, the first {MAX_ENTRIES} read",) if len(listed) > MAX_ENTRIES else ()
    )
    return Feed(
        url=url,
        kind="sitemap",
        title=names[0] if len(names) == 1 else None,
        language=languages[0] if len(languages) == 1 else None,
        entries=tuple(entry_of(page, url) for page in listed[:MAX_ENTRIES]),
        warnings=warnings,
    )


def entry_of(page: Element, base: str) -> FeedEntry:
    """What a sitemap says of one page: its news, pictures and films."""
    words = (*_texts(page, "news", "genres"), *_texts(page, "news", "keywords"))
    return FeedEntry(
        title=next(_texts(page, "news", "title"), None),
        link=next(filter(None, (absolute(text, base) for text in _texts(page, "loc"))), None),
        published=first_dated(_texts(page, "news", "publication_date"), "feed:published"),
        updated=first_dated(_texts(page, "lastmod"), "feed:updated"),
        categories=distinct(part for text in words for part in text.split(","))[:MAX_PARTS],
        language=next(_texts(page, "news", "publication", "language"), None),
        media=tuple(_media(page, base)),
    )


def _media(page: Element, base: str) -> Iterator[Media]:
    """Pictures (sitemap-image/1.1) and films (sitemap-video/1.1)."""
    kinds = (("image", "loc", "caption"), ("video", "content_loc", "description"))
    for medium, address, caption in kinds:
        for shown in list(inside(page, medium))[:MAX_PARTS]:
            url, thumbnail = (
                absolute(next(_texts(shown, name), None), base) for name in (address, "thumbnail_loc")
            )
            if url or thumbnail:
                yield Media(
                    url=url,
                    medium=medium,
                    title=next(_texts(shown, "title"), None),
                    caption=next(_texts(shown, caption), None),
                    thumbnail_url=thumbnail,
                )


def _texts(element: Element, *path: str) -> Iterator[str]:
    """The texts at the end of a path of names that are not blank."""
    for found in inside(element, *path):
        if text := without_controls(found.text or "").strip():
            yield text
