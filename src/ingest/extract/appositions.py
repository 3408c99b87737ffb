"""What belongs to a name behind it: `(D-Ohio)`, `, a lawyer at X`, `, who leads the union`."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.cues import Grammar, source_heads
from ingest.parsing.sentences import Unit

_LONGEST_APPOSITION = 30  # units
_LONGEST_ASIDE = 8
_TITLE_REACH = 6  # units in which a title names what it belongs to: `founder and chief executive of`
_HARD_MARKS = frozenset({";", ":", "(", ")", "[", "]", "?", "!", "…", "•", "*", "|", "—", "–", "-", "―"})


def over_aside(units: Sequence[Unit], end: int) -> int:
    """`said Mary Lee (D-Ohio)`."""
    if end >= len(units) or units[end].text != "(":
        return end
    close = next((i for i in range(end, min(len(units), end + _LONGEST_ASIDE)) if units[i].text == ")"), None)
    return close + 1 if close else end


def over_apposition(units: Sequence[Unit], end: int, grammar: Grammar, *, is_closed: bool) -> int:
    """`said Y, a political scientist at Z.`: the apposition belongs to the source."""
    if end + 1 >= len(units) or units[end].text != "," or not _opens_apposition(units, end + 1, grammar):
        return end
    stop = end + 1
    while stop < len(units) and stop - end < _LONGEST_APPOSITION:
        unit = units[stop]
        is_last = unit.text == "." and stop == len(units) - 1
        is_joint = unit.text == "," and not _goes_on(units, stop + 1, grammar)
        if unit.kind == "quote" or unit.text in _HARD_MARKS or is_joint or is_last:
            break
        stop += 1
    has_comma = stop < len(units) and units[stop].text == ","
    if is_closed and (not has_comma or _has_verb(units[end + 1 : stop], grammar)):
        return end
    return stop


def _goes_on(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """`…, a lawyer at X, who represents Y`: a relative clause behind an apposition belongs to it."""
    return grammar.language == "en" and index < len(units) and units[index].low in {"who", "which", "whose"}


def _opens_apposition(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """An article, a relative pronoun, or a title without an article (`executive director of …`)."""
    first = units[index]
    if first.kind != "word":
        return False
    if first.low in grammar.words["determiner"] or first.low in {"who", "whose", "which"}:
        return True
    if grammar.language != "en" and first.low in source_heads("office"):
        return True  # `Anna Weber, Sprecherin des Verbands,`
    closed = ("preposition", "conjunction", "adverb", "pronoun", "complementiser", "auxiliary", "be")
    is_closed_word = any(first.low in grammar.words[group] for group in closed)
    if is_closed_word or first.low.endswith("ing") or first.low in grammar.verbs or grammar.language != "en":
        return False
    reach = units[index : index + _TITLE_REACH]
    return any(unit.low in {"of", "at", "for", "in", "with"} for unit in reach[1:]) and not _has_verb(
        reach, grammar
    )


def _has_verb(units: Sequence[Unit], grammar: Grammar) -> bool:
    closed = grammar.words["be"] | grammar.words["auxiliary"]
    return units[0].low not in grammar.words["relative"] and any(unit.low in closed for unit in units)
