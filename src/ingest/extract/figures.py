"""Figures: numbers with their unit and what they count, where the grammar makes it certain.

Money and shares by their unit; the dead, injured, missing, arrested, displaced and rescued by the words
beside a number. A number that stands alone, a year, an age or a length is no figure: better none than a
wrong one.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.extract.figure_words import FigureWords, currency_of, figure_words
from ingest.parsing.sentences import Unit
from ingest.records import Figure

_REACH = 60  # code points around a number in which words say what it counts
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SEPARATED = re.compile(r"[,.\s\u00a0\u202f](?=\d{3}(?:\D|$))")


def figure_mentions(text: str, tokens: Sequence[Unit], language: str) -> tuple[Figure, ...]:
    """The figures of a text in order."""
    words = figure_words(language)
    return tuple(
        figure
        for match in _matches(text, tokens, words)
        if (figure := _figure(text, match, words)) is not None
    )


def _matches(text: str, tokens: Sequence[Unit], words: FigureWords) -> Iterator[re.Match[str]]:
    """The pattern is tried only at words and marks that can start an amount."""
    behind = 0
    first = words.first_words
    for start, end, word, low, _ in tokens:
        if start < behind or not (low in first or word[0].isdigit()):
            continue
        if low in words.before_sign and text[end : end + 1] != "$":
            continue
        match = words.amount.match(text, start)
        if match:
            behind = match.end()
            yield match


def _figure(text: str, match: re.Match[str], words: FigureWords) -> Figure | None:
    amount = _amount(match, words)
    counted = _unit(match, words) or _people(text, match, words)
    if counted is None or amount is None:
        return None
    kind, unit, end = counted
    bound = match["bound"]
    return Figure(
        start=match.start(),
        end=end,
        text=text[match.start() : end],
        kind=kind,
        amount=amount,
        unit=unit,
        bound=words.values["bound"][bound.lower()] if bound else "exact",
    )


def _amount(match: re.Match[str], words: FigureWords) -> float | None:
    written = match["number"].lower()
    if written in words.values["number"]:
        value = float(words.values["number"][written])
    else:
        plain = _SEPARATED.sub("", written) if words.language != "en" else written.replace(",", "")
        value = float(plain.replace(",", "."))
    times = match["multiplier"]
    value *= float(words.values["multiplier"][times.lower()]) if times else 1.0
    return round(value, 6)


def _unit(match: re.Match[str], words: FigureWords) -> tuple[str, str, int] | None:
    """Kind, unit and end of an amount that says its own unit."""
    if match["percent"]:
        return "percent", "percent", match.end()
    if match["points"]:
        return "percent", "points", match.end()
    if match["symbol"]:
        return "money", currency_of(_as_symbol(match["symbol"])), match.end()
    if match["sign"]:
        return "money", currency_of(match["sign"]), match.end()
    if match["currency"]:
        return "money", words.values["currency"][match["currency"].lower()], match.end()
    return None


def _as_symbol(written: str) -> str:
    return written.upper() if written.lower() != "rs" else "Rs"


def _people(text: str, match: re.Match[str], words: FigureWords) -> tuple[str, str, int] | None:
    """Kind, unit and end where words beside a number say what became of so many people."""
    behind = words.behind.match(text, match.end(), match.end() + _REACH)
    if behind:
        return words.values["counted"][behind["counted"].lower()], "people", behind.end()
    before = words.before.search(text[max(0, match.start() - _REACH) : match.start()])
    if before is None or not _may_be_people(text, match, words):
        return None
    group = "counting" if before["counting"] else "toll"
    return words.values[group][before[group].lower()], "people", match.end()


def _may_be_people(text: str, match: re.Match[str], words: FigureWords) -> bool:
    """`killed 12 people`, `killed 12.`: not `killed 3 hours later`, `killed 20 cows`."""
    following = _WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1].isspace() else None
    if following is None:
        return True
    low = following.group().lower()
    persons = {word.split()[0] for word in words.values.get("person", {})}
    return low in persons or low in _OPEN


_OPEN = frozenset(
    {"and", "in", "on", "at", "near", "after", "when", "as", "while", "but", "including", "last"}
)
