"""The cues of one sentence in order: siblings share the sentence, nested ones are left out."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.clauses import Clause
from ingest.extract.cues import Grammar
from ingest.extract.verbs import according, verbal
from ingest.parsing.sentences import Unit


def sentence_clauses(units: Sequence[Unit], grammar: Grammar) -> list[Clause]:
    """The cues of one sentence in order; one inside what another introduces is left out."""
    found: list[Clause] = []
    for index, unit in enumerate(units):
        if unit.kind != "word":
            continue
        clause = according(units, index, grammar) if unit.low in grammar.according else None
        if clause is None and unit.low in grammar.verbs:
            clause = verbal(units, index, grammar, found)
        if clause and clause.content:
            _add(found, clause, units, grammar)
    return found


def _add(found: list[Clause], clause: Clause, units: Sequence[Unit], grammar: Grammar) -> None:
    """Contents do not overlap: a sibling cuts the one before short, a nested cue is dropped."""
    if found:
        before = found[-1]
        begin = min(
            [clause.cue[0], *([clause.source[0]] if clause.source else []), *(c[0] for c in clause.content)]
        )
        last = before.content[-1]
        if begin < last[1]:
            anchor = min(clause.cue[0], clause.source[0] if clause.source else clause.cue[0])
            if not _is_sibling(units, anchor, clause, grammar) or anchor <= last[0] + 1:
                return
            cut = _before_joint(units, anchor, grammar)
            found[-1] = before._replace(content=(*before.content[:-1], (last[0], max(cut, last[0] + 1))))
            clause = clause._replace(
                content=tuple(c if c[0] >= anchor else (anchor, anchor) for c in clause.content)
            )
            clause = clause._replace(content=tuple(c for c in clause.content if c[1] > c[0]))
            if not clause.content:
                return
    found.append(clause)


def _is_sibling(units: Sequence[Unit], anchor: int, clause: Clause, grammar: Grammar) -> bool:
    """Whether a later cue stands beside the one before and not inside what that one introduces."""
    if anchor == 0:
        return False
    before = units[anchor - 1]
    if clause.is_elided or clause.rule in {"according", "postposed"}:
        return (
            before.text in {",", "—", "–", ";"}
            or before.kind == "quote"
            or before.low in grammar.words["conjunction"]
        )
    if before.text == ";" or before.kind == "quote":
        return True
    joint = units[anchor - 2].text if anchor > 1 else ""
    return before.low in grammar.words["conjunction"] and (
        joint in {",", ";"} or units[anchor - 2].kind == "quote"
    )


def _before_joint(units: Sequence[Unit], anchor: int, grammar: Grammar) -> int:
    cut = anchor
    while cut > 0 and (
        units[cut - 1].text in {",", ";", "—", "–"} or units[cut - 1].low in grammar.words["conjunction"]
    ):
        cut -= 1
    return cut
