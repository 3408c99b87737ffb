"""Dates as people read them: `20-02-2024 16:04 IST`, `20 février 2024 à 16h04`, `2024年2月20日`."""

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

from ingest.parsing.dates_words import MONTHS_OF_RFC, month_number
from ingest.records import Outlet


class Stated(NamedTuple):
    """A date as written, before any zone is applied."""

    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str = ""
    is_header: bool = False  # it has the form of an RFC 2822 header field
    notes: tuple[str, ...] = ()

    def day_or_none(self) -> date | None:
        """The calendar day, or None where it does not exist (31 February)."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def clock_or_none(self) -> datetime | None:
        """The naive local clock, or None where none is written or it does not exist (25:61)."""
        if self.hour is None:
            return None
        second = min(self.second or 0, 59)  # 60 is a leap second
        try:
            return datetime(self.year, self.month, self.day, self.hour, self.minute or 0, second)  # noqa: DTZ001 - a wall clock
        except ValueError:
            return None


class _Found(NamedTuple):
    """Readings of a date and where it stands in the text."""

    dates: tuple[tuple[int, int, int, tuple[str, ...]], ...]
    start: int
    end: int


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int | None
    zone: str
    start: int
    end: int


_HEADER = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [A-Z]{1,5}")
_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d./])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d|[./-]\d)")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+th[aá]ng\s+(\d{1,2})[\s,]+(?:n[aă]m\s+)?(\d{4})", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\s\d.,;:/|()\[\]{}<>·•…–—_\"'’‘«»-]+")  # noqa: RUF001
_FILLER_LENGTH = 3  # th, er, de, del, m: words that may stand between the parts of a date
_BUDDHIST = 543  # years that Thai dates are ahead

_HALF = r"(?P<half>[ap]\.?\s?m\b\.?|[πμ]\.?\s?μ\b\.?)?"
_BEFORE = r"(?P<before>오전|오후|上午|下午|午前|午後|凌晨|早上|晚上)?\s*"
_CLOCKS = (
    re.compile(
        _BEFORE + r"(?<![\d:.])(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?(?![\d:])\s*" + _HALF,
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d:.])(?P<h>\d{1,2})\s?h\s?(?P<m>\d\d)(?!\d)", re.IGNORECASE),
    re.compile(
        _BEFORE + r"(?<!\d)(?P<h>\d{1,2})\s*[時时点點시]\s*(?:(?P<m>\d{1,2})\s*[分분])?", re.IGNORECASE
    ),
    re.compile(
        r"(?<![\d:.])(?P<h>\d{1,2})\.(?P<m>\d\d)(?:\.(?P<s>\d\d))?(?![\d.:])\s*" + _HALF, re.IGNORECASE
    ),
    re.compile(r"(?<![\d:.])(?P<h>1[0-2]|0?[1-9])\s?(?P<half>[ap]\.?\s?m\b\.?)", re.IGNORECASE),
)
_AFTERNOON = re.compile(r"p|μ\.?\s?μ|오후|下午|午後|晚上", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*(?:Uhr|[Hh]rs?\b\.?|[Hh]ours|h\b)?[\s,]*\(?\s*((?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d(?!\d)|[A-Z]{2,5}\b|Z\b)"
)
_WEEKDAYS = frozenset(["MON", "TUE", "TUES", "WED", "THU", "THUR", "THURS", "FRI", "SAT", "SUN"])


def stated_dates(text: str, outlet: Outlet | None) -> tuple[Stated, ...]:
    """The first date in a short text, with its clock; two readings where the day order is unknown."""
    plain = _BIDI.sub("", unicodedata.normalize("NFKC", text)).replace("\u2212", "-")
    clock = _clock_by(_CLOCKS[0], plain)
    masked = _without(plain, clock.start, clock.end) if clock else plain
    found = _first_date(masked, outlet)
    if found is None:
        return ()
    clock = clock or _later_clock(_without(plain, found.start, found.end))
    is_header = _HEADER.fullmatch(plain) is not None
    if clock is None:
        return tuple(Stated(y, m, d, notes=notes) for y, m, d, notes in found.dates)
    return tuple(
        Stated(y, m, d, clock.hour, clock.minute, clock.second, clock.zone, is_header, notes)
        for y, m, d, notes in found.dates
    )


def _without(text: str, start: int, end: int) -> str:
    """The text with a part blanked, so that positions stay."""
    return text[:start] + " " * (end - start) + text[end:]


# --- the day ------------------------------------------------------------------------------------------


def _first_date(text: str, outlet: Outlet | None) -> _Found | None:
    if match := _YEAR_FIRST.search(text):
        return _one(match, int(match[1]), int(match[3]), int(match[4]))
    if match := _EAST_ASIAN.search(text):
        return _one(match, int(match[1]), int(match[2]), int(match[3]))
    if match := _VIETNAMESE.search(text):
        return _one(match, int(match[3]), int(match[2]), int(match[1]))
    if match := _YEAR_LAST.search(text):
        return _numeric(match, outlet)
    return _named(text, outlet.language if outlet else None)


def _one(match: re.Match[str], year: int, month: int, day: int) -> _Found:
    return _Found(((year, month, day, ()),), match.start(), match.end())


def _numeric(match: re.Match[str], outlet: Outlet | None) -> _Found | None:
    first, second = int(match[1]), int(match[3])
    if len(match[4]) == 2 and match[2] == "-":
        return None  # 12-10-24 may be anything: a range, a score, three orders of a date
    year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    orders = _orders(first, second, match[2], outlet)
    dates = tuple(
        (year, second, first, (note,)) if order == "dmy" else (year, first, second, (note,))
        for order, note in orders
    )
    return _Found(dates, match.start(), match.end()) if dates else None


def _orders(first: int, second: int, separator: str, outlet: Outlet | None) -> tuple[tuple[str, str], ...]:
    """Which of the two numbers is the day: what is impossible decides, then the outlet, then nobody."""
    if min(first, second) > 12:
        return ()
    if first > 12:
        return (("dmy", f"day first because {first} is no month"),)
    if second > 12:
        return (("mdy", f"month first because {second} is no month"),)
    return _undecided_orders(first == second, separator, outlet)


def _undecided_orders(
    is_same: bool,  # noqa: FBT001 - a fact about the numbers, not a switch
    separator: str,
    outlet: Outlet | None,
) -> tuple[tuple[str, str], ...]:
    if is_same:
        return (("dmy", "day and month are the same number"),)
    if outlet and outlet.day_order in {"dmy", "mdy"}:
        word = "days" if outlet.day_order == "dmy" else "months"
        return ((outlet.day_order, f"{outlet.name} writes {word} first"),)
    if separator == ".":
        return (("dmy", "dates with dots are written day first"),)
    return (("dmy", "read day first"), ("mdy", "read month first"))


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """Its value where it is a number of at most four digits; other scripts' digits count."""
        return int(self.text) if self.text.isdecimal() and len(self.text) <= 4 else None


def _named(text: str, language: str | None) -> _Found | None:
    """A date with a month's name, in any order of its parts."""
    tokens = [_Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    for place, token in enumerate(tokens):
        if token.number is not None:
            continue
        month = month_number(token.text, language)
        found = _around(tokens, place, month) if month else None
        if found:
            return found
    return None


def _around(tokens: list[_Token], place: int, month: int) -> _Found | None:
    before = _next_numbers(tokens[max(0, place - 3) : place][::-1])
    after = _next_numbers(tokens[place + 1 : place + 6])
    if len(after) >= 2 and _is_day(after[0]) and _is_year(after[1]):
        return _span(tokens[place], (after[1], after[0]), month)
    if before and after and _is_day(before[0]) and _is_year(after[0]):
        return _span(tokens[place], (after[0], before[0]), month)
    if before and after and _is_year(before[0]) and _is_day(after[0]):
        return _span(tokens[place], (before[0], after[0]), month)
    if before and after and _is_day(before[0]) and _is_short_year(tokens[place], after[0]):
        return _span(tokens[place], (after[0], before[0]), month)
    return None


def _next_numbers(tokens: list[_Token]) -> list[_Token]:
    """The numbers that follow, up to the first longer word."""
    numbers: list[_Token] = []
    for token in tokens:
        if token.text.isdecimal():
            numbers.append(token)
        elif len(token.text) > _FILLER_LENGTH:
            break
    return numbers


def _is_day(token: _Token) -> bool:
    return len(token.text) <= 2 and 1 <= (token.number or 0) <= 31


def _is_year(token: _Token) -> bool:
    return len(token.text) == 4 and token.number is not None


def _is_short_year(month: _Token, token: _Token) -> bool:
    """20-Feb-24 and 20 Feb '24: one sign between, no more."""
    return len(token.text) == 2 and token.start - month.end <= 2


def _span(month: _Token, others: tuple[_Token, _Token], number: int) -> _Found:
    year, day = others[0].number or 0, others[1].number or 0
    notes: tuple[str, ...] = ()
    if year < 100:
        year += 2000
    if "\u0e00" <= month.text[0] <= "\u0e7f" and year > 2400:
        year, notes = year - _BUDDHIST, ("year of the Buddhist calendar",)
    marks = (month, *others)
    return _Found(((year, number, day, notes),), min(x.start for x in marks), max(x.end for x in marks))


# --- the clock ----------------------------------------------------------------------------------------


def _later_clock(text: str) -> _Clock | None:
    """Clocks without a colon: looked for once the date is out of the way, because dates have dots too."""
    for pattern in _CLOCKS[1:]:
        clock = _clock_by(pattern, text)
        if clock:
            return clock
    return None


def _clock_by(pattern: re.Pattern[str], text: str) -> _Clock | None:
    match = pattern.search(text)
    if not match:
        return None
    parts = match.groupdict()
    half = parts.get("half") or parts.get("before")
    hour, minute = int(parts["h"]), int(parts.get("m") or 0)
    if half and hour <= 12:
        hour = hour % 12 + (12 if _AFTERNOON.match(half) else 0)
    if hour > 24 or minute > 59:
        return None
    second = parts.get("s")
    zone = _zone_behind(text, match.end())
    return _Clock(hour, minute, int(second) if second else None, zone, match.start(), match.end())


def _zone_behind(text: str, end: int) -> str:
    match = _ZONE.match(text, end)
    if not match:
        return ""
    word = match[1]
    if word.isalpha() and (word in _WEEKDAYS or word.lower() in MONTHS_OF_RFC or month_number(word)):
        return ""
    return word.replace(" ", "")
