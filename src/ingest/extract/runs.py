"""Runs of capitals: where names can stand in a text, headlines left out."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.extract.calendars import calendar
from ingest.extract.cues import Grammar, source_heads, words_of
from ingest.extract.names import bare
from ingest.parsing.sentences import Unit, paragraphs

_PARTICLES = frozenset(
    {"de", "von", "van", "der", "del", "di", "da", "dos", "la", "bin", "ibn", "al", "el", "ben"}
)
_FUNCTION_WORDS = (
    "determiner", "pronoun", "preposition", "conjunction", "adverb", "complementiser", "auxiliary", "be",
)  # fmt: skip
_INSIDE = _PARTICLES | {"."}
_PROSE = re.compile(r"[.!?…:;,][\"”’»'“)\]]*\s*$")  # noqa: RUF001 - how a line of prose ends


class Run(NamedTuple):
    """Words `[first, last)` with capitals and one space between them."""

    first: int
    last: int


def runs(text: str, words: Sequence[Unit], grammar: Grammar) -> Iterator[Run]:
    """The runs of capitals in the prose of a text, without the function words and days around them.

    Particles (`de`, `von`), initials and `Mr.` may stand inside. A line that ends without a mark is a
    headline: its capitals say nothing.
    """
    prose = [span for span in paragraphs(text) if _PROSE.search(text, max(span[0], span[1] - 8), span[1])]
    line, last = 0, 0
    capitals = [at for at, (_, _, word, low, _) in enumerate(words) if word != low and word[0].isupper()]
    at_capitals = set(capitals)
    for position in capitals:
        if position < last:
            continue
        start = words[position].start
        while line < len(prose) and prose[line][1] <= start:
            line += 1
        if line == len(prose):
            return
        if start < prose[line][0]:
            continue
        last = position + 1
        while last < len(words) and (last in at_capitals or words[last].low in _INSIDE):
            step = _step(text, words, last)
            if not step:
                break
            last += step
        run = _trimmed(words, position, last, grammar)
        if run.first < run.last:
            yield run


def _step(text: str, words: Sequence[Unit], index: int) -> int:
    """How many units belong to the run that ends before `index`: 0 where it is over."""
    before, unit = words[index - 1], words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    is_followed = following is not None and following.is_capital
    if unit.text == "." and before.end == unit.start:
        is_short = len(before.text) == 1 or before.low in source_heads("title") | source_heads("pretitle")
        return int(is_short and is_followed)
    is_over = before.text != bare(before.text) or text[before.end : unit.start] not in {" ", "\u00a0"}
    if unit.kind != "word" or (is_over and before.text != "."):
        return 0
    if unit.is_capital:
        return 1
    return 2 if unit.low in _PARTICLES and is_followed else 0


def _trimmed(words: Sequence[Unit], first: int, last: int, grammar: Grammar) -> Run:
    while first < last and _is_outside(words[first], grammar):
        first += 1
    while last > first and (words[last - 1].kind != "word" or _is_calendar(words[last - 1], grammar)):
        last -= 1
    return Run(first, last)


def _is_outside(unit: Unit, grammar: Grammar) -> bool:
    """`But`, `On`, `Yesterday`, `Monday` in front of a name."""
    is_function_word = len(unit.text) > 1 and unit.low in words_of(grammar.language, _FUNCTION_WORDS)
    return unit.kind != "word" or is_function_word or _is_calendar(unit, grammar)


def _is_calendar(unit: Unit, grammar: Grammar) -> bool:
    values = calendar(grammar.language).values
    return unit.low in values["weekday"] or (unit.low in values["month"] and unit.low not in {"may", "april"})
