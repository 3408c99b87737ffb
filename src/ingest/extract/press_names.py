"""Outlets and agencies in a sentence: by name, by address, by what newspapers are called, by a short form.

A closed list does not generalise (recall fell from 81 to 46% on unseen text), so the lists of
seeds/ are joined by the form of names: a run of capitals that ends like a newspaper's.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from ingest.extract.cues import press_heads
from ingest.extract.names import Entity, Name, NameIndex, bare
from ingest.knowledge import Knowledge, SameKnowledge, seed_rows
from ingest.parsing.sentences import Unit

_ARTICLES = frozenset({"Der", "Die", "Das", "Le", "La", "Les", "El", "Il", "Lo", "O", "A", "L'"})
_LONGEST_NAME = 6  # words of a name that no list holds


class Met:
    """The outlets that a text has named so far, by the last word of their name: `the Post` is one of them."""

    def __init__(self) -> None:
        self._by_head: dict[str, Entity] = {}

    def remember(self, entity: Entity) -> None:
        """Takes note of an outlet by its last word."""
        self._by_head[entity.name.split()[-1]] = entity

    def short_form(self, head: str) -> Entity | None:
        """The outlet met last whose name ends with this word."""
        return self._by_head.get(head)


def outlet_names(units: Sequence[Unit], index: NameIndex[Entity], met: Met) -> list[Name[Entity]]:
    """The outlets of a sentence in order; `met` learns them."""
    found = [*index.find(units), *_addressed(units)]
    taken = {position for name in found for position in range(name.first, name.last)}
    found.extend(name for name in _by_form(units, taken) if not taken & set(range(name.first, name.last)))
    taken |= {position for name in found for position in range(name.first, name.last)}
    for name in found:
        met.remember(name.value)
    found.extend(_short(units, taken, met))
    return sorted(found, key=lambda name: name.first)


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
    by_domain: dict[str, Entity] = {}
    for outlet in knowledge.outlets:
        entity = Entity(outlet.name, outlet.outlet_id, "agency" if outlet.kind == "agency" else "outlet")
        entries += [(name, entity) for name in _written(outlet.name)]
        by_domain.setdefault(outlet.domain, entity)
    return NameIndex([*entries, *_seeded(by_domain)])


def _seeded(by_domain: Mapping[str, Entity]) -> Iterable[tuple[str, Entity]]:
    """The names of seeds/press.csv; one that outlets.csv knows too is the outlet there."""
    for row in seed_rows("press"):
        if not row["name"]:
            continue
        known = by_domain.get(row["domain"])
        own = Entity(row["name"], row["domain"] or None, "agency" if row["kind"] == "agency" else "outlet")
        entity = known if known and "(" not in known.name else own
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            yield from ((form, entity) for form in _written(name))


def _written(name: str) -> list[str]:
    """How a name may stand in a sentence: `The Hill` needs its article, `The New York Times` does not."""
    forms = {name}
    rest = name.removeprefix("The ")
    if " " in rest or rest in press_heads().plain:
        forms.add(rest)
    article, _, behind = name.partition(" ")
    if article in _ARTICLES and behind:
        forms.add(f"{article.lower()} {behind}")  # an article inside a sentence has a small letter
    return sorted(form for form in forms if len(form) > 1 and "(" not in form)


@cache
def _addresses() -> Mapping[str, str]:
    return {row["domain"]: row["name"] or row["domain"] for row in seed_rows("press") if row["domain"]}


def _addressed(units: Sequence[Unit]) -> Iterable[Name[Entity]]:
    """`according to scmp.com`: an outlet by its address."""
    for position, unit in enumerate(units):
        if "." in unit.text:
            domain = bare(unit.low).removeprefix("www.")
            name = _addresses().get(domain)
            if name:
                yield Name(position, position + 1, Entity(name, domain, "outlet"))


def _by_form(units: Sequence[Unit], taken: set[int]) -> Iterable[Name[Entity]]:
    heads = press_heads()
    if not any(text in heads.any or ("'" in low and bare(text) in heads.any) for _, _, text, low, _ in units):
        return
    position = 0
    while position < len(units):
        if position in taken or not units[position].is_capital:
            position += 1
            continue
        last = position
        while (
            last < len(units)
            and last not in taken
            and units[last].is_capital
            and last - position < _LONGEST_NAME
        ):
            last += 1
        yield from _unlisted(units, position, last)
        position = max(last, position + 1)


def _unlisted(units: Sequence[Unit], first: int, last: int) -> Iterable[Name[Entity]]:
    heads = press_heads()
    if units[first].low in {"the", "a", "an"}:
        first += 1
    words = [bare(unit.text) for unit in units[first:last]]
    if len(words) < 2 or heads.never & set(words):
        return
    is_agency = words[-2:] == ["News", "Agency"]
    is_wire = len(words) > 2 and words[-2] == "News" and words[-1] in heads.service
    is_named = words[-1] in heads.any and (words[-1] in heads.plain or "Daily" in words or "News" in words)
    if is_agency or is_wire or is_named:
        yield Name(first, last, Entity(" ".join(words), None, "agency" if is_agency else "outlet"))


def _short(units: Sequence[Unit], taken: set[int], met: Met) -> Iterable[Name[Entity]]:
    """`the Post`, behind `the`: the outlet met last of that name, or one that the text leaves unnamed."""
    heads = press_heads()
    for position in range(1, len(units)):
        if units[position - 1].low != "the" or position in taken:
            continue
        word = bare(units[position].text)
        if word not in heads.any:
            continue
        if position + 1 < len(units) and units[position + 1].is_capital:
            continue
        entity = met.short_form(word)
        if entity is None and word in heads.alone:
            entity = Entity(f"The {word}", None, "outlet")
        if entity:
            yield Name(position, position + 1, entity)
