"""Which article this is: the address that stays the same, and what a foreign canonical link says."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from ingest.normalise.page import Page
from ingest.parsing.urls import article_identity, canonical_url, host_of, registrable_domain


class Address(NamedTuple):
    """The address of an article. `foreign` is a canonical link to another site: evidence, no identity."""

    article_id: str
    canonical: str
    foreign: str | None = None


def address_of(page: Page) -> Address:
    """The address by the page's own canonical link where it stays on the site, else as requested."""
    link = next((link for _, link in canonical_links(page)), None)
    if link is None or is_template(link, page):
        return plain_address(page.url)
    if is_foreign(link, page):
        return plain_address(page.url)._replace(foreign=link)
    return plain_address(link)


def is_foreign(link: str, page: Page) -> bool:
    """Whether a canonical link leads to another site: evidence of syndication, no identity."""
    return registrable_domain(link) != registrable_domain(page.url)


def is_template(link: str, page: Page) -> bool:
    """Whether a canonical link is a template's fault: every page of the site names the front page."""
    return not is_foreign(link, page) and _is_front_page(link) and not _is_front_page(page.url)


def plain_address(url: str) -> Address:
    """The address of something that states none."""
    return Address(article_identity(url), canonical_url(url))


def canonical_links(page: Page) -> Iterator[tuple[str, str]]:
    """(origin, address) of what the page calls its address, the most trusted first, made absolute."""
    links = [
        ("link:canonical", link.get("href") or "")
        for link in page.tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for origin, link in (*links, *page.data.meta("og:url")):
        try:
            absolute = str(urljoin(page.url, link.strip()))
        except ValueError:
            continue
        if absolute.startswith(("http://", "https://")) and host_of(absolute):
            yield origin, absolute


def _is_front_page(url: str) -> bool:
    return canonical_url(url).split("//", 1)[-1].partition("/")[2] == ""
