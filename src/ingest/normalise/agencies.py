# ruff: noqa: RUF001 - brackets of all scripts are meant as they stand
"""Names of agencies in a text: every way they are written, short capitals only as capitals."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import lru_cache
from typing import NamedTuple

from ingest.knowledge import Knowledge, SameKnowledge
from ingest.records import Agency

_BRACKETS = " ()[]/【】（）［］"
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_ACRONYM = 6  # ANI, AFP, PTI: `ap` and `pa` in lower case are words


class Mention(NamedTuple):
    """An agency's name where it stands."""

    agency: Agency
    name: str
    start: int
    end: int


class AgencyNames:
    """Finds the agencies that some knowledge lists.

    Several agencies may share a short name (APA in Vienna and in Baku): `near` says whose is meant.
    """

    def __init__(self, agencies: tuple[Agency, ...]) -> None:
        exact: dict[str, tuple[Agency, ...]] = {}
        folded: dict[str, tuple[Agency, ...]] = {}
        for agency in agencies:
            for alias in dict.fromkeys((agency.name, *agency.aliases)):
                names, key = (exact, alias) if is_acronym(alias) else (folded, alias.casefold())
                names[key] = (*names.get(key, ()), agency)
        self._exact: Mapping[str, tuple[Agency, ...]] = exact
        self._folded: Mapping[str, tuple[Agency, ...]] = folded
        self._pattern = _pattern(exact, folded)
        self.countries: tuple[str, ...] = ()

    def near(self, *countries: str | None) -> "AgencyNames":
        """The same finder; of agencies that share a name it takes that of the first of these countries."""
        other = copy(self)
        other.countries = tuple(filter(None, countries))
        return other

    def in_text(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Every mention between two places of a text, in order; brackets around a name are no part of it."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            name = match[0]
            agencies = self._exact.get(name) or self._folded.get(name.casefold())
            if agencies:
                bare = name.strip(_BRACKETS)
                place = match.start() + name.index(bare)
                yield Mention(self._meant(agencies), bare, place, place + len(bare))

    def _meant(self, agencies: tuple[Agency, ...]) -> Agency:
        for country in self.countries if len(agencies) > 1 else ():
            for agency in agencies:
                if agency.country == country:
                    return agency
        return agencies[0]

    def is_whole(self, text: str) -> Mention | None:
        """The agency that a text names and nothing else, an article and punctuation apart."""
        bare = re.sub(r"^(?:the|die|der|la|l'|el)\s+", "", text.strip(" .,;:()[]/-–—"), flags=re.IGNORECASE)
        mention = next(self.in_text(bare), None)
        return mention if mention and (mention.start, mention.end) == (0, len(bare)) else None


def _pattern(exact: Iterable[str], folded: Iterable[str]) -> re.Pattern[str]:
    """All names, the longest first; in scripts without spaces a name has no end: 新华社北京 names Xinhua.

    The look at the signs around a name stands once for all: one for each made pages a quarter slower.
    """
    as_written = set(exact)
    longest_first = sorted((*as_written, *folded), key=lambda alias: (-len(alias), alias))
    parts: dict[bool, list[str]] = {False: [], True: []}
    for alias in longest_first:
        name = re.escape(alias) if alias in as_written else f"(?i:{re.escape(alias)})"
        parts[_UNSPACED.search(alias) is not None].append(name)
    never = "(?!)"
    words, run_on = "|".join(parts[False]) or never, "|".join(parts[True]) or never
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|(?:{run_on})")


def is_acronym(alias: str) -> bool:
    """Whether a name is only one in this very spelling: short capitals, and what is as short as a word."""
    is_short_capitals = alias.isupper() and len(alias) <= _LONGEST_ACRONYM and alias.isascii()
    return is_short_capitals or (len(alias) <= 4 and alias.isascii())


@lru_cache(maxsize=2)
def _names_of(known: SameKnowledge) -> AgencyNames:
    return AgencyNames(known.knowledge.agencies)


def agency_names(knowledge: Knowledge) -> AgencyNames:
    """The finder for some knowledge; built once for each."""
    return _names_of(SameKnowledge(knowledge))
