"""What a family says that may tell its event: names, places, figures, the words of its headline."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from ingest.parsing.words import words

PERSON, BODY, PLACE, LAND, FIGURE, WORD = "person", "body", "place", "land", "figure", "word"
"""Kinds of marks. A body is an organisation; a land is a country, a sea or a union: half of a day's news."""

_SHORT = 3  # letters of the longest headline word that says nothing: `the`, `for`, `und`


@dataclass(frozen=True, slots=True)
class Telling:
    """One family, by the article that speaks for it."""

    family_id: str
    day: int  # since 0001-01-01, as `date.toordinal` counts
    marks: frozenset[tuple[str, str]]  # kind and what is named


def telling(family_id: str, day: int, title: str, facts: Iterable[str]) -> Telling:
    """A family as it is compared.

    Args:
        family_id: family.
        day: of its first article.
        title: its headline.
        facts: `kind:name` of each fact, kinds as above.
    """
    found = {(kind, name) for kind, _, name in (fact.partition(":") for fact in facts)}
    return Telling(family_id, day, frozenset(found | {(WORD, word) for word in headline(title)}))


def headline(title: str) -> frozenset[str]:
    """The words of a headline that may tell its event; of scripts without spaces, pairs of characters.

    >>> sorted(headline("The mayor of Lyon resigns")), sorted(headline("東京で地震"))
    (['lyon', 'mayor', 'resigns'], ['で地', '京で', '地震', '東京'])
    """
    listed = words(title)
    long = {word for word in listed if word.isascii() and len(word) > _SHORT}
    other = {word for word in listed if not word.isascii()}
    unspaced = {word for word in other if word[0] >= "\u0e00"}
    pairs = {first + second for word in unspaced for first, second in pairwise(word)}
    return frozenset(long | {word for word in other - unspaced if len(word) > _SHORT} | pairs)
