"""The picture on top of an article, its caption, and whom it is credited to: no evidence for the text."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from ingest.normalise.metadata import Stated, first_text
from ingest.normalise.page import Page
from ingest.parsing.html import class_words, seen_text
from ingest.parsing.structured import Node, text_of
from ingest.parsing.words import one_line
from ingest.records import LeadImage

_CREDIT = re.compile(
    r"(?:(?:image|photo|picture|foto|bild|video|fotograf\w*|crédito|credits?|"
    r"photograph)(?:[ -]?(?:credit|source|by|via))?"
    r"\s*[:©]\s*|©\s*|\()(?P<credit>[^()]{2,80})\)?\s*$",
    re.IGNORECASE,
)
_CREDIT_CLASS = re.compile(
    r"(?<![a-z])(?:[a-z]+[_-]{0,2})?(?:credits?|copyright|photographer|fotograf|bildquelle|quelle|source|crédit)(?![a-z])"
)
_LABEL = re.compile(
    r"^(?:(?:image|photo|picture|foto|bild|video|crédits?|credits?|quelle|source|fotograf\w*|copyright|©)"
    r"(?:[ -]?(?:credit|source|by|via|nachweis|quelle|photo))?\s*[:©]?\s*)+",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 80  # characters
_LONGEST_CAPTION = 300


def lead_image_of(page: Page) -> LeadImage | None:
    """The picture on top with its caption and credit."""
    node = _stated_picture(page)
    url, caption = first_text(addresses(page)), first_text(captions(page))
    credit = first_text(_stated_credits(node)) or image_credit_in(caption or "") or _shown_credit(page)
    if not (url or caption or credit):
        return None
    return LeadImage(url=url, caption=caption, credit=credit)


def addresses(page: Page) -> Iterator[Stated]:
    """Where the picture lies: as the page shares it, then as it describes it."""
    for origin, address in (*page.data.meta("og:image", "og:image:url", "twitter:image"), *_described(page)):
        yield Stated(origin, _absolute(address, page.url))


def _described(page: Page) -> Iterator[tuple[str, str]]:
    for origin, value in page.data.values("image"):
        first = page.data.resolved(value[0] if isinstance(value, list) and value else value)
        if isinstance(first, Mapping):
            yield origin, text_of(first.get("url") or first.get("contentUrl")) or ""
        elif isinstance(first, str):
            yield origin, first


def _absolute(address: str, base: str) -> str:
    try:
        return str(urljoin(base, address.strip())) if address.strip() else ""
    except ValueError:
        return ""


def captions(page: Page) -> Iterator[Stated]:
    """What is said of the picture: for machines, then below the first picture of the page."""
    node = _stated_picture(page)
    yield Stated("jsonld:image", text_of(node.get("caption") or node.get("description")) or "")
    caption = next(page.tree.iter("figcaption"), None)
    if caption is not None:
        yield Stated("figcaption", one_line(seen_text(caption))[:_LONGEST_CAPTION])


def image_credit_in(caption: str) -> str | None:
    """Whom a caption credits at its end.

    >>> image_credit_in("A flag. Image Credit: ANI")
    'ANI'
    """
    match = _CREDIT.search(caption)
    return match["credit"].strip() if match else None


def _stated_picture(page: Page) -> Node:
    value = next((value for _, value in page.data.values("image")), None)
    first = page.data.resolved(value[0] if isinstance(value, list) and value else value)
    return first if isinstance(first, Mapping) else {}


def _stated_credits(node: Node) -> Iterator[Stated]:
    for name in ("creditText", "credit", "copyrightHolder", "copyrightNotice"):
        yield Stated(f"jsonld:image:{name}", text_of(node.get(name)) or "")


def _shown_credit(page: Page) -> str | None:
    """The words of an element called credit, copyright or source in the first figure."""
    figure = next(page.tree.iter("figure"), None)
    if figure is None:
        return None
    for element in figure.iter("span", "small", "p", "div", "cite", "i", "em"):
        if _CREDIT_CLASS.search(class_words(element)):
            words = _LABEL.sub("", one_line(seen_text(element))).strip(" ()[]|,;")
            if 2 <= len(words) <= _LONGEST_CREDIT:
                return words
    return None
