"""Cues that share the subject of the clause before: participles, coordinated verbs, infinitives."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.clauses import Clause, complement, cue_end, sentence_close
from ingest.extract.cues import Grammar, Verb
from ingest.extract.subjects import Range, phrase_after, subject_before
from ingest.extract.verb_forms import group_start, may_be_past
from ingest.parsing.sentences import Unit

_LONGEST_OPENING = 40
_LONGEST_MAIN_SUBJECT = 24
_LONGEST_WITH = 8
_JOINTS = frozenset({"and", "but", "or", "then", "und", "et", "y", "e"})
_BEFORE_PARTICIPLE = frozenset(
    {"before", "after", "while", "by", "and", "but", "in", "without", "also", "for", "from", "despite", "now"}
)
_OPENERS = frozenset(
    {"went", "goes", "going", "continued", "continues", "wanted", "appeared", "seemed", "had", "has", "have",
     "took", "forced", "refused", "declined", "began", "started", "tried", "failed", "likes", "wants", "need",
     "needs", "hopes", "used"}
)  # fmt: skip


def coordinated(
    units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb, *, is_first: bool
) -> Clause | None:
    """`X said this and added that …`: the subject is the one before, or that of the sentence."""
    first, index = cue
    if first == 0 or units[first - 1].low not in _JOINTS:
        return None
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if start is None or closing - start < 2:
        return None
    subject = main_subject(units, first, grammar) if is_first else None
    if is_first and subject is None:
        return None
    end = cue_end(units, index, verb, grammar)
    return Clause(subject, (first, end), ((start, closing),), verb, "coordinated", is_elided=subject is None)


def participial(
    units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb, found: Sequence[Clause]
) -> Clause | None:
    """`…, adding that …`: the source is that of the cue or of the sentence before."""
    before = units[index - 1] if index else None
    if before and before.kind == "word" and before.low not in _BEFORE_PARTICIPLE:
        return _of_noun(units, index, grammar, verb)
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if start is None or closing - start < 2:
        return None
    if before and before.low in {"and", "also"} and not found:
        return None  # `including joint exercises and supporting …`
    if index == 0 or (index == 1 and units[0].low in _BEFORE_PARTICIPLE):
        return _opening(units, index, grammar, verb)
    subject = None if found else main_subject(units, index, grammar)
    if not found and subject is None:
        return None
    end = cue_end(units, index, verb, grammar)
    return Clause(subject, (index, end), ((start, closing),), verb, "participial", is_elided=subject is None)


def _of_noun(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> Clause | None:
    """`a video showing …`, `a letter calling for …`: the noun right before speaks."""
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if verb.kind not in {"say", "show"} or start is None or closing - start < 2 or grammar.language != "en":
        return None
    subject = subject_before(units, index, grammar) or _behind_with(units, index, grammar)
    if subject is None:
        return None
    end = cue_end(units, index, verb, grammar)
    return Clause(subject, (index, end), ((start, closing),), verb, "participial")


def _behind_with(units: Sequence[Unit], index: int, grammar: Grammar) -> Range | None:
    """`…, with one poll showing her ahead`."""
    for position in range(index - 1, max(index - _LONGEST_WITH, -1), -1):
        if units[position].low == "with":
            source = phrase_after(units[:index], position + 1, grammar)
            return source if source and source[1] == index else None
        if units[position].kind != "word":
            return None
    return None


def _opening(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> Clause | None:
    """`Calling it a mistake, the minister …`, `After saying …, she …`: the source stands behind the comma."""
    comma = next((i for i in range(min(len(units), _LONGEST_OPENING)) if units[i].text == ","), None)
    if comma is None or comma - index < 2:
        return None
    source = main_subject(units, len(units), grammar, start=comma + 1)
    return Clause(source, (index, index + 1), ((index + 1, comma),), verb, "participial") if source else None


def asked(units: Sequence[Unit], grammar: Grammar) -> Clause | None:
    """`Asked about the vote, she said …`: what was asked, by nobody in particular."""
    comma = next((i for i in range(min(len(units), _LONGEST_OPENING)) if units[i].text == ","), None)
    if units[0].low not in {"asked", "pressed", "questioned"} or comma is None or comma < 3:
        return None
    verb = grammar.verbs[units[0].low]
    return Clause(None, (0, 1), ((1, comma),), verb, "participial")


def main_subject(units: Sequence[Unit], limit: int, grammar: Grammar, *, start: int = 0) -> Range | None:
    """The subject of a clause that has no cue before: its first noun phrase, up to its finite verb."""
    first = _behind_opening(units, start, limit, grammar)
    if first is None or first >= limit or units[first].kind != "word":
        return None
    stop = first + 1
    while stop < min(limit, first + _LONGEST_MAIN_SUBJECT):
        unit = units[stop]
        if unit.kind != "word" and unit.text not in {"'", "’", "&", "."}:
            break
        if _ends_subject(units, stop, grammar):
            break
        stop += 1
    source = phrase_after(units[:stop], first, grammar)
    return source if source and source[1] <= limit else None


def _ends_subject(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    low = units[index].low
    return (
        low in grammar.words["auxiliary"] or low in grammar.words["be"] or may_be_past(units, index, grammar)
    )


def _behind_opening(units: Sequence[Unit], start: int, limit: int, grammar: Grammar) -> int | None:
    """Behind `In a statement,` and `Meanwhile,`; None where an opening has no comma."""
    low = units[start].low if start < len(units) else ""
    is_opening = low in grammar.words["preposition"] or low in grammar.words["adverb"]
    is_opening = is_opening or (low in grammar.words["conjunction"] and low not in {"and", "but"})
    if low in {"and", "but", "yet", "so"}:
        return start + 1
    if not is_opening:
        return start
    comma = next(
        (i for i in range(start, min(limit, start + _LONGEST_OPENING)) if units[i].text == ","), None
    )
    return comma + 1 if comma is not None else None


def infinitive(units: Sequence[Unit], first: int, index: int, grammar: Grammar, verb: Verb) -> Clause | None:
    """`went on to say that`, `declined to say`."""
    opener = first - 2
    while opener >= 0 and units[opener].low in {"on", "out"}:
        opener -= 1
    if opener < 0 or units[opener].low not in _OPENERS:
        return None
    group = group_start(units, opener, grammar)
    source = subject_before(units, group, grammar)
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if start is None or closing - start < 2:
        return None
    is_elided = source is None
    if is_elided and (units[group - 1].text != "," if group else True):
        return None
    end = cue_end(units, index, verb, grammar)
    return Clause(source, (opener, end), ((start, closing),), verb, "preposed", is_elided=is_elided)
