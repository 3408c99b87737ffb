"""Names of known things in a sentence: leftmost, longest, over words; and the outlets among them."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ingest.knowledge import Knowledge, SameKnowledge
from ingest.parsing.sentences import Unit, tokens

Value = TypeVar("Value")

OUTLET_HEADS = frozenset(
    [
        "News",
        "Times",
        "Post",
        "Agency",
        "Daily",
        "Herald",
        "Tribune",
        "Gazette",
        "Journal",
        "Guardian",
        "Telegraph",
        "Observer",
        "Chronicle",
        "Courier",
        "Globe",
        "Dispatch",
        "Inquirer",
        "Sentinel",
        "Examiner",
        "Mirror",
        "Star",
        "Sun",
        "Mail",
        "Express",
        "Standard",
        "Independent",
        "Press",
        "Today",
        "Radio",
        "TV",
        "Television",
        "Broadcasting",
        "Magazine",
        "Shimbun",
        "Zeitung",
        "Anzeiger",
        "Tageblatt",
        "Rundschau",
        "Nachrichten",
        "Diario",
        "Gazzetta",
        "Corriere",
        "Jornal",
        "Folha",
        "Newspaper",
        "Newswire",
        "Monitor",
        "Record",
        "Register",
        "Echo",
        "Argus",
        "Leader",
        "Advertiser",
        "Reporter",
        "Insider",
        "Weekly",
        "Review",
        "Bulletin",
        "Digest",
    ]
)
_PLAIN_HEADS = frozenset(
    {
        "News",
        "Times",
        "Post",
        "Herald",
        "Tribune",
        "Gazette",
        "Telegraph",
        "Chronicle",
        "Shimbun",
        "Zeitung",
        "Inquirer",
        "Newswire",
        "Courier",
        "Examiner",
        "Dispatch",
        "Sentinel",
        "Observer",
        "Guardian",
        "Daily",
        "Journal",
    }
)
_NO_OUTLET = frozenset(
    {
        "White",
        "Department",
        "Justice",
        "Intelligence",
        "Security",
        "Energy",
        "Protection",
        "Environmental",
        "Space",
        "Central",
        "National",
        "Federal",
    }
)


_ARTICLES = frozenset({"Der", "Die", "Das", "Le", "La", "Les", "El", "Il", "Lo", "O", "A", "L'"})
_POSSESSIVE = frozenset("s'’")
_END = " "  # key of a name's end in the tree of words: no word is a space


class Name(NamedTuple, Generic[Value]):
    """A name found in a sentence, units `[first, last)`."""

    first: int
    last: int
    value: Value


class Entity(NamedTuple):
    """An outlet or agency; `entity_id` is None for one that only looks like an outlet."""

    name: str
    entity_id: str | None
    kind: str  # outlet | agency


class NameIndex(Generic[Value]):
    """A trie over words. Names keep their case: `Time` is a magazine, `time` is not."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._root: dict[str, dict[str, object]] = {}
        for name, value in entries:
            node: dict[str, object] = self._root  # type: ignore[assignment]
            words = [unit.text for unit in tokens(name)]
            if not words:
                continue
            for word in words:
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node.setdefault(_END, value)

    def find(self, units: Sequence[Unit]) -> list[Name[Value]]:
        """All names, leftmost first, the longest at each place."""
        found: list[Name[Value]] = []
        root, behind = self._root, 0
        for position, (_, _, text, _, _) in enumerate(units):
            if position < behind or not (text in root or (text[-1:] in _POSSESSIVE and bare(text) in root)):
                continue
            match = self._longest(units, position)
            if match:
                found.append(match)
                behind = match.last
        return found

    def _longest(self, units: Sequence[Unit], first: int) -> Name[Value] | None:
        node: Mapping[str, object] = self._root
        best: Name[Value] | None = None
        for position in range(first, len(units)):
            text = units[position].text
            following = node.get(text)
            ends = following is None
            if ends:
                following = node.get(bare(text))  # a possessive ends a name
            if following is None:
                break
            node = following  # type: ignore[assignment]
            if _END in node:
                best = Name(first, position + 1, node[_END])  # type: ignore[arg-type]
            if ends:
                break
        return best


def bare(word: str) -> str:
    """A word without its possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word.rstrip("'’")


def entity_index(knowledge: Knowledge) -> NameIndex[Entity]:
    """Names and aliases of all outlets and agencies; agencies come first where both claim a name."""
    return _entity_index(SameKnowledge(knowledge))


@lru_cache(maxsize=4)
def _entity_index(known: SameKnowledge) -> NameIndex[Entity]:
    knowledge = known.knowledge
    entries: list[tuple[str, Entity]] = []
    for agency in knowledge.agencies:
        entity = Entity(agency.name, agency.agency_id, "agency")
        entries += [(alias, entity) for alias in (agency.name, *agency.aliases)]
    for outlet in knowledge.outlets:
        entity = Entity(outlet.name, outlet.outlet_id, "agency" if outlet.kind == "agency" else "outlet")
        names = {outlet.name, outlet.name.removeprefix("The "), *_with_small_article(outlet.name)}
        entries += [(name, entity) for name in sorted(names) if len(name) > 1 and "." not in name]
    return NameIndex(entries)


def _with_small_article(name: str) -> Iterable[str]:
    """`der Spiegel`, `la Repubblica`: an article inside a sentence has a small letter."""
    article, _, rest = name.partition(" ")
    if article in _ARTICLES and rest:
        yield f"{article.lower()} {rest}"


def outlet_names(units: Sequence[Unit], index: NameIndex[Entity]) -> list[Name[Entity]]:
    """Known outlets, and runs of capitals whose last word is what newspapers are called."""
    found = index.find(units)
    if not any(unit.text in OUTLET_HEADS for unit in units):
        return found
    taken = {position for name in found for position in range(name.first, name.last)}
    position = 0
    while position < len(units):
        if position in taken or not units[position].is_capital:
            position += 1
            continue
        last = position
        while last < len(units) and last not in taken and units[last].is_capital and last - position < 6:
            last += 1
        found.extend(_unlisted(units, position, last))
        position = max(last, position + 1)
    return sorted(found, key=lambda name: name.first)


def _unlisted(units: Sequence[Unit], first: int, last: int) -> Iterable[Name[Entity]]:
    if units[first].low in {"the", "a", "an"}:
        first += 1
    words = [bare(unit.text) for unit in units[first:last]]
    if len(words) < 2 or words[-1] not in OUTLET_HEADS or _NO_OUTLET & set(words):
        return
    is_agency = words[-2:] == ["News", "Agency"]
    if words[-1] in _PLAIN_HEADS or is_agency or "Daily" in words or "News" in words:
        yield Name(first, last, Entity(" ".join(words), None, "agency" if is_agency else "outlet"))
