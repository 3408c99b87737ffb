"""A piece is one article as one house publishes it; its address follows the house's habit."""

import re
import unicodedata
from datetime import datetime

from pydantic import AwareDatetime

from ingest.newsroom.outlets import House
from ingest.newsroom.stories import Story
from ingest.newsroom.truth import CreditTruth
from ingest.records import Record, Relation

_ADDRESSES = (  # habits of houses, chosen by the length of the domain
    "/{section}/{slug}-{number}",
    "/{day:%Y/%m/%d}/{slug}-{number}/",
    "/article/{section}/{number}",
    "/{slug}-{number}.html",
)


class Piece(Record):
    """What a page shows, and what is true of it."""

    url: str
    guid: str
    house: House
    story: Story
    headline: str
    paragraphs: tuple[tuple[str, ...], ...]
    section: str
    published: AwareDatetime
    modified: AwareDatetime | None = None
    byline: str | None = None
    dateline: str | None = None  # stands before the first sentence
    tail: str | None = None  # a last line that credits
    source_line: str | None = None  # "first published by"
    notice: str | None = None  # of a correction
    canonical: str | None = None  # address on another domain
    image_credit: str | None = None
    quoted_from: str | None = None  # introduces the block `block`
    block: int | None = None  # index of a paragraph that is a quoted block
    family_id: str
    relation: Relation = Relation.ORIGINAL
    manner: str = "original"
    parent_url: str | None = None
    parent_agency_id: str | None = None
    credits: tuple[CreditTruth, ...] = ()
    embeds: str | None = None
    first_night: int

    @property
    def language(self) -> str:
        """Of the text; an agency writes in more than that of its house."""
        return self.story.language

    @property
    def text(self) -> str:
        """The body, one paragraph a line."""
        return "\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    @property
    def summary(self) -> str:
        """The first sentence."""
        return self.paragraphs[0][0]


def address(house: House, *, headline: str, section: str, day: datetime, number: int) -> str:
    """Where a house puts an article; `number` makes it unique."""
    pattern = _ADDRESSES[len(house.domain) % len(_ADDRESSES)]
    path = pattern.format(section=slug(section), slug=slug(headline), day=day, number=number)
    return f"http://{house.domain}{path}"


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens.

    >>> slug("Été à Grandlac: 12 lits")
    'ete-a-grandlac-12-lits'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:9])
