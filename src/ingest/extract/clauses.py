"""One cue with its parts, and where what is said starts and ends around it."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.cues import Grammar, Verb
from ingest.extract.subjects import Range, phrase_after
from ingest.parsing.sentences import Unit

_LONGEST_HEARER = 14
_ADVERBIALS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "after",
        "to",
        "of",
        "about",
        "through",
        "by",
        "via",
        "from",
        "with",
        "for",
        "when",
        "as",
    }
)
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today"}
)


class Clause(NamedTuple):
    """One cue with its parts as ranges of units; `source` is empty where the subject is elided or unnamed."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    verb: Verb
    rule: str
    is_elided: bool = False  # the source is that of the cue before: `…, adding that`


def complement(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> int | None:
    """Where what is said starts behind the verb; None where only adverbials follow."""
    start, closing = index + 1, sentence_close(units)
    if start >= closing:
        return None
    limit = min(closing, start + _LONGEST_HEARER)
    for position in range(start, limit):
        unit = units[position]
        if unit.kind == "quote" or unit.low in grammar.words["complementiser"]:
            return position
        if unit.text == ":":
            return position + 1 if position + 1 < closing else None
        if unit.text in {",", ";"}:
            return (
                position + 1
                if verb.kind == "tell" or position == start
                else _direct(units, start, position, grammar, verb)
            )
    if verb.kind == "tell":
        hearer = phrase_after(units, start, grammar)
        behind = hearer[1] if hearer else start + 1
        return behind if closing - behind >= 2 else None
    return _direct(units, start, closing, grammar, verb)


def _direct(units: Sequence[Unit], start: int, stop: int, grammar: Grammar, verb: Verb) -> int | None:
    """The complement that follows at once; adverbials alone (`said on Monday`) are none."""
    first = units[start]
    if first.low in grammar.verbs and first.low.endswith(("ing", "ant", "ando")):
        return None  # `Kyodo News reported citing …`: what is said stands in front
    if verb.kind in {"judge", "want", "think", "show"}:
        return start
    if _is_day(first) and stop - start > 1:
        start += 1
        first = units[start]
    if _is_day(first) or (first.low in grammar.words["adverb"] and stop - start <= 2):
        return None
    if first.low in _ADVERBIALS and grammar.language == "en":
        return (
            start
            if any(
                unit.low in grammar.words["be"] or unit.low in grammar.words["auxiliary"]
                for unit in units[start:stop]
            )
            else None
        )
    if first.low in grammar.words["preposition"] and grammar.language != "en":
        return None
    return start


def _is_day(unit: Unit) -> bool:
    return unit.low in _DAYS


def content_start(units: Sequence[Unit], before: int) -> int:
    """Where what stands in front of a post-posed cue starts: the sentence, without a leading conjunction."""
    start = 0
    for position in range(before - 1, max(before - 60, -1), -1):
        if units[position].text == ";":
            start = position + 1
            break
    while start < before and units[start].kind == "mark":
        start += 1
    return start


def without_comma(units: Sequence[Unit], end: int) -> int:
    """An end moved in front of commas, dashes and the like."""
    while end > 0 and units[end - 1].kind == "mark" and units[end - 1].text in {",", "—", "–", "-", ";", ":"}:
        end -= 1
    return end


def sentence_close(units: Sequence[Unit]) -> int:
    """The sentence without its final marks."""
    end = len(units)
    while end > 0 and units[end - 1].kind == "mark" and units[end - 1].text in ".!?…;:":
        end -= 1
    return end


def is_substantial(units: Sequence[Unit], span: Range) -> bool:
    """Whether a stretch is long enough to be what somebody said."""
    return span[1] - span[0] >= 3 or any(unit.kind == "quote" for unit in units[span[0] : span[1]])
