"""Dates that count from one that the text has named before: `the next day`, `a year earlier`."""

import re
from typing import NamedTuple

from ingest.extract import periods
from ingest.extract.calendars import Calendar
from ingest.extract.periods import Period

_PARTS = ("day", "week", "month", "year")


class Counted(NamedTuple):
    """So many units from a date named before."""

    amount: int
    unit: str  # day | week | month | quarter | year | decade | weekend
    may_be_today: bool  # `a year earlier` counts from publication where no date stands before

    def period(self, named: Period | None) -> Period | None:
        """The period, in the exactness of the date it counts from where the unit is longer."""
        if named is None:
            return None
        if self.amount == 0:
            return named if self.unit in _exactness(named) else None
        if self.unit == "year":
            return _years_from(named, self.amount)
        moves = {
            "day": lambda: periods.day(named.first, self.amount),
            "week": lambda: periods.week(named.first, self.amount),
            "weekend": lambda: periods.weekend(named.first, self.amount),
            "month": lambda: periods.month(named.first.year, named.first.month + self.amount),
            "quarter": lambda: periods.quarter(named.first.year, (named.first.month + 2) // 3 + self.amount),
            "decade": lambda: periods.year(named.first.year + 10 * self.amount),
        }
        return moves[self.unit]()


def counted_from(match: re.Match[str], words: Calendar) -> Counted | None:
    """What an expression counts from the date before it; None where it counts from publication."""
    if match["then"]:
        amount = int(words.values["then"][match["then"].lower()])
        return Counted(amount, _unit(match["then"].lower(), words), may_be_today=False)
    if match["count2"] and match["ago"].lower() in {"earlier", "later"}:
        count, unit = match["count2"].lower(), words.values["unit"][match["count_unit2"].lower()]
        number = int(count) if count.isdigit() else int(words.values["number"][count])
        return Counted(number * int(words.values["ago"][match["ago"].lower()]), unit, may_be_today=True)
    return None


def _unit(phrase: str, words: Calendar) -> str:
    """The unit that a phrase names; mornings and French `lendemain` are days."""
    return next((unit for word, unit in words.values["unit"].items() if word in phrase.split()), "day")


def _exactness(named: Period) -> tuple[str, ...]:
    """The units that a period is at least as exact as: a day has a month, a month has no day."""
    days = (named.last - named.first).days
    shortest = 0 if days == 0 else 1 if days <= 7 else 2 if days <= 31 else 3
    return _PARTS[shortest:]


def _years_from(named: Period, amount: int) -> Period | None:
    first = named.first
    if re.fullmatch(r"\d{4}-\d\d-\d\d", named.value):
        return periods.calendar_day(first.year + amount, first.month, first.day)
    if re.fullmatch(r"\d{4}-\d\d", named.value):
        return periods.month(first.year + amount, first.month)
    if re.fullmatch(r"\d{4}-Q\d", named.value):
        return periods.quarter(first.year + amount, (first.month + 2) // 3)
    return periods.year(first.year + amount) if 0 < first.year + amount <= 9999 else None
