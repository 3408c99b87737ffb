"""Named places, from seeds/places.csv: leftmost and longest, never inside the name of something else."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ingest.extract.cues import Grammar, press_heads
from ingest.extract.names import Name, NameIndex, bare
from ingest.knowledge import seed_rows
from ingest.parsing.sentences import Unit
from ingest.records import Place

_ORGANISATION_HEADS = press_heads().any | {
    "University", "College", "School", "Agreement", "Accord", "Treaty", "Airlines", "Airways", "Bank", "Club",
    "United",
    "FC", "Street", "Road", "Avenue", "Hotel", "Museum", "Institute", "Convention", "Protocol", "Declaration",
    "Exchange", "Hospital", "Corporation", "Corp", "Inc", "Group", "Foundation", "Society", "Orchestra",
}  # fmt: skip
_GIVEN_NAMES = frozenset(
    {
        "Paris", "Jordan", "Chad", "Israel", "Georgia", "Virginia", "Austin", "Dallas", "Charlotte",
        "Florence", "Victoria", "Sydney", "Brooklyn", "Houston", "Denver", "Salvador", "Darwin", "Bristol",
        "Florida", "Milan", "Valencia", "Lourdes", "Adelaide", "Montana", "Tyre",
    }
)  # fmt: skip
_TITLES = frozenset(
    [
        "president",
        "minister",
        "mayor",
        "governor",
        "senator",
        "prime",
        "foreign",
        "police",
        "court",
        "government",
        "state",
        "county",
        "district",
        "ambassador",
        "king",
        "queen",
        "chancellor",
        "secretary",
        "attorney",
        "democrat",
        "republican",
        "democrats",
        "republicans",
        "congressman",
        "congresswoman",
        "representative",
        "rep",
        "sen",
        "gov",
        "gop",
        "supreme",
        "house",
        "senate",
        "parliament",
    ]
)
_BEFORE_A_SURNAME = frozenset(
    {"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "herr", "frau", "mme", "sr", "sra", "signor"}
)
_DIRECTIONS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "greater",
        "downtown",
        "upper",
        "lower",
        "mainland",
        "inner",
        "outer",
    }
)
_AMBIGUOUS = frozenset(
    {
        "Split",
        "Nice",
        "Reading",
        "Male",
        "Victoria",
        "Mobile",
        "Surat",
        "Java",
        "Brest",
        "Nis",
        "Cork",
        "Linz",
        "Rosario",
        "Pacific",
        "Atlantic",
        "Goma",
        "Poles",
        "Palma",
        "Porto",
        "AU",
        "Mali",
        "Kali",
    }
)
_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "from",
        "to",
        "near",
        "of",
        "outside",
        "around",
        "across",
        "for",
        "into",
        "en",
        "à",
        "a",
        "in",
        "nach",
        "aus",
        "bei",
        "di",
        "da",
        "em",
        "de",
    ]
)
_LONGEST_NAME_RUN = 5


class Spot(NamedTuple):
    """A row of the gazetteer as a name leads to it."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    is_demonym: bool


@cache
def gazetteer() -> NameIndex[Spot]:
    """All names, aliases and demonyms; also in capitals, as datelines write them."""
    return NameIndex(_entries())


def _entries() -> Iterator[tuple[str, Spot]]:
    for row in seed_rows("places"):
        spot = Spot(
            row["name"],
            row["kind"],
            row["country"] or None,
            row["admin1"] or None,
            float(row["latitude"]) if row["latitude"] else None,
            float(row["longitude"]) if row["longitude"] else None,
            is_demonym=False,
        )
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            yield name, spot
            if len(name) > 3 and name.upper() != name:
                yield name.upper(), spot
        for demonym in filter(None, row["demonyms"].split("|")):
            yield demonym, spot._replace(is_demonym=True)


def place_mentions(words: Sequence[Unit], grammar: Grammar) -> tuple[Place, ...]:
    """The places that a text names, in order; demonyms (`Japanese`) stand for their country."""
    index = gazetteer()
    found = [*index.find(words), *_hyphenated(words, index)]
    kept = [name for name in found if not _is_in_other_name(words, name, grammar)]
    return tuple(sorted((_place(words, name) for name in kept), key=lambda place: place.start))


def _place(words: Sequence[Unit], name: Name[Spot]) -> Place:
    first, last, spot = words[name.first], words[name.last - 1], name.value
    text = last.text
    return Place(
        name=spot.name,
        start=first.start,
        end=last.end - (len(text) - len(bare(text))),
        kind=spot.kind,
        country=spot.country,
        admin1=spot.admin1,
        latitude=spot.latitude,
        longitude=spot.longitude,
    )


def _hyphenated(words: Sequence[Unit], index: NameIndex[Spot]) -> Iterator[Name[Spot]]:
    """`London-based`, `US-China`: both parts are looked up by themselves; the span is the whole word."""
    for position, word in enumerate(words):
        if "-" not in word.text or not word.is_capital or index.find((word,)):
            continue
        for part in word.text.split("-"):
            hits = index.find((word._replace(text=part),))
            if hits and part[0].isupper():
                yield Name(position, position + 1, hits[0].value)
                break


def _is_in_other_name(words: Sequence[Unit], name: Name[Spot], grammar: Grammar) -> bool:
    if name.value.kind in {"sea", "union"}:
        return (
            name.value.name == "African Union"
            and words[name.first].text == "AU"
            and not _is_placed(words, name)
        )
    single = bare(words[name.first].text)
    before = words[name.first - 1] if name.first else None
    if single in _AMBIGUOUS and name.last - name.first == 1 and not _is_placed(words, name):
        return True
    if _organisation_follows(words, name):
        return True
    if name.value.is_demonym or name.last - name.first > 1:
        return False
    return _is_surname(words, name, before, grammar) or _is_given_name(words, name, single)


def _is_placed(words: Sequence[Unit], name: Name[Spot]) -> bool:
    return name.first > 0 and words[name.first - 1].low in _PLACE_PREPOSITIONS


def _organisation_follows(words: Sequence[Unit], name: Name[Spot]) -> bool:
    """`Boston Globe`, `Washington Post`, `Paris Agreement`, `South China Morning Post`."""
    if words[name.last - 1].text != bare(words[name.last - 1].text):
        return False
    position = name.last
    while position < len(words) and position - name.last < _LONGEST_NAME_RUN and words[position].is_capital:
        if words[position].text in _ORGANISATION_HEADS:
            return not name.value.is_demonym or words[position].text in {"Daily", "Times", "Post", "News"}
        position += 1
    return False


def _is_surname(words: Sequence[Unit], name: Name[Spot], before: Unit | None, grammar: Grammar) -> bool:
    """`Jack London`, `Mr Jordan`: right before stands a capital that is no direction, title or place."""
    if before is None:
        return False
    title = words[name.first - 2] if before.text == "." and name.first > 1 else before  # `Mr. Jordan`
    if title.low in _BEFORE_A_SURNAME:
        return True
    if (
        name.value.kind == "country"
        and before.low not in _BEFORE_A_SURNAME
        and words[name.first].text not in _GIVEN_NAMES
    ):
        return False
    if not before.is_capital or before.low in _DIRECTIONS or before.low in _TITLES or before.text.isupper():
        return False
    if any(before.low in group for group in grammar.words.values()) or gazetteer().find((before,)):
        return False
    return not before.text.endswith(("'s", "’s")) and words[name.first].start - before.end == 1


def _is_given_name(words: Sequence[Unit], name: Name[Spot], single: str) -> bool:
    """`Paris Hilton`, `Israel Katz`: a place that is a given name too, and a capital behind it."""
    if single not in _GIVEN_NAMES or name.last >= len(words) or words[name.last - 1].text != single:
        return False
    following = words[name.last]
    return following.is_capital and following.low not in _TITLES and not gazetteer().find((following,))
