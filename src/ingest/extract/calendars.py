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
    "before",
    "after",
    "through",
    "early",
    "late",
    "end of",
    "start of",
    "beginning of",
    "half of",
    "Anfang",
    "Mitte",
    "Ende",
    "ab",
    "bis",
    "fin",
    "début",
    "finales de",
    "principios de",
    "fine",
    "inizio",
    "fim de",
    "final de",
    "início de",
    "im Jahr",
    "seit",
    "en",
    "depuis",
    "desde",
    "nel",
    "em",
)  # `in 2019`
_YEAR = r"(?:1[5-9]|20)\d\d"
_NOT_ONLY_TIMES = frozenset({"morgen", "mañana", "domani"})
_NEVER = "(?!)"
_SPACE = r"[ \u00a0]"


class Calendar(NamedTuple):
    """The date words of a language, and the pattern that finds its date expressions."""

    language: str
    values: Mapping[str, Mapping[str, str]]  # class → word → value
    pattern: re.Pattern[str]
    first_words: frozenset[str]  # an expression starts with one of these, or with a digit
    leads: frozenset[str]  # those of them that are none by themselves: `the`, `a`, `last`
    inner: frozenset[str]  # what may stand behind a lead, besides digits
    future: frozenset[str]
    ahead: frozenset[str]  # those of them that are auxiliaries: they decide also behind an expression
    past: frozenset[str]
    endings: tuple[str, ...]  # of the past
    coming: tuple[str, ...]  # endings of the future
    schedule: frozenset[str]  # present forms that tell what is to come: `The fair opens Monday`
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
        _first_words(values) - _whole(values),
        frozenset(part.rstrip(".") for group in values.values() for word in group for part in word.split()),
        frozenset(values.get("future", {})),
        frozenset(values.get("ahead", {})),
        frozenset(values.get("past", {})),
        tuple(values.get("ending", {})),
        tuple(values.get("coming", {})),
        frozenset(values.get("schedule", {})),
        frozenset(values.get("monthlead", {})),
    )


@cache
def time_words(language: str) -> frozenset[str]:
    """Weekdays and single words such as `yesterday`: they end the phrase of who speaks."""
    values = calendar(language).values
    days = {word for word in values["day"] if " " not in word}
    return frozenset(values["weekday"]) | days - _NOT_ONLY_TIMES


def _first_words(values: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    starting = (
        "weekday", "month", "day", "shift", "unit", "number", "since", "season", "ordinal", "then", "holiday",
    )  # fmt: skip
    words = {
        word.split()[0].rstrip(".").replace("’", "'") for group in starting for word in values.get(group, {})
    }
    return frozenset(words | {"the", "am", "le", "q1", "q2", "q3", "q4"})


def _whole(values: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Single words that are a date by themselves: `Monday`, `May`, `today`, `Q1`."""
    alone = ("weekday", "month", "day", "then", "holiday")
    words = {word.rstrip(".").replace("’", "'") for group in alone for word in values.get(group, {})}
    return frozenset(words | {"q1", "q2", "q3", "q4"})


def _any(words: Iterable[str]) -> str:
    """An alternative of words, longest first; a full stop at the end may be left out by none."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


class _Slots(NamedTuple):
    """Alternatives of words, as pattern text."""

    weekday: str
    month: str
    unit: str
    shift: str
    season: str
    number: str
    ordinal: str
    link: str  # `of`, `de`, with its space; may be absent


def _pattern(values: Mapping[str, Mapping[str, str]]) -> str:
    """The first alternative that fits stands: exact forms, then counted and shifted ones, then bare words."""
    slots = _Slots(
        weekday=_any(values["weekday"]),
        month=_any(values["month"]),
        unit=_any(values["unit"]),
        shift=_any(values["shift"]),
        season=_any(values["season"]),
        number=rf"(?:\d{{1,3}}|{_any(values['number'])})",
        ordinal=_any(values["ordinal"]) if "ordinal" in values else _NEVER,
        link=rf"(?:{_SPACE}{_any(values['link'])})?" if "link" in values else "",
    )
    since, ago = (_any(values[group]) if group in values else _NEVER for group in ("since", "ago"))
    relative = (
        rf"(?P<day_phrase>{_any(values['day'])})",
        rf"(?P<then>{_any(values['then'])})",
        rf"(?P<holiday>{_any(values['holiday'])})",
        rf"(?:{since}{_SPACE}(?P<count1>{slots.number}){_SPACE}(?P<count_unit1>{slots.unit}))",
        rf"(?:(?P<count2>{slots.number}){_SPACE}(?P<count_unit2>{slots.unit}){_SPACE}(?P<ago>{ago}))",
    )
    parts = (r"(?P<iso>\d{4}-\d\d-\d\d)", *relative, *_days_of_months(slots), *_named(slots))
    return r"(?:" + "|".join(parts) + r")(?![\w]|-\w)"


def _days_of_months(slots: _Slots) -> tuple[str, ...]:
    """`3 March 1961`, `Monday, Feb. 3`."""
    named_day = rf"(?:{slots.weekday},?{_SPACE})?"
    day = r"(?P<dom{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    year = rf"(?:,?{slots.link}{_SPACE}(?P<year{{0}}>{_YEAR}))?"
    number_first = rf"{day.format(1)}(?:er|\.|º)?{slots.link}{_SPACE}(?P<month1>{slots.month})"
    month_first = rf"(?P<month2>{slots.month}){_SPACE}{day.format(2)}(?!\d|[.:]\d|{_SPACE}?%)"
    return (
        rf"(?:{named_day}{number_first}{year.format(1)})",
        rf"(?:{named_day}{month_first}{year.format(2)})",
    )


def _named(slots: _Slots) -> tuple[str, ...]:
    """`the first quarter of 2023`, `last July`, `el mes pasado`, `July 1998`, `Monday`, `in 1974`."""
    name = f"{slots.weekday}|{slots.month}|{slots.season}|{slots.unit}"
    part_year = rf"(?:{_SPACE}(?P<part_year>{_YEAR}|{slots.shift}{_SPACE}year))?"
    leads = "|".join(rf"(?<=\b{lead} )" for lead in _YEAR_LEADS)
    return (
        rf"(?:(?P<ordinal>{slots.ordinal}){_SPACE}(?P<part>quarter|quartals?|half){slots.link}{part_year})",
        rf"(?:(?P<shift1>{slots.shift}){_SPACE}?(?P<name1>{name}))",
        rf"(?:(?P<name2>{name}){_SPACE}(?P<shift2>{slots.shift}))",
        rf"(?:(?P<month3>{slots.month}){slots.link}{_SPACE}(?P<year3>{_YEAR}))",
        rf"(?:(?P<season4>{slots.season}){slots.link}{_SPACE}(?P<year4>{_YEAR}))",
        rf"(?P<weekday5>{slots.weekday})",
        rf"(?P<month5>{slots.month})",
        r"(?P<the_weekend>the weekend|am wochenende|le week-end)",
        r"(?P<decade>(?:1[5-9]|20)\d0s)",
        rf"(?:Q(?P<q_number>[1-4])(?:{_SPACE}(?:of{_SPACE})?(?P<q_year>{_YEAR}))?)",
        rf"(?P<year5>(?:{leads}){_YEAR})",
    )
