"""Names of agencies in a text: every way they are written, short capitals only as capitals."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ingest.knowledge import Knowledge, SameKnowledge
from ingest.records import Agency

_LONGEST_ACRONYM = 6  # ANI, AFP, PTI: `ap` and `pa` in lower case are words


class Mention(NamedTuple):
    """An agency's name where it stands."""

    agency: Agency
    name: str
    start: int
    end: int


class AgencyNames:
    """Finds the agencies that some knowledge lists."""

    def __init__(self, agencies: tuple[Agency, ...]) -> None:
        exact: dict[str, Agency] = {}
        folded: dict[str, Agency] = {}
        for agency in reversed(agencies):
            for alias in (agency.name, *agency.aliases):
                is_acronym = alias.isupper() and len(alias) <= _LONGEST_ACRONYM and alias.isascii()
                if is_acronym or (len(alias) <= 4 and alias.isascii()):
                    exact[alias] = agency
                else:
                    folded[alias.casefold()] = agency
        self._exact: Mapping[str, Agency] = exact
        self._folded: Mapping[str, Agency] = folded
        self._pattern = _pattern(exact, folded)

    def in_text(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Every mention between two places of a text, in order."""
        for match in self._pattern.finditer(text, start, len(text) if end is None else end):
            name = match[0]
            agency = self._exact.get(name) or self._folded.get(name.casefold())
            if agency:
                yield Mention(agency, name, match.start(), match.end())

    def is_whole(self, text: str) -> Mention | None:
        """The agency that a text names and nothing else, an article and punctuation apart."""
        bare = re.sub(r"^(?:the|die|der|la|l'|el)\s+", "", text.strip(" .,;:()[]/-–—"), flags=re.IGNORECASE)  # noqa: RUF001
        mention = next(self.in_text(bare), None)
        return mention if mention and (mention.start, mention.end) == (0, len(bare)) else None


def _pattern(exact: Mapping[str, Agency], folded: Mapping[str, Agency]) -> re.Pattern[str]:
    if not exact and not folded:
        return re.compile(r"(?!)")
    longest_first = sorted((*exact, *folded), key=lambda alias: (-len(alias), alias))
    parts = [re.escape(alias) if alias in exact else f"(?i:{re.escape(alias)})" for alias in longest_first]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


@lru_cache(maxsize=2)
def _names_of(known: SameKnowledge) -> AgencyNames:
    return AgencyNames(known.knowledge.agencies)


def agency_names(knowledge: Knowledge) -> AgencyNames:
    """The finder for some knowledge; built once for each."""
    return _names_of(SameKnowledge(knowledge))
