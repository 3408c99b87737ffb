"""Date expressions as periods of local days, anchored at the day of publication.

A weekday is the last such day, the day itself included, or the coming one where its clause
speaks of the future: 88% exact on the day-valued expressions of TempEval-3's training data.
What cannot be resolved stays so: `value` is empty, and never the day of publication.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ingest.extract import periods
from ingest.extract.calendars import Calendar, calendar
from ingest.extract.counted_dates import counted_from
from ingest.extract.periods import Period
from ingest.extract.tenses import Anchor, with_tense
from ingest.parsing.sentences import Unit
from ingest.records import Article, DateMention

_AMBIGUOUS = {
    "en": frozenset({"may", "march", "sun.", "sat.", "mar.", "second"}),
    "fr": frozenset({"mars"}),
    "es": frozenset({"mañana"}),
    "de": frozenset({"morgen"}),
}
_NEAR_FUTURE_MONTHS = 5
_NEAR = 200  # code points over which an expression counts from the date named before
_BIAS_DAYS = 60  # news tells what was: a day ahead must be this much nearer

Match = re.Match[str]


def date_mentions(article: Article, tokens: Sequence[Unit], language: str) -> tuple[DateMention, ...]:
    """The dates that a text names, in order."""
    words = calendar(language)
    anchor, basis = _anchor(article)
    found: list[DateMention] = []
    previous: tuple[int, Period] | None = None
    for match in _matches(article.text, tokens, words):
        if _is_no_date(article.text, match, words):
            continue
        counted = counted_from(match, words)
        if counted is None or (counted.may_be_today and _named_before(match, previous) is None):
            mention, period = _mention(article.text, match, words, anchor, basis)
        else:
            named = _named_before(match, previous)
            period = counted.period(named)
            mention = _written(
                match, period, "previous" if period else "none", named.first if named else None
            )
        found.append(mention)
        previous = (match.end(), period) if period else previous
    return tuple(found)


def _named_before(match: Match, previous: tuple[int, Period] | None) -> Period | None:
    """The date that the text has named shortly before: what `the next day` counts from."""
    return previous[1] if previous and match.start() - previous[0] <= _NEAR else None


def _matches(text: str, tokens: Sequence[Unit], words: Calendar) -> Iterator[Match]:
    """The pattern is tried only at words that can start a date: ten times as fast as a search."""
    behind = 0
    first = words.first_words
    for position, (start, _, text_of, low, _) in enumerate(tokens):
        if low not in first and not text_of[0].isdigit():
            skipped = _skipped(low, first)
            if skipped is None:
                continue
            start += skipped  # noqa: PLW2901 - the word behind what is hung on it
        if start < behind or (low in words.leads and not _goes_on(tokens, position + 1, words)):
            continue
        match = words.pattern.match(text, start)
        if match:
            behind = match.end()
            yield match


def _goes_on(tokens: Sequence[Unit], index: int, words: Calendar) -> bool:
    """Whether a word that is no date by itself (`the`) is followed by one that dates hold: most are not."""
    if index >= len(tokens):
        return False
    low = tokens[index].low
    return low in words.inner or low[:1].isdigit() or low.partition("'")[0] in words.inner or "'" in low


def _skipped(low: str, first: frozenset[str]) -> int | None:
    """The letters before a word that can start a date: `Monday's` 0, `mid-January` 4, `l'année` 2."""
    if low.endswith("'s") and low[:-2] in first:
        return 0
    mark = max(low.find("'"), 3 if low.startswith("mid-") else -1)
    return mark + 1 if mark >= 0 and low[mark + 1 :] in first else None


def _anchor(article: Article) -> tuple[date | None, str]:
    if article.published and article.published.day:
        return article.published.day, "published"
    if article.published and article.published.at:
        return article.published.at.date(), "published"
    if article.dateline and article.dateline.day:
        return article.dateline.day, "dateline"
    return None, "none"


def _mention(
    text: str, match: Match, words: Calendar, anchor: date | None, basis: str
) -> tuple[DateMention, Period | None]:
    period, is_absolute = _resolved(text, match, words, anchor)
    if is_absolute or period is None or anchor is None:
        return _written(match, period, "none", None), period
    written = _written(match, period, basis, anchor)
    is_open = bool(
        match["weekday5"] or match["month5"] or match["the_weekend"] or _is_day_without_year(match)
    )
    tense = with_tense(text, match, words, anchor)
    is_ambiguous = is_open and not tense.is_past and not tense.is_future and written.direction != "present"
    return written.model_copy(update={"is_ambiguous": is_ambiguous}), period


def _is_day_without_year(match: Match) -> bool:
    return bool((match["dom1"] and not match["year1"]) or (match["dom2"] and not match["year2"]))


def _written(match: Match, period: Period | None, anchor: str, counted_from_day: date | None) -> DateMention:
    return DateMention(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        value=period.value if period else "",
        first_day=period.first if period else None,
        last_day=period.last if period else None,
        granularity=period.granularity if period else "",
        anchor=anchor,
        direction=period.direction_from(counted_from_day) if period and counted_from_day else "",
    )


def _is_no_date(text: str, match: Match, words: Calendar) -> bool:
    """Months and days have capitals in English and German; `May` needs a word such as `in` before it."""
    word = match.group()
    named = match["weekday5"] or match["month5"] or match["name1"] or match["name2"] or ""
    if words.language in {"en", "de"} and _is_calendar_name(named, words) and named[0].islower():
        return True
    if match["name1"] and text[match.end() : match.end() + 4].lower() == " of " and match["shift1"]:
        return True  # `the last week of January`
    if word.lower() not in _AMBIGUOUS.get(words.language, ()):
        return False
    if match["month5"] is None:
        return word[0].isupper() and words.language == "de"  # `Morgen`, the noun
    lead = text[max(0, match.start() - 12) : match.start()].lower().split()
    return not lead or lead[-1] not in words.month_leads


def _is_calendar_name(word: str, words: Calendar) -> bool:
    return word.lower() in words.values["weekday"] or word.lower() in words.values["month"]


def _resolved(text: str, match: Match, words: Calendar, anchor: date | None) -> tuple[Period | None, bool]:
    """The period, and whether it stands without an anchor."""
    absolute = _absolute(match, words)
    if absolute or anchor is None or _is_absolute(match):
        return absolute, True
    for read in _READINGS:
        period = read(match, words, with_tense(text, match, words, anchor))
        if period:
            return period, False
    return None, False


def _is_absolute(match: Match) -> bool:
    return bool(match["iso"] or match["year1"] or match["year2"] or match["year3"] or match["year5"])


def _absolute(match: Match, words: Calendar) -> Period | None:
    if match["iso"]:
        return periods.calendar_day(*map(int, match["iso"].split("-")))
    for number in ("1", "2"):
        if match[f"dom{number}"] and match[f"year{number}"]:
            month, day = _month(match[f"month{number}"], words), int(match[f"dom{number}"])
            return periods.calendar_day(int(match[f"year{number}"]), month, day)
    if match["decade"]:
        return periods.decade(int(match["decade"][:3]))
    return _with_year(match, words)


def _with_year(match: Match, words: Calendar) -> Period | None:
    """`July 2023`, `summer 2023`, `2023`, `the fourth quarter of 2023`."""
    if match["year3"]:
        return periods.month(int(match["year3"]), _month(match["month3"], words))
    if match["year4"]:
        return periods.season(int(match["year4"]), words.values["season"][match["season4"].lower()])
    if match["year5"]:
        return periods.year(int(match["year5"]))
    if match["q_year"]:
        return periods.quarter(int(match["q_year"]), int(match["q_number"]))
    if match["ordinal"] and (match["part_year"] or "").isdigit():
        return _part_of(int(match["part_year"]), match, words)
    return None


def _month(word: str, words: Calendar) -> int:
    return int(words.values["month"][word.lower()])


def _part_of(year: int, match: Match, words: Calendar) -> Period | None:
    number = int(words.values["ordinal"][match["ordinal"].lower()])
    if match["part"].lower() != "half":
        return periods.quarter(year, number)
    first, last = periods.quarter(year, 2 * number - 1), periods.quarter(year, 2 * number)
    return Period(f"{year:04}-H{number}", first.first, last.last) if first and last and number <= 2 else None


def _by_day_phrase(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    if not match["day_phrase"]:
        return None
    return periods.day(anchor.day, int(words.values["day"][match["day_phrase"].lower()]))


def _by_count(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    """`three days ago`, `vor drei Tagen`."""
    for number in ("1", "2"):
        count = match.groupdict().get(f"count{number}")
        if count is None:
            continue
        if number == "2":
            sign = int(words.values["ago"][match["ago"].lower()])
        else:
            before = match.group().lower()
            sign = next(
                int(value) for lead, value in words.values["since"].items() if before.startswith(lead)
            )
        amount = int(count) if count.isdigit() else int(words.values["number"][count.lower()])
        return _moved(anchor.day, words.values["unit"][match[f"count_unit{number}"].lower()], sign * amount)
    return None


def _moved(anchor: date, unit: str, amount: int) -> Period | None:
    year, month = anchor.year, anchor.month
    by_unit: dict[str, Callable[[], Period | None]] = {
        "day": lambda: periods.day(anchor, amount),
        "week": lambda: periods.week(anchor, amount),
        "weekend": lambda: periods.weekend(anchor, amount),
        "month": lambda: periods.month(year, month + amount),
        "quarter": lambda: periods.quarter(year, (month - 1) // 3 + 1 + amount),
        "decade": lambda: periods.year(year + 10 * amount),
        "year": lambda: periods.year(year + amount),
    }
    return by_unit[unit]()


def _by_day_of_month(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    """`October 7`: the coming one in a clause about the future, else the nearest with a bias to the past."""
    for month, of_month in _days_named(match, words):
        candidates = [
            periods.calendar_day(anchor.day.year + step, month, of_month)
            for step in (-1, 0, 1)
            if 0 < anchor.day.year + step < 9999
        ]
        real = [period for period in candidates if period]
        ahead = [period for period in real if period.first >= anchor.day]
        if anchor.is_future and ahead:
            return ahead[0]
        return min(real, key=lambda period: _distance(period.first, anchor.day), default=None)
    return None


def _days_named(match: Match, words: Calendar) -> Iterator[tuple[int, int]]:
    """Month and day as an expression names them, also by a holiday."""
    for number in ("1", "2"):
        if match[f"dom{number}"]:
            yield _month(match[f"month{number}"], words), int(match[f"dom{number}"])
    if match["holiday"]:
        month, _, of_month = words.values["holiday"][match["holiday"].lower()].partition("-")
        yield int(month), int(of_month)


def _distance(candidate: date, anchor: date) -> int:
    return abs((candidate - anchor).days) - (_BIAS_DAYS if candidate <= anchor else 0)


def _by_part(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    """`the fourth quarter`, `the first quarter of last year`: one that is over or under way."""
    if match["q_number"]:
        return _last_of(anchor.day, periods.quarter(anchor.day.year, int(match["q_number"])))
    if not match["ordinal"]:
        return None
    named = (match["part_year"] or "").lower().rsplit(" ", 1)[0]
    if named:
        return _part_of(anchor.day.year + int(words.values["shift"][named]), match, words)
    period = _part_of(anchor.day.year, match, words)
    return (
        period
        if period is None or period.first <= anchor.day
        else _part_of(anchor.day.year - 1, match, words)
    )


def _last_of(day: date, period: Period | None) -> Period | None:
    """A quarter that is over or under way: of last year where this year's lies ahead."""
    if period is None or period.first <= day:
        return period
    return periods.quarter(day.year - 1, (period.first.month + 2) // 3)


def _by_shift(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    """`last July`, `next Friday`, `this weekend`, `el mes pasado`."""
    for number in ("1", "2"):
        if not match[f"shift{number}"]:
            continue
        shift = int(words.values["shift"][match[f"shift{number}"].lower()])
        return _named(match[f"name{number}"].lower(), shift, words, anchor)
    return None


def _named(name: str, shift: int, words: Calendar, anchor: Anchor) -> Period | None:
    if name in words.values["weekday"]:
        return _weekday(int(words.values["weekday"][name]), shift, anchor)
    if name in words.values["month"]:
        number = int(words.values["month"][name])
        step = (
            -(number >= anchor.day.month)
            if shift < 0
            else int(number <= anchor.day.month)
            if shift > 0
            else 0
        )
        return periods.month(anchor.day.year + step, number)
    if name in words.values["season"]:
        code = words.values["season"][name]
        start = periods.season_start(code)
        step = (
            -(anchor.day.month <= start + 2)
            if shift < 0
            else int(anchor.day.month >= start)
            if shift > 0
            else 0
        )
        return periods.season(anchor.day.year + step, code)
    return _moved(anchor.day, words.values["unit"][name], shift)


def _weekday(number: int, shift: int | None, anchor: Anchor) -> Period | None:
    back, ahead = (anchor.day.weekday() - number) % 7, (number - anchor.day.weekday()) % 7
    if shift == -1:
        return periods.day(anchor.day, -(back or 7))
    if shift == 1:
        return periods.day(anchor.day, ahead or 7)
    return periods.day(anchor.day, ahead if shift == 0 or anchor.is_future else -back)


def _by_weekday(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    if not match["weekday5"]:
        return None
    return _weekday(int(words.values["weekday"][match["weekday5"].lower()]), None, anchor)


def _by_month(match: Match, words: Calendar, anchor: Anchor) -> Period | None:
    """`in January`: this year's, or last year's where this year's would be far ahead."""
    if not match["month5"]:
        return None
    number = _month(match["month5"], words)
    if anchor.is_future:
        return periods.month(anchor.day.year + (number < anchor.day.month), number)
    near = 0 if anchor.is_past else _NEAR_FUTURE_MONTHS
    return periods.month(anchor.day.year - (number - anchor.day.month > near), number)


def _by_weekend(match: Match, _words: Calendar, anchor: Anchor) -> Period | None:
    if not match["the_weekend"]:
        return None
    return periods.weekend(anchor.day, 0 if anchor.is_future or anchor.day.weekday() > 4 else -1)


_READINGS: tuple[Callable[[Match, Calendar, Anchor], Period | None], ...] = (
    _by_day_phrase,
    _by_count,
    _by_day_of_month,
    _by_part,
    _by_shift,
    _by_weekday,
    _by_month,
    _by_weekend,
)
