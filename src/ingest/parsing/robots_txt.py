"""The text of a robots.txt (RFC 9309): what a site lets a crawler fetch, and where its sitemaps are. Pure."""

from protego import Protego

from ingest.parsing.payload import text_of

AGENT = "ingest"


def may_fetch(robots: str, url: str) -> bool:
    r"""Whether a robots.txt lets us fetch an address; an unreadable one forbids nothing.

    >>> may_fetch("User-agent: *\nDisallow: /members/", "https://a.example/members/1")
    False
    """
    return bool(Protego.parse(robots).can_fetch(url, AGENT))


def news_sitemaps(payload: bytes) -> tuple[str, ...]:
    r"""The sitemaps of news that a robots.txt names, by what their addresses say.

    >>> news_sitemaps(b"Sitemap: https://a.example/sitemap.xml\nSitemap: https://a.example/news-sitemap.xml")
    ('https://a.example/news-sitemap.xml',)
    """
    return tuple(url for url in sitemaps(payload) if "news" in url.lower())


def sitemaps(payload: bytes) -> tuple[str, ...]:
    """All sitemaps that a robots.txt names."""
    return tuple(str(url) for url in Protego.parse(text_of(payload)).sitemaps)
