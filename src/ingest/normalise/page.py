"""A page as the stage's modules see it: parsed once, read by all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urljoin

from lxml.html import HtmlElement

from ingest.knowledge import Knowledge
from ingest.parsing.html import Block, blocks, named_elements, seen_text
from ingest.parsing.structured import Structured, about_page, structured
from ingest.parsing.urls import article_identity
from ingest.parsing.words import one_line, word_key
from ingest.records import DroppedLine, FeedEntry, Outlet


@dataclass(frozen=True)
class Page:
    """One HTML page, with what is known of it from outside."""

    url: str
    tree: HtmlElement
    seen_at: datetime
    entry: FeedEntry | None
    knowledge: Knowledge
    taken_out: tuple[DroppedLine, ...] = ()  # of the tree, before anybody reads it

    @cached_property
    def data(self) -> Structured:
        """What the page says about itself for machines."""
        found = structured(self.tree)
        if len(found.articles) < 2:
            return found
        titles = (*self.headings, self.document_title, *(title for _, title in found.meta("og:title")))
        return about_page(found, self._is_address, map(word_key, titles))

    def _is_address(self, link: str) -> bool:
        try:
            return article_identity(urljoin(self.url, link)) == article_identity(self.url)
        except ValueError:
            return False

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The innermost blocks of the page in order."""
        return blocks(self.tree)

    @cached_property
    def _named(self) -> tuple[tuple[str, HtmlElement], ...]:
        return named_elements(self.tree)

    def called(self, pattern: re.Pattern[str]) -> Iterator[HtmlElement]:
        """Elements whose class or id matches, in document order. Names are read once a page."""
        return (element for names, element in self._named if pattern.search(names))

    @cached_property
    def outlet(self) -> Outlet:
        """Whose page it is."""
        return self.knowledge.outlet_of(self.url, self.seen_at.date())

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The texts of its h1 elements."""
        return tuple(filter(None, (one_line(seen_text(heading)) for heading in self.tree.iter("h1"))))

    @cached_property
    def document_title(self) -> str:
        """The text of its title element."""
        title = next(self.tree.iter("title"), None)
        return one_line(str(title.text_content())) if title is not None else ""
