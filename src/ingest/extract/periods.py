"""Calendar arithmetic: a stretch of days and its value as TIMEX3 (ISO 8601 where ISO has a form)."""

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

_FORMS = (  # of a value, the longer one first where one begins like another
    (r"\d{4}-\d\d-\d\d", "day"), (r"\d{4}-W\d\d-WE", "weekend"), (r"\d{4}-W\d\d", "week"),
    (r"\d{4}-Q\d", "quarter"), (r"\d{4}-H\d", "half"), (r"\d{4}-(?:SP|SU|FA|WI)", "season"),
    (r"\d{4}-\d\d", "month"), (r"\d{4}", "year"), (r"\d{3}", "decade"),
)  # fmt: skip
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern hemisphere


class Period(NamedTuple):
    """Local days `[first, last]` and how a text of that exactness writes them."""

    value: str
    first: date
    last: date

    @property
    def granularity(self) -> str:
        """How exact it is: day, week, weekend, month, quarter, half, season, year or decade."""
        return next((name for form, name in _FORMS if re.fullmatch(form, self.value)), "")

    def direction_from(self, anchor: date) -> str:
        """Where it lies from a day: `past`, `future`, or `present` where it holds the day."""
        return "past" if self.last < anchor else "future" if self.first > anchor else "present"


def day(of: date, shift: int = 0) -> Period | None:
    """One day, `2024-02-19`."""
    moved = shifted(of, shift)
    return Period(moved.isoformat(), moved, moved) if moved else None


def shifted(of: date, days: int) -> date | None:
    """A day so many days away; None outside the calendar."""
    try:
        return of + timedelta(days)
    except OverflowError:
        return None


def week(of: date, shift: int = 0) -> Period | None:
    """An ISO week, `2024-W08`."""
    monday = shifted(of, 7 * shift - of.weekday())
    sunday = shifted(monday, 6) if monday else None
    if monday is None or sunday is None:
        return None
    year, number, _ = monday.isocalendar()
    return Period(f"{year:04}-W{number:02}", monday, sunday)


def weekend(of: date, shift: int = 0) -> Period | None:
    """The Saturday and Sunday of an ISO week, `2024-W07-WE`."""
    whole = week(of, shift)
    return Period(f"{whole.value}-WE", whole.last - timedelta(1), whole.last) if whole else None


def month(year: int, number: int) -> Period | None:
    """A month, `2023-07`; numbers outside 1 to 12 reach into other years."""
    years, index = divmod(number - 1, 12)
    year += years
    if not MINYEAR <= year <= MAXYEAR:
        return None
    first = date(year, index + 1, 1)
    return Period(f"{year:04}-{index + 1:02}", first, first.replace(day=monthrange(year, index + 1)[1]))


def quarter(year: int, number: int) -> Period | None:
    """A quarter, `2023-Q4`; numbers outside 1 to 4 reach into other years."""
    years, index = divmod(number - 1, 4)
    return _months(f"{year + years:04}-Q{index + 1}", year + years, 3 * index + 1, 3)


def season(year: int, name: str) -> Period | None:
    """A season, `2023-SU`: three months; winter is named after the year in which it starts."""
    return _months(f"{year:04}-{name}", year, _SEASON_START[name], 3)


def season_start(name: str) -> int:
    """The month in which a season starts."""
    return _SEASON_START[name]


def year(number: int) -> Period | None:
    """A year, `2023`."""
    return _months(f"{number:04}", number, 1, 12)


def decade(number: int) -> Period | None:
    """Ten years, `193` for the 1930s."""
    return _months(f"{number:03}", number * 10, 1, 120)


def calendar_day(year_number: int, month_number: int, day_number: int) -> Period | None:
    """A day of the calendar; None where there is no such day."""
    try:
        return day(date(year_number, month_number, day_number))
    except ValueError:
        return None


def _months(value: str, year_number: int, first_month: int, count: int) -> Period | None:
    first, last = month(year_number, first_month), month(year_number, first_month + count - 1)
    return Period(value, first.first, last.last) if first and last else None
