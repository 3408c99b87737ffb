"""Noun phrases beside a reporting verb: who the speaker is, found by borders, without a parser."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.appositions import over_apposition, over_aside
from ingest.extract.calendars import time_words
from ingest.extract.cues import Grammar, words_of
from ingest.extract.verb_forms import is_noun, may_be_past
from ingest.parsing.sentences import Unit

Range = tuple[int, int]
"""Units `[first, last)` of a sentence."""

_AUXILIARIES = ("auxiliary", "be")
_CLOSED = ("determiner", "preposition", "conjunction", "auxiliary", "be", "adverb", "complementiser")
_CLAUSE_OPENERS = ("relative", "complementiser", "auxiliary", "be")
_INDEFINITE = frozenset(
    {"a", "an", "un", "una", "une", "um", "uma", "einer", "einem", "response", "reference"}
)  # `said in a statement`
_LONGEST_SUBJECT = 30  # units
_LONGEST_APPOSITION = 30
_LONGEST_FIRST_NAME = 10  # units in front of `and` in a subject
_JOINTS = frozenset({"and", "und", "et", "y", "e", "&", "or"})
_SOFT_MARKS = frozenset({"'", "’", "&", "$", "%", "/", "#", "@", "."})
_BEFORE_CLAUSE = frozenset({"after", "before", "since", "until"})  # `days after the council condemned`
_DASHES = frozenset({"—", "–", "-", "―"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_TIMES = frozenset({"week", "month", "year", "weekend", "summer", "winter", "spring", "fall", "autumn"})


def subject_before(units: Sequence[Unit], verb: int, grammar: Grammar) -> Range | None:
    """The noun phrase that ends right before a verb group, its apposition or relative clause included."""
    if verb == 0 or units[verb - 1].kind == "quote":
        return None
    if units[verb - 1].text == ",":
        return _with_apposition(units, verb - 1, grammar)
    if units[verb - 1].text in _DASHES or units[verb - 1].text == ")":
        return _with_aside(units, verb - 1, grammar)
    if units[verb - 1].kind != "word":
        return None
    if units[verb - 1].low in grammar.words["relative"] and verb > 1:
        return _with_antecedent(units, verb, grammar)
    return _trimmed(units, (_left_border(units, verb, grammar), verb), grammar)


def phrase_after(
    units: Sequence[Unit], start: int, grammar: Grammar, *, is_closed: bool = False
) -> Range | None:
    """The noun phrase that starts at `start`: for `said NP` and `according to NP`.

    `is_closed`: an apposition needs its second comma, because a clause follows (`According to X, the Y …`).
    """
    end = start
    if start < len(units) and units[start].low in grammar.words["complementiser"]:
        return None
    while end < len(units) and end - start < _LONGEST_SUBJECT:
        unit = units[end]
        is_border = unit.kind == "mark" and unit.text not in {"'", "’", "&", "$", "%", "/", "#", "@"}
        if unit.kind == "quote" or (is_border and not _is_point_of_name(units, end, start, grammar)):
            break
        if end > start and (_starts_clause(units, end, grammar) or _is_verb(units, end, grammar)):
            break
        if end > start and _ends_german(units, end, grammar):
            break
        if end > start and unit.low in time_words(grammar.language):
            end = _before_time(units, start, end, grammar)
            break
        end += 1
    if end == start or not _is_noun_phrase(units, (start, end), grammar):
        return None
    end = over_aside(units, end) if not is_closed else end
    return start, over_apposition(units, end, grammar, is_closed=is_closed)


def _ends_german(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """`Laut Bericht wächst …`: behind a German noun a small word, no article or preposition, is the verb."""
    unit = units[index]
    if grammar.language != "de" or unit.kind != "word" or unit.is_capital or not units[index - 1].is_capital:
        return False
    return unit.low not in words_of("de", ("determiner", "preposition", "conjunction"))


def _before_time(units: Sequence[Unit], start: int, end: int, grammar: Grammar) -> int:
    """`dijo el ministro el lunes`, `disse o ministro na segunda-feira`: the article goes with the day."""
    before = units[end - 1].low
    goes_with = before in grammar.words["determiner"] or before in grammar.words["preposition"]
    return end - 1 if goes_with and end - start > 1 else end


def _is_point_of_name(units: Sequence[Unit], index: int, start: int, grammar: Grammar) -> bool:
    """The full stop of `Ronald R. Fieldstone` and `Mr. Kerry`."""
    if units[index].text != "." or index == start or index + 1 >= len(units):
        return False
    before = units[index - 1]
    is_short = len(before.text) == 1 or before.low in grammar.words["abbreviation"]
    return is_short and before.is_capital and units[index + 1].is_capital


def clause_start(units: Sequence[Unit], before: int) -> int:
    """Where the clause that holds `before` starts: behind the last mark."""
    start = before
    while start > 0 and units[start - 1].kind == "word":
        start -= 1
    return start


def _left_border(units: Sequence[Unit], verb: int, grammar: Grammar) -> int:
    start = verb
    while start > 0 and verb - start < _LONGEST_SUBJECT:
        unit = units[start - 1]
        if unit.kind == "quote" or (unit.kind == "mark" and unit.text not in _SOFT_MARKS):
            break
        if start < verb and _is_left_border(units, start - 1, grammar):
            relative = _over_relative(units, start, grammar) or _over_relative(units, start - 1, grammar)
            if relative is None:
                break
            start = relative
            continue
        if _is_closed_word(unit, grammar):
            break
        start -= 1
        if unit.low in grammar.words["pronoun"]:
            break
    return start


def _is_closed_word(unit: Unit, grammar: Grammar) -> bool:
    return unit.low in words_of(grammar.language, _AUXILIARIES) and not unit.is_capital


def _is_left_border(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether a word in front of a noun phrase cannot belong to it."""
    low = units[index].low
    if low in grammar.words["complementiser"] or _is_relative(low, grammar):
        return not _is_demonstrative(units, index, grammar)
    if low in grammar.words["conjunction"]:
        return not _joins_names(units, index, grammar)
    if low in grammar.words["pronoun"] or low in _BEFORE_CLAUSE:
        return True
    is_report = low in grammar.verbs and _is_finite(units, index, grammar)
    return (is_report and not is_noun(units, index, grammar)) or _is_past(units, index, grammar)


def _is_relative(low: str, grammar: Grammar) -> bool:
    """German `die` is an article as often."""
    return low in grammar.words["relative"] and low not in grammar.words["determiner"]


def _is_demonstrative(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """`But that report said`: at the start of a clause `that` is no conjunction."""
    before = units[index - 1] if index else None
    is_first = before is None or before.kind != "word" or before.low in grammar.words["conjunction"]
    return units[index].low == "that" and is_first


def _is_past(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """`released a letter`, `came days after`; in `a memo obtained by` it is a participle."""
    if not may_be_past(units, index, grammar):
        return False
    if units[index].low in grammar.words["past"] and units[index].low not in grammar.words["participle"]:
        return True
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None or following.low in _DAYS:
        return False
    has_object = any(following.low in grammar.words[group] for group in ("determiner", "pronoun"))
    return has_object or following.is_capital or following.text[0].isdigit()


def _over_relative(units: Sequence[Unit], start: int, grammar: Grammar) -> int | None:
    """`A study that appeared in May found`: back over a relative clause to what it describes."""
    pronoun = start - 1
    if units[pronoun].low not in grammar.words["relative"] or grammar.language != "en" or pronoun == 0:
        return None
    first, before = units[start], units[pronoun - 1]
    is_verb = (
        may_be_past(units, start, grammar) or _is_closed_word(first, grammar) or first.low in grammar.verbs
    )
    return pronoun - 1 if is_verb and before.kind == "word" else None


def _is_finite(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    before = units[index - 1].low if index else ""
    return (
        index > 0
        and before not in grammar.words["determiner"]
        and before not in grammar.words["preposition"]
        and not before.endswith("'s")
    )


def _joins_names(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """`Smith and Jones said`, `the court and the ministry said`: no verb stands in front of the joint."""
    if units[index].low not in _JOINTS or index == 0 or index + 1 >= len(units):
        return False
    left, right = units[index - 1], units[index + 1]
    if left.kind != "word" or right.low in grammar.words["pronoun"]:
        return False
    if left.is_capital and right.is_capital:
        return True
    start = clause_start(units, index)
    opens = units[start].low in grammar.words["determiner"] or start == 0 or units[start].is_capital
    is_short = index - start <= _LONGEST_FIRST_NAME
    return (
        opens
        and is_short
        and not any(_is_verb_at(units, position, grammar) for position in range(start, index))
    )


def _is_verb_at(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    unit = units[index]
    is_report = unit.low in grammar.verbs and unit.low not in grammar.words["noun_too"]
    is_closed = unit.low in words_of(grammar.language, _AUXILIARIES)
    return not unit.is_capital and (is_report or is_closed or may_be_past(units, index, grammar))


def _trimmed(units: Sequence[Unit], span: Range, grammar: Grammar) -> Range | None:
    """Without the adverbs and adverbials in front: `Meanwhile`, `On Monday`, `In Iowa`."""
    start, end = span
    while (
        start < end
        and (units[start].low in grammar.words["adverb"] or units[start].low in grammar.words["conjunction"])
        and end - start > 1
    ):
        start += 1
    is_article = start < end and units[start].low in grammar.words["determiner"]  # Portuguese `a` is both
    if start < end and units[start].low in grammar.words["preposition"] and not is_article:
        start = _behind_adverbial(units, (start, end), grammar)
    span = start, _without_time(units, start, end)
    return span if start < span[1] and _is_noun_phrase(units, span, grammar) else None


def _without_time(units: Sequence[Unit], start: int, end: int) -> int:
    """`The Times on Saturday wrote`, `the bank just this month said`: the time is no part of the name."""
    last = end
    if last - start > 1 and units[last - 1].low in _DAYS | {"recently", "today", "yesterday"}:
        last -= 1
    elif last - start > 2 and units[last - 1].low in _TIMES and units[last - 2].low in {"this", "last"}:
        last -= 2
    elif last - start > 2 and units[last - 1].low.isdigit() and units[last - 2].low == "in":
        last -= 1
    while (
        last - start > 1
        and last < end
        and units[last - 1].low in {"on", "in", "just", "early", "late", "only"}
    ):
        last -= 1
    return last


def _behind_adverbial(units: Sequence[Unit], span: Range, grammar: Grammar) -> int:
    """`In Iowa on Monday the governor` → `the governor`: the last phrase that no preposition governs."""
    start, end = span
    for index in range(end - 1, start, -1):
        unit, before = units[index], units[index - 1]
        starts = unit.low in grammar.words["determiner"] or unit.low in grammar.words["pronoun"]
        if starts and before.low not in grammar.words["preposition"]:
            return index
    index = end - 1
    while (
        index - 1 > start
        and units[index - 1].is_capital
        and units[index - 1].low not in grammar.words["preposition"]
    ):
        index -= 1
    governed = units[index - 1].low in grammar.words["preposition"] if index else False
    if governed and index - 1 == start:
        # `In Iowa Trump said`: one name in two; the last word alone is the subject
        return end - 1 if end - index >= 2 else end
    return index if not governed else end


def _is_noun_phrase(units: Sequence[Unit], span: Range, grammar: Grammar) -> bool:
    start, end = span
    last = units[end - 1]
    if last.kind != "word" or last.low.isdigit():
        return False
    if end - start == 1 and last.low in grammar.words["pronoun"]:
        return True
    if last.low in words_of(grammar.language, _CLOSED) and not (last.is_capital and start < end - 1):
        return last.low in {
            "many",
            "some",
            "most",
            "others",
            "both",
            "several",
            "few",
            "one",
            "another",
            "all",
        }
    return units[start].low not in grammar.words["auxiliary"] and last.low != "to"


def _with_apposition(units: Sequence[Unit], comma: int, grammar: Grammar) -> Range | None:
    """`John Smith, a professor at X, said`: from the name to the second comma."""
    for index in range(comma - 2, max(comma - _LONGEST_APPOSITION, 0), -1):
        if units[index].kind == "quote":
            return None
        if units[index].text == "," and units[index - 1].kind == "word" and not _looks_listed(units, index):
            head = _trimmed(units, (_left_border(units, index, grammar), index), grammar)
            if head and _is_apposition(units, (index + 1, comma), grammar):
                return _name_before(units, head[0], grammar), comma + 1
    return None


def _name_before(units: Sequence[Unit], start: int, grammar: Grammar) -> int:
    """`Jean Roux, the mayor of Lyon, a former judge, said`: an apposition has a name before it."""
    is_described = units[start].low in grammar.words["determiner"] or units[start].low.isdigit()
    if start < 2 or units[start - 1].text != "," or not is_described or not units[start - 2].is_capital:
        return start
    first = start - 2
    while first > 0 and units[first - 1].is_capital and start - first < 5:
        first -= 1
    return first


def _looks_listed(units: Sequence[Unit], comma: int) -> bool:
    """`D-Calif., said`, `of Columbus, Ohio, said`: a comma inside a name of a place or a degree."""
    return units[comma + 1].text.rstrip(".") in {"Jr", "Sr", "D", "R"}


def _is_apposition(units: Sequence[Unit], span: Range, grammar: Grammar) -> bool:
    first = units[span[0]]
    if first.kind != "word":
        return False
    low = first.low
    if low in grammar.words["pronoun"] and low not in grammar.words["relative"]:
        return False
    return low not in grammar.words["conjunction"] and low not in grammar.words["auxiliary"]


def _with_aside(units: Sequence[Unit], close: int, grammar: Grammar) -> Range | None:
    """`Smith (R-Ohio) said`, `Smith — a lawyer — said`."""
    wanted = {"("} if units[close].text == ")" else _DASHES
    for index in range(close - 1, max(close - _LONGEST_APPOSITION, 0), -1):
        if units[index].text in wanted:
            head = _trimmed(units, (_left_border(units, index, grammar), index), grammar)
            return (head[0], close + (units[close].text == ")")) if head else None
    return None


def _with_antecedent(units: Sequence[Unit], verb: int, grammar: Grammar) -> Range | None:
    """`…, Smith, who said`: the noun phrase before the relative pronoun, and the pronoun."""
    end = verb - 1
    before = end - 1 if units[end - 1].text == "," else end
    if before <= 0 or units[before - 1].kind != "word":
        return None
    head = _trimmed(units, (_left_border(units, before, grammar), before), grammar)
    if not head:
        return None
    return (head[0], verb) if units[end].low not in grammar.words["complementiser"] or before < end else head


def _starts_clause(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    low = units[index].low
    if low in words_of(grammar.language, _CLAUSE_OPENERS):
        return True
    if low in grammar.words["adverb"] and low not in {"first", "only", "long", "even"}:
        return True
    if low in grammar.words["conjunction"]:
        return not _joins_names(units, index, grammar)
    if low in {
        "in",
        "on",
        "during",
        "at",
        "after",
        "before",
        "when",
        "lors",
        "am",
        "im",
        "en",
        "dans",
        "em",
        "durante",
    }:
        return low not in {"at", "in", "en", "dans", "em"} or (
            index + 1 < len(units) and units[index + 1].low in _INDEFINITE
        )
    return low in {"adding", "noting", "speaking", "referring", "citing", "calling", "describing", "arguing"}


def _is_verb(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """A reporting verb ends a phrase (`the document said`); a participle after a noun of speech does not."""
    verb = grammar.verbs.get(units[index].low)
    is_speech = verb is not None and verb.kind in {"say", "tell"}
    if not is_speech or units[index].is_capital or not _is_finite(units, index, grammar):
        return False
    return grammar.language != "en" or not is_noun(units, index, grammar)
