"""How each language writes dates: one pattern a language, made from seeds/calendar_words.csv."""

# ruff: noqa: RUF001 - typographic marks are the subject here

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ingest.extract.cues import LANGUAGES
from ingest.knowledge import seed_rows

_YEAR_LEADS = (
    "in",
    "since",
    "by",
    "until",
    "im Jahr",
    "seit",
    "en",
    "depuis",
    "desde",
    "nel",
    "em",
)  # `in 2019`
_SPACE = r"[ \u00a0]"


class Calendar(NamedTuple):
    """The date words of a language, and the pattern that finds its date expressions."""

    language: str
    values: Mapping[str, Mapping[str, str]]  # class → word → value
    pattern: re.Pattern[str]
    first_words: frozenset[str]  # an expression starts with one of these, or with a digit
    future: frozenset[str]
    month_leads: frozenset[str]


@cache
def calendar(language: str) -> Calendar:
    """The calendar words of a language; English where we have none."""
    chosen = language if language in LANGUAGES else "en"
    values: dict[str, dict[str, str]] = {}
    for row in seed_rows("calendar_words"):
        if row["language"] == chosen:
            words = values.setdefault(row["class"], {})
            words.update(dict.fromkeys(row["words"].split("|"), row["value"]))
    return Calendar(
        chosen,
        values,
        re.compile(_pattern(values), re.IGNORECASE),
        _first_words(values),
        frozenset(values.get("future", {})),
        frozenset(values.get("monthlead", {})),
    )


def _first_words(values: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    starting = ("weekday", "month", "day", "shift", "unit", "number", "since", "season", "ordinal")
    words = {
        word.split()[0].rstrip(".").replace("’", "'") for group in starting for word in values.get(group, {})
    }
    return frozenset(words | {"the", "am", "le"})


def _any(words: Iterable[str]) -> str:
    """An alternative of words, longest first; a full stop at the end may be left out by none."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _pattern(values: Mapping[str, Mapping[str, str]]) -> str:
    weekday, month, unit = _any(values["weekday"]), _any(values["month"]), _any(values["unit"])
    shift, season, number = (
        _any(values["shift"]),
        _any(values["season"]),
        rf"(?:\d{{1,3}}|{_any(values['number'])})",
    )
    link = rf"(?:{_SPACE}{_any(values['link'])})?" if "link" in values else ""
    year = r"(?:1[5-9]|20)\d\d"
    long_year = rf"(?:,?{link}{_SPACE}(?P<year{{0}}>{year}))?"
    ordinal = _any(values["ordinal"]) if "ordinal" in values else "(?!)"
    named_day = rf"(?:{weekday},?{_SPACE})?"
    leads = "|".join(rf"(?<=\b{lead} )" for lead in _YEAR_LEADS)
    parts = [
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        rf"(?P<day_phrase>{_any(values['day'])})",
        rf"(?:{_any(values['since'])}{_SPACE}(?P<count1>{number}){_SPACE}(?P<count_unit1>{unit}))"
        if "since" in values
        else "",
        rf"(?:(?P<count2>{number}){_SPACE}(?P<count_unit2>{unit}){_SPACE}(?P<ago>{_any(values['ago'])}))"
        if "ago" in values
        else "",
        rf"(?:{named_day}(?P<dom1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{link}{_SPACE}(?P<month1>{month}){long_year.format(1)})",
        (
            rf"(?:{named_day}(?P<month2>{month}){_SPACE}(?P<dom2>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?!\d|[.:]\d|{_SPACE}?%){long_year.format(2)})"
        ),
        (
            rf"(?:(?P<ordinal>{ordinal}){_SPACE}(?P<part>quarter|quartals?|half){link}"
            rf"(?:{_SPACE}(?P<part_year>{year}|{shift}{_SPACE}year))?)"
        ),
        rf"(?:(?P<shift1>{shift}){_SPACE}?(?P<name1>{weekday}|{month}|{season}|{unit}))",
        rf"(?:(?P<name2>{weekday}|{month}|{season}|{unit}){_SPACE}(?P<shift2>{shift}))",
        rf"(?:(?P<month3>{month}){link}{_SPACE}(?P<year3>{year}))",
        rf"(?:(?P<season4>{season}){link}{_SPACE}(?P<year4>{year}))",
        rf"(?P<weekday5>{weekday})",
        rf"(?P<month5>{month})",
        r"(?P<the_weekend>the weekend|am wochenende|le week-end)",
        r"(?P<decade>(?:1[5-9]|20)\d0s)",
        rf"(?P<year5>(?:{leads}){year})",
    ]
    return r"(?:" + "|".join(filter(None, parts)) + r")(?![\w]|-\w)"
