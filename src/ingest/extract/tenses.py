"""Which way a date lies: the tense of its clause, before it or behind it."""

# ruff: noqa: RUF001 - typographic marks are the subject here

import re
from datetime import date
from typing import NamedTuple

from ingest.extract.calendars import Calendar

_CLAUSE = 90  # code points before an expression, and behind it, in which its tense is looked for
_SHORTEST_PAST = 3  # letters: `red` and `sed` end like pasts
_BORDER = re.compile(r"[,;:.“”\"\n]")
_SENTENCE = re.compile(r"[;.?!“”\"\n]")


class Anchor(NamedTuple):
    """The day that a relative expression counts from, and the tense of its clause."""

    day: date
    is_future: bool
    is_past: bool = False


def with_tense(text: str, match: re.Match[str], words: Calendar, day: date) -> Anchor:
    """The tense of the clause that ends in an expression; where it has none, of the words behind."""
    before = text[max(0, match.start() - _CLAUSE) : match.start()]
    clause = _BORDER.split(before)[-1].lower().split()
    is_past = any(_is_past(word, words) for word in clause) or clause[-1:] == ["since"]
    is_future = any(word in words.future or _is_coming(word, words) for word in clause)
    if not is_past and not is_future:
        is_scheduled = any(word in words.schedule for word in clause) or clause[-2:] == ["is", "on"]
        return Anchor(day, is_future=True) if is_scheduled else _tense_behind(text, match, words, day)
    return Anchor(day, is_future, is_past)


def _tense_behind(text: str, match: re.Match[str], words: Calendar, day: date) -> Anchor:
    """`On Monday, the council will vote`: the first word behind that has a tense decides."""
    behind = _SENTENCE.split(text[match.end() : match.end() + _CLAUSE])[0].lower().replace("’", "'")
    for word in behind.replace(",", " ").split():
        is_ahead = word in words.ahead or _is_coming(word, words)
        if is_ahead or _is_past(word, words):
            return Anchor(day, is_future=is_ahead, is_past=not is_ahead)
    return Anchor(day, is_future=False)


def _is_coming(word: str, words: Calendar) -> bool:
    return len(word) > _SHORTEST_PAST and word.endswith(words.coming or ("\n",))


def _is_past(word: str, words: Calendar) -> bool:
    return word in words.past or (len(word) > _SHORTEST_PAST and word.endswith(words.endings or ("\n",)))
