"""The people of the press: they write, reprint, quote and update, and note the truth while they do so."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from ingest.newsroom import wire
from ingest.newsroom.grammar import LANGUAGES, grammar_of
from ingest.newsroom.outlets import House, agencies, houses
from ingest.newsroom.pieces import Piece, address
from ingest.newsroom.stories import DRAFTS, Desk, Story
from ingest.newsroom.truth import CreditTruth
from ingest.records import Agency, Record, Relation

_IMAGE_CREDITED = 0.3  # share of pieces whose picture comes from an agency: no evidence for the text
_CITING = 0.5  # share of long stories that name a source of theirs


class WireStory(Record):
    """A story of an agency; `piece` is None where the agency has no public site."""

    agency: Agency
    story: Story
    published: datetime
    piece: Piece | None


class Writers:
    """Writes pieces with one source of chance; the same calls in the same order give the same press."""

    def __init__(self, rng: Random, *, drafts: int = DRAFTS) -> None:
        self.rng = rng
        self._number = 410_000
        names: dict[str, tuple[str, ...]] = {
            language: tuple(
                house.name for house in houses() if house.language == language and house.fault is None
            )
            for language in LANGUAGES
        }
        self._desks: Mapping[str, Desk] = {
            language: Desk(grammar_of(language), rng, sources=names[language], drafts=drafts)
            for language in LANGUAGES
        }

    def staff(self, house: House, published: datetime, *, night: int, brief: bool = False) -> Piece:
        """A story of the house's own."""
        story = self._story(house.language, published, house.zone, house.name, brief=brief)
        return self._piece(house, story, published, night=night)

    def dispatch(self, agency: Agency, language: str, published: datetime, *, night: int) -> WireStory:
        """A story of an agency, on its own site where it has one."""
        house = next((house for house in houses() if house.domain == agency.domain), None)
        zone = house.zone if house else "America/Santiago"
        story = self._story(language, published, zone, agency.name, brief=False)
        if house is None:
            return WireStory(agency=agency, story=story, published=published, piece=None)
        plain = self._piece(house, story, published, night=night)
        local = published.astimezone(ZoneInfo(zone))
        piece = plain.model_copy(
            update={
                "dateline": wire.dateline(story.place, local, language, agency.aliases[0]),
                "credits": (CreditTruth(agency_id=agency.agency_id, where="dateline"),),
            }
        )
        return WireStory(agency=agency, story=story, published=published, piece=piece)

    def reprint(self, source: WireStory, house: House, published: datetime, *, night: int) -> Piece:
        """A copy of a wire story: whole, trimmed or with a local line, often under another headline."""
        story, rng = source.story, self.rng
        manner = rng.choice(("whole", "whole", "trimmed", "trimmed", "extended"))
        marks = wire.marks(
            source.agency, house, place=story.place, at=published, rng=rng, always=source.piece is None
        )
        headline = rng.choice((story.headline, rng.choice(story.other_headlines)))
        copy = self._piece(
            house, story, published, night=night, headline=headline,
            paragraphs=self._reprinted(story.paragraphs, story, manner),
        )  # fmt: skip
        return copy.model_copy(
            update={
                "relation": Relation.COPY, "manner": manner, "byline": marks.byline,
                "dateline": marks.dateline, "tail": marks.tail, "credits": marks.credits,
                "parent_agency_id": source.agency.agency_id,
                "parent_url": source.piece.url if source.piece else None,
            }
        )  # fmt: skip

    def second_hand(self, parent: Piece, house: House, published: datetime, *, night: int) -> Piece:
        """A copy of another outlet's piece, which says so: a canonical link or a last sentence."""
        story = parent.story
        copy = self._piece(
            house, story, published, night=night, headline=parent.headline,
            paragraphs=parent.paragraphs,
        )  # fmt: skip
        line = grammar_of(house.language).line("first_published").replace("[source]", parent.house.name)
        by_link = self.rng.random() < 0.5
        return copy.model_copy(
            update={
                "relation": Relation.COPY, "manner": "second-hand", "parent_url": parent.url,
                "canonical": parent.url if by_link else None, "source_line": None if by_link else line,
                "byline": None, "parent_agency_id": parent.parent_agency_id,
            }
        )  # fmt: skip

    def quoting(self, inner: WireStory, house: House, published: datetime, *, night: int) -> Piece:
        """A staff story with a passage of a wire story in it: no copy."""
        own = self.staff(house, published, night=night)
        block = wire.passage(inner.story.paragraphs, self.rng)
        at = self.rng.randrange(2, 6)
        intro = grammar_of(house.language).line("embed_intro").replace("[source]", inner.agency.aliases[1])
        return own.model_copy(
            update={
                "paragraphs": (*own.paragraphs[:at], block, *own.paragraphs[at:]), "block": at,
                "quoted_from": intro, "embeds": inner.piece.url if inner.piece else None,
            }
        )  # fmt: skip

    def update(self, earlier: Piece, published: datetime, *, night: int) -> Piece:
        """A later piece of the same house at a new address: new headline, one paragraph more."""
        story = earlier.story
        later = self._piece(
            earlier.house, story, published, night=night,
            headline=story.other_headlines[0], paragraphs=(*earlier.paragraphs, story.spare),
        )  # fmt: skip
        return later.model_copy(
            update={"relation": Relation.VERSION_OF, "manner": "version", "parent_url": earlier.url}
        )

    def moved(self, piece: Piece, *, night: int) -> Piece:
        """The same piece at a new address; its feed keeps the guid."""
        self._number += 7
        url = f"http://{piece.house.domain}/archive/{self._number}"
        return piece.model_copy(
            update={
                "url": url, "relation": Relation.VERSION_OF, "manner": "moved", "parent_url": piece.url,
                "first_night": night,
            }
        )  # fmt: skip

    def _story(self, language: str, published: datetime, zone: str, publisher: str, *, brief: bool) -> Story:
        local = published.astimezone(ZoneInfo(zone))
        return self._desks[language].write(
            local, publisher=publisher, cites=self.rng.random() < _CITING, brief=brief
        )

    def _reprinted(self, paragraphs: wire.Paragraphs, story: Story, manner: str) -> wire.Paragraphs:
        if manner == "trimmed":
            return wire.trimmed(paragraphs, self.rng)
        return wire.extended(paragraphs, story.spare[0]) if manner == "extended" else paragraphs

    def _piece(
        self,
        house: House,
        story: Story,
        published: datetime,
        *,
        night: int,
        headline: str | None = None,
        paragraphs: wire.Paragraphs | None = None,
    ) -> Piece:
        rng, rules = self.rng, grammar_of(story.language).rules
        self._number += rng.randrange(3, 60)
        section = rng.choice(rules["section"])
        seconds = timedelta(seconds=rng.randrange(60) if house.shows_seconds else 0)
        at = published.replace(second=0, microsecond=0) + seconds
        title = headline or story.headline
        first = rng.choice((*rules["first_f"], *rules["first_m"]))
        url = address(
            house,
            headline=title,
            section=section,
            day=at.astimezone(ZoneInfo(house.zone)),
            number=self._number,
        )
        return Piece(
            url=url, guid=f"{house.domain}:{self._number}", house=house, story=story, headline=title,
            paragraphs=paragraphs or story.paragraphs, section=section, published=at,
            byline=f"{first} {rng.choice(rules['last'])}", family_id=story.story_id, first_night=night,
            image_credit=rng.choice(agencies()).aliases[0] if rng.random() < _IMAGE_CREDITED else None,
        )  # fmt: skip


def minutes(count: float) -> timedelta:
    """A span of minutes."""
    return timedelta(minutes=count)
