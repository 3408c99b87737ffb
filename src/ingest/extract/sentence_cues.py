"""The cues of one sentence in order: siblings share the sentence, nested ones are left out."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.clauses import Clause
from ingest.extract.cues import Grammar
from ingest.extract.layout_cues import label, signature
from ingest.extract.nominal_cues import noun_cue, stance_cue
from ingest.extract.subjects import Range
from ingest.extract.verbs import according, verbal
from ingest.parsing.sentences import Unit

_SAYING = frozenset({"say", "tell"})
_OUTER = frozenset({"postposed", "according"})


def sentence_clauses(units: Sequence[Unit], grammar: Grammar) -> list[Clause]:
    """The cues of one sentence in order, then those that stand inside what one of them introduces."""
    marked = label(units, grammar) or signature(units, grammar)
    if marked:
        return [marked]
    found: list[Clause] = []
    nested: list[Clause] = []
    for index, unit in enumerate(units):
        if unit.low not in grammar.cues or unit.kind != "word":
            continue
        clause = _clause(units, index, grammar, found)
        if clause and (clause.content or units[-1].text == ":"):
            _add(found, nested, clause, units, grammar)
    return [*found, *(clause for clause in nested if _is_held(clause, found))]


def _clause(units: Sequence[Unit], index: int, grammar: Grammar, found: Sequence[Clause]) -> Clause | None:
    """What a word is the cue of, if of anything."""
    low = units[index].low
    clause = according(units, index, grammar) if low in grammar.according else None
    if clause is None and low in grammar.words["stance"]:
        clause = stance_cue(units, index, grammar)
    if clause is None and low in grammar.verbs:
        clause = verbal(units, index, grammar, found)
    if clause is None and low in grammar.words["cue_noun"]:
        clause = noun_cue(units, index, grammar)
    return clause


def _add(
    found: list[Clause], nested: list[Clause], clause: Clause, units: Sequence[Unit], grammar: Grammar
) -> None:
    """Siblings' contents do not overlap: one cuts the one before short; what stands inside is `nested`."""
    is_behind_according = bool(found) and found[-1].rule == "according"
    if is_behind_according and clause.source and _overlap(clause.source, found[-1].cue):
        return  # `According to Reuters, which cited a memo, …`: Reuters is the source already
    if clause.rule in _OUTER and clause.content and clause.content[0][1] <= clause.cue[0]:
        while found and _is_inside(found[-1], clause.content[0]):
            found.pop()  # what stands in front was all said by the one who comes last
    if not found or not clause.content or not found[-1].content:
        found.append(clause)
        return
    anchor = min(clause.cue[0], clause.source[0]) if clause.source else clause.cue[0]
    if _holds_aside(clause, found[-1]):
        anchor = clause.cue[0]
    elif min(anchor, clause.content[0][0]) < found[-1].content[-1][1]:
        if (
            not _is_sibling(units, anchor, clause, found[-1], grammar)
            or anchor <= found[-1].content[-1][0] + 1
        ):
            nested.append(clause._replace(inside=found[-1].cue))
            return
        clause = clause._replace(content=tuple(part for part in clause.content if part[0] >= anchor - 1))
    else:
        found.append(clause)
        return
    found[-1] = _cut(found[-1], _before_joint(units, anchor, grammar))
    if clause.content:
        found.append(clause)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_held(clause: Clause, found: Sequence[Clause]) -> bool:
    """Whether somebody is said to have said it: `Reuters reported that the minister said …`."""
    outer = next((one for one in found if one.cue == clause.inside), None)
    if outer is None or clause.source is None or {outer.verb.kind, clause.verb.kind} - _SAYING:
        return False
    first, last = min(clause.source[0], clause.cue[0]), clause.content[-1][1]
    return any(part[0] <= first and last <= part[1] for part in outer.content)


def _cut(clause: Clause, end: int) -> Clause:
    """A clause whose content ends where its sibling starts."""
    first = clause.content[-1][0]
    return clause._replace(content=(*clause.content[:-1], (first, max(end, first + 1))))


def _holds_aside(clause: Clause, before: Clause) -> bool:
    """`Mr. Berg, who knew that …, told his staff …`: the cue before stands inside this one's source."""
    return (
        clause.source is not None and clause.source[0] <= before.cue[0] and clause.source[1] > before.cue[1]
    )


def _is_inside(clause: Clause, front: Range) -> bool:
    if clause.rule in _OUTER or clause.rule == "inverted":
        return False
    starts = (clause.cue[0], *(part[0] for part in clause.content))
    return min(starts) >= front[0] and max(starts) <= front[1]


def _is_sibling(
    units: Sequence[Unit], anchor: int, clause: Clause, before_it: Clause, grammar: Grammar
) -> bool:
    """Whether a later cue stands beside the one before and not inside what that one introduces."""
    if anchor == 0:
        return False
    before = units[anchor - 1]
    if clause.is_elided or clause.rule in {"according", "postposed"}:
        return (
            before.text in {",", "—", "–", ";"}
            or before.kind == "quote"
            or (clause.rule == "participial" and before.low in {"by", "for", "after", "before", "without"})
            or before.low in grammar.words["conjunction"]
        )
    if before.text == ";" or before.kind == "quote":
        return True
    if before.text == "," and _is_opening(units, before_it, grammar):
        return True  # `If voters agree, the mayor said …`
    joint = units[anchor - 2].text if anchor > 1 else ""
    if before.low == "which" and joint == ",":
        return True  # `…, which the police said was loaded`
    return before.low in grammar.words["conjunction"] and (
        joint in {",", ";"} or units[anchor - 2].kind == "quote"
    )


def _is_opening(units: Sequence[Unit], clause: Clause, grammar: Grammar) -> bool:
    """Whether a cue stands in what opens its sentence: `Though she knew …,`, `In a letter calling for …,`."""
    first = units[0].low
    is_subordinate = first in grammar.words["conjunction"] and first not in {"and", "but"}
    return clause.rule not in _OUTER and (is_subordinate or first in grammar.words["preposition"])


def _before_joint(units: Sequence[Unit], anchor: int, grammar: Grammar) -> int:
    cut = anchor
    while cut > 0 and (
        units[cut - 1].text in {",", ";", "—", "–"}
        or units[cut - 1].low in grammar.words["conjunction"] | {"which"}
    ):
        cut -= 1
    return cut
