"""One cue with its parts, and where what is said starts and ends around it."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.calendars import time_words
from ingest.extract.cues import Grammar, Verb, words_of
from ingest.extract.subjects import Range, phrase_after
from ingest.parsing.sentences import Unit

_PARTICLES = frozenset(
    {"hinzu", "mit", "an", "ein", "zu", "fest", "hervor", "dar", "aus", "vor", "klar", "damit",
     "daran", "davon", "dafür", "darauf"})  # fmt: skip
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
    inside: Range | None = None  # the cue of the clause in whose content it stands


def complement(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> int | None:
    """Where what is said starts behind the verb; None where only adverbials follow."""
    start, closing = cue_end(units, index, verb, grammar), sentence_close(units)
    if start >= closing:
        return None
    if start > index + 1:
        is_behind_comma = units[start].text in {",", ":"} and start + 2 < closing  # `As the memo put it, …`
        return start + is_behind_comma
    if grammar.language != "en":
        start = _behind_time(units, start, closing, grammar)
        start = _behind_particle(units, start, closing, grammar)
    if verb.kind == "speak":
        return start if units[start].kind == "quote" else None
    if _opens(units[start], grammar) or units[start - 1].text in {",", ":"}:
        return start
    if verb.kind != "tell" and not _is_adverbial(units[start], grammar):
        return _direct(units, start, _stop(units, start, closing), grammar, verb)
    return _behind_hearer(units, start, closing, grammar, verb)


def _behind_time(units: Sequence[Unit], start: int, closing: int, grammar: Grammar) -> int:
    """`indicó el lunes que`, `erklärte gestern, dass`: over days to what is said."""
    times = time_words(grammar.language)
    position = start
    while position + 1 < closing:
        is_lead = units[position].low in words_of(grammar.language, ("determiner", "preposition"))
        if units[position].low in times:
            position += 1
        elif is_lead and units[position + 1].low in times:
            position += 2
        else:
            break
    position += position > start and units[position].text == "," and position + 1 < closing
    return position if position < closing else start


def _behind_particle(units: Sequence[Unit], start: int, closing: int, grammar: Grammar) -> int:
    """German `fügte hinzu, dass`, `rechnet damit, dass`."""
    if grammar.language != "de" or units[start].low not in _PARTICLES or start + 2 >= closing:
        return start
    behind = start + 1 + (units[start + 1].text in {",", ":"})
    return behind if behind > start + 1 or _opens(units[behind], grammar) else start


def _opens(unit: Unit, grammar: Grammar) -> bool:
    return unit.kind == "quote" or unit.low in grammar.words["complementiser"]


def _is_adverbial(unit: Unit, grammar: Grammar) -> bool:
    groups = ("preposition", "adverb")
    return unit.kind == "mark" or _is_day(unit) or any(unit.low in grammar.words[group] for group in groups)


def _stop(units: Sequence[Unit], start: int, closing: int) -> int:
    return next((i for i in range(start, closing) if units[i].text in {",", ";"}), closing)


def _behind_hearer(
    units: Sequence[Unit], start: int, closing: int, grammar: Grammar, verb: Verb
) -> int | None:
    """Over hearers and adverbials (`told the court on Monday that`) to what is said."""
    for position in range(start, min(closing, start + _LONGEST_HEARER)):
        unit = units[position]
        if _opens(unit, grammar) or (
            verb.kind == "tell" and position > start and _is_asked(units, position, grammar)
        ):
            return position
        behind = position + 1
        if unit.text == ":":
            return behind if behind < closing else None
        if unit.text in {",", ";"}:
            is_foreign = behind < closing - 1 and grammar.language != "en"
            if verb.kind == "tell" or position == start or is_foreign:
                return behind
            if behind >= closing or not _opens(units[behind], grammar):
                return _direct(units, start, position, grammar, verb)
    if verb.kind != "tell":
        return _direct(units, start, closing, grammar, verb)
    hearer = phrase_after(units, start, grammar)
    behind = hearer[1] if hearer else start + 1
    return behind if closing - behind >= 2 else None


def cue_end(units: Sequence[Unit], index: int, verb: Verb, grammar: Grammar) -> int:
    """Where the cue ends: a verb's own preposition belongs to it (`called for`, `responded to`)."""
    following = units[index + 1].low if index + 1 < len(units) else ""
    return index + 1 + (f"{verb.lemma} {following}" in grammar.words["prepositional"])


def _direct(units: Sequence[Unit], start: int, stop: int, grammar: Grammar, verb: Verb) -> int | None:
    """The complement that follows at once; adverbials alone (`said on Monday`) are none."""
    first = units[start]
    if _is_citing(first, grammar):
        return None  # `Kyodo News reported citing …`: what is said stands in front
    if verb.kind in {"judge", "want", "think", "show"} or _opens_infinitive(units, start, stop, grammar):
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


def _is_citing(unit: Unit, grammar: Grammar) -> bool:
    other = grammar.verbs.get(unit.low)
    is_participle = unit.low.endswith(("ing", "ant", "ando"))
    return other is not None and is_participle and (other.kind in {"cite", "say"} or grammar.language != "en")


def _opens_infinitive(units: Sequence[Unit], start: int, stop: int, grammar: Grammar) -> bool:
    """`vowed to fight`: `to` and a verb, not `said to reporters`."""
    position = start + (units[start].low == "not")
    if units[position].low != "to" or grammar.language != "en" or position + 2 >= stop:
        return False
    following = units[position + 1]
    closed = ("determiner", "pronoun", "preposition")
    is_verb = following.kind == "word" and not following.is_capital and not following.low.endswith("s")
    return is_verb and not any(following.low in grammar.words[group] for group in closed)


def _is_asked(units: Sequence[Unit], position: int, grammar: Grammar) -> bool:
    """`urged drivers to stay`: what a hearer is to do."""
    return units[position].low in {"to", "not"} and _opens_infinitive(units, position, len(units), grammar)


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
