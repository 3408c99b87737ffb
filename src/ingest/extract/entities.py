"""People, organisations and offices that a text names, each with what shows that it is one.

No guessing: a run of capitals alone is nobody. It is a person where it speaks, bears a title or is
explained by one (`Ana Silva, the mayor of Porto`); an organisation where it speaks, is called like one
(`University of Leeds`) or stands in seeds/organisations.csv. What was found is found again by its name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from ingest.extract.cues import Grammar, press_heads, source_heads
from ingest.extract.model_names import ModelName
from ingest.extract.names import Name, NameIndex, bare
from ingest.extract.people import may_be_person, people
from ingest.extract.runs import Run, runs
from ingest.knowledge import seed_rows
from ingest.parsing.sentences import Unit, tokens
from ingest.records import EntityMention

_LINKS = frozenset(
    {"of", "for", "and", "the", "de", "du", "des", "la", "del", "della", "di", "do", "da", "für"}
)
_OF = _LINKS - {"and", "the", "la"}
_LONGEST_BODY = 9  # words of an organisation's name, `of` and `the` included
_LONGEST_RUN = 6  # capitals in a row: more are a headline
_PHRASES = frozenset({"organisation", "office"})  # kinds whose name is a phrase, not a proper name


class Spoken(NamedTuple):
    """A source of an attribution that is a person, an organisation or an office, `[start, end)`."""

    start: int
    end: int
    kind: str
    name: str


@cache
def organisations() -> NameIndex[tuple[str, str]]:
    """Canonical names and ids of known organisations, by every way they are written."""
    return NameIndex(
        (name, (row["name"], row["organisation_id"]))
        for row in seed_rows("organisations")
        for name in filter(None, (row["name"], *row["aliases"].split("|")))
    )


def entity_mentions(
    text: str,
    words: Sequence[Unit],
    spoken: Iterable[Spoken],
    grammar: Grammar,
    modelled: Iterable[ModelName] = (),
) -> tuple[EntityMention, ...]:
    """The entities of a text in order; where two readings overlap, the surer one stands."""
    capitals = list(runs(text, words, grammar))
    common = frozenset(low for _, _, text, low, _ in words if text == low)
    named = [
        *(_listed(words, name) for name in organisations().find(words)),
        *(
            _mention(words, (one.first, one.last), "person", one.evidence, role=one.role)
            for one in people(words, capitals, common, grammar)
        ),
        *filter(None, (_speaker(text, one, grammar) for one in spoken)),
        *(_mention(words, body, "organisation", "head") for body in _bodies(words, capitals)),
        *(_modelled(text, one) for one in modelled),
    ]
    full = _full_names(named)
    named = [mention.model_copy(update={"name": full.get(mention.name, mention.name)}) for mention in named]
    return _in_order((*named, *_repeated(words, named)))


def _mention(
    words: Sequence[Unit], span: tuple[int, int], kind: str, evidence: str, *, role: str | None = None
) -> EntityMention:
    inside = words[span[0] : span[1]]
    last = inside[-1]
    return EntityMention(
        name=" ".join(bare(unit.text) for unit in inside if unit.kind == "word"),
        entity_id=None,
        kind=kind,
        role=role,
        start=inside[0].start,
        end=last.end - (len(last.text) - len(bare(last.text))),
        evidence=evidence,
    )


def _listed(words: Sequence[Unit], name: Name[tuple[str, str]]) -> EntityMention:
    found = _mention(words, (name.first, name.last), "organisation", "list")
    return found.model_copy(update={"name": name.value[0], "entity_id": name.value[1]})


def _speaker(text: str, one: Spoken, grammar: Grammar) -> EntityMention | None:
    """A source as an entity; one without a name of its own (`the company`, `police`) is none."""
    named = tokens(text[one.start : one.end])
    while named and _is_before_name(named[0], one, grammar):
        named = named[1:]
    if not named or (one.kind == "person" and not may_be_person(named)):
        return None
    capitals = [unit for unit in named if unit.is_capital]
    if one.kind in _PHRASES and len(capitals) < 1 + (grammar.language == "de" or named[0].start == 0):
        return None
    start = one.start + named[0].start
    return EntityMention(
        name=text[start : one.end],
        entity_id=None,
        kind=one.kind,
        role=None,
        start=start,
        end=one.end,
        evidence="speaks",
    )


def _is_before_name(unit: Unit, one: Spoken, grammar: Grammar) -> bool:
    """`the`; before a person's name also what a person is: `Former President Bill Clinton`."""
    titles = ("title", "office", "occupation", "pretitle") if one.kind == "person" else ()
    is_title = unit.text == "." or any(unit.low in source_heads(kind) for kind in titles)
    return is_title or unit.low in grammar.words["determiner"]


def _modelled(text: str, one: ModelName) -> EntityMention:
    return EntityMention(
        name=" ".join(text[one.start : one.end].split()), entity_id=None, kind=one.kind, role=None,
        start=one.start, end=one.end, evidence="model",
    )  # fmt: skip


def _bodies(words: Sequence[Unit], capitals: Iterable[Run]) -> Iterator[tuple[int, int]]:
    """`Leeds University`, `Bank of Japan`, `Ministry of Foreign Affairs`; no newspaper's name."""
    for run in capitals:
        if words[run.last - 1].text not in source_heads("body_noun"):
            continue
        last = _behind_link(words, run.last)
        names = {unit.text for unit in words[run.first : last]}
        if (
            1 < last - run.first <= _LONGEST_BODY
            and run.last - run.first <= _LONGEST_RUN
            and not names & press_heads().plain
        ):
            yield run.first, last


def _behind_link(words: Sequence[Unit], index: int) -> int:
    """The end of a name that goes on with `of` and capitals."""
    last = index
    if index + 1 >= len(words) or words[index].low not in _OF:
        return last
    position = index
    while position < min(len(words), index + _LONGEST_BODY) and words[position].kind == "word":
        if words[position].is_capital:
            last = position + 1
        elif words[position].low not in _LINKS or (words[position].low == "and" and last != position):
            break
        position += 1
    return last


def _full_names(named: Iterable[EntityMention]) -> Mapping[str, str]:
    """Full names by the surname that the text uses alone."""
    people_named = [mention.name for mention in named if mention.kind == "person" and " " in mention.name]
    return {name.split()[-1]: name for name in reversed(people_named)}


def _repeated(words: Sequence[Unit], named: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """What was shown to be an entity once is one wherever its name, or a person's surname, stands again."""
    known: dict[str, EntityMention] = {}
    for mention in named:
        if mention.kind == "office" or mention.entity_id:
            continue
        known.setdefault(mention.name, mention)
        if mention.kind == "person":
            known.setdefault(mention.name.split()[-1], mention)
    for name in NameIndex(known.items()).find(words):
        if name.last - name.first == 1 and _has_other_first_name(words, name.first):
            continue
        again = _mention(words, (name.first, name.last), name.value.kind, "repeated")
        yield again.model_copy(update={"name": name.value.name})


def _has_other_first_name(words: Sequence[Unit], index: int) -> bool:
    """`Bob Silva` is not the Ana Silva named before; `Mayor Silva` may be."""
    before = words[index - 1] if index else None
    if before is None or not before.is_capital or before.end + 1 != words[index].start:
        return False
    titles = ("title", "office", "occupation", "pretitle")
    return not any(before.low in source_heads(kind) for kind in titles)


def _in_order(found: Iterable[EntityMention]) -> tuple[EntityMention, ...]:
    """Each stretch of text once: the first reading that took it keeps it."""
    kept: dict[int, EntityMention] = {}
    taken: set[int] = set()
    for mention in found:
        span = range(mention.start, mention.end)
        if mention.start < mention.end and taken.isdisjoint(span):
            taken.update(span)
            kept[mention.start] = mention
    return tuple(kept[start] for start in sorted(kept))
