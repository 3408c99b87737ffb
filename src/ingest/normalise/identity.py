"""Which article this is: the address that stays the same, and what a foreign canonical link says."""

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
    link = _canonical_link(page)
    if link is None:
        return plain_address(page.url)
    if registrable_domain(link) != registrable_domain(page.url):
        return plain_address(page.url)._replace(foreign=link)
    if _is_front_page(link) and not _is_front_page(page.url):
        return plain_address(page.url)  # a template's fault: every page of the site names the front page
    return plain_address(link)


def plain_address(url: str) -> Address:
    """The address of something that states none."""
    return Address(article_identity(url), canonical_url(url))


def _canonical_link(page: Page) -> str | None:
    links = [
        link.get("href")
        for link in page.tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for link in (*links, *(value for _, value in page.data.meta("og:url"))):
        try:
            absolute = str(urljoin(page.url, str(link or "").strip()))
        except ValueError:
            continue
        if absolute.startswith(("http://", "https://")) and host_of(absolute):
            return absolute
    return None


def _is_front_page(url: str) -> bool:
    return canonical_url(url).split("//", 1)[-1].partition("/")[2] == ""
