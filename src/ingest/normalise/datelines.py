# ruff: noqa: RUF001, RUF003 - dashes, quotes and letters of all scripts are meant as they stand
"""The place, day and agency before the first sentence: `BRUSSELS, Feb. 20 (Reuters) —`."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from ingest.knowledge import city_countries
from ingest.normalise.agencies import AgencyNames, Mention
from ingest.parsing.dates import read_moment
from ingest.records import Dateline, Outlet

_REACH = 110  # characters from the start of a paragraph
_PARAGRAPHS = 3
_CAPITAL = "A-ZÀ-ÞА-ЯĀ-ŽΆ-ΩĞİŞ"
_PLACE = (
    rf"[{_CAPITAL}][\w.'’À-ÿ/-]*"
    rf"(?:[ ,]{{1,2}}(?:(?:de|del|di|da|la|le|el|al|am|an|der|y|of|and|sur)\s)?[{_CAPITAL}][\w.'’/-]*){{0,4}}"
)
_DAY = (
    r"(?:[A-Z][a-z]+day,?\s)?(?:"
    r"\d{1,2}\.?(?:er|st|nd|rd|th|º)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?(?:,?\s+(?:de\s+)?\d{4})?"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:,?\s+\d{4})?"
    r"|\d{4}\.?\s+[^\W\d_]{3,12}\.?\s+\d{1,2}\.?(?:,\s+[^\W\d_]{3,12})?)"
)
_BEFORE_AGENCY = re.compile(
    rf"^[^\w(\[/]{{0,3}}(?:(?P<place>{_PLACE})(?:\s*\([^()]{{2,30}}\))?(?:\s*\[[^\]]{{2,30}}\])?)?"
    rf"(?:[\s,.-]+(?:(?:le|el|am|den|il|op|dne)\s+)?(?P<day>{_DAY}))?[\s,.:–—-]*(?P<open>[(\[/]\s*(?:\w+/)?)?$"
)
_EASTERN: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (  # 新华社北京2月20日电 · （中央社記者王小明台北20日電）
        re.compile(r"^[（(【]?$"),
        re.compile(
            r"^(?:[記记]者[\u3400-\u9fff]{3})?(?P<place>[\u3400-\u9fff]{2,8}?)"
            r"(?P<day>(?:\d{1,2}月)?\d{1,2}日)?[电電][）)】]?"
        ),
    ),
    (  # ［東京 20日 ロイター］ · 【ロンドン共同】
        re.compile(r"^[\[［【](?P<place>[^\s\d\]］】]{1,12}?)\s*(?P<day>(?:\d{1,2}月)?\d{1,2}日)?\s*$"),
        re.compile(r"^(?:[=＝][^\]］】]{1,12})?\s*[\]］】]\s*[-–—]?"),
    ),
    (  # (서울=연합뉴스) 홍길동 기자 =
        re.compile(r"^\((?P<place>[가-힣·]{2,12})\s?=\s?$"),
        re.compile(r"^\)(?:\s?[가-힣·]{2,12}\s(?:기자|특파원)\s?=)?"),
    ),
)
"""What stands before and behind the agency's name in the datelines of East Asia."""
_AFTER_AGENCY = re.compile(
    r"^(?:\s*[/,][^()\[\]\n]{1,40}?)?\s*(?:[)\]/]\s*[.:]?\s*[-–—:]{0,2}|[-–—:]{1,2}\s|\s[-–—]{1,2})\s*"
)
_AGENCY_FIRST = re.compile(
    rf"^\s*[-–—]{{1,2}}\s*(?:(?P<place>[{_CAPITAL}][{_CAPITAL} .'’-]{{1,30}})(?:,?\s*(?P<day>{_DAY}))?|"
    rf"(?P<town>[{_CAPITAL}][\w '’-]{{1,30}}),\s(?P<on>{_DAY}))\s*[-–—]{{1,2}}\s"
)
_PLACE_ONLY = re.compile(
    rf"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{2,30}}(?:,\s[A-Z][\w. ]{{1,20}})?)"
    rf"(?:[\s,]+(?P<day>{_DAY}))?\s*[-–—]{{1,2}}\s"
)


class Found(NamedTuple):
    """A dateline with the names of its agencies in the text."""

    dateline: Dateline
    mentions: tuple[Mention, ...] = ()
    country: str | None = None  # ISO 3166-1, of its place


class _Parts(NamedTuple):
    """A dateline taken apart; `end` is where the text behind it begins."""

    place: str | None
    day: str | None
    end: int


def dateline_in(text: str, names: AgencyNames, published: date | None, outlet: Outlet | None) -> Found | None:
    """The dateline of an article's text: in its first three paragraphs; one with an agency wins."""
    without_agency: Found | None = None
    start = 0
    for paragraph in text.split("\n")[:_PARAGRAPHS]:
        found = _with_agency(text, start, start + len(paragraph), names, published, outlet)
        if found:
            return found
        without_agency = without_agency or _place_only(paragraph, published, outlet)
        start += len(paragraph) + 1
    return without_agency


def _with_agency(
    text: str, start: int, end: int, names: AgencyNames, published: date | None, outlet: Outlet | None
) -> Found | None:
    reach = min(end, start + _REACH)
    for mention in names.in_text(text, start, reach):
        parts = _western(text, start, end, mention) or _eastern(text, start, end, mention)
        if parts is None:
            continue
        place = parts.place.strip(" ,.") if parts.place else None
        country = country_of(place)
        mentions = tuple(
            names.near(country, outlet.country if outlet else None).in_text(text, start, parts.end)
        )
        dateline = Dateline(
            place=place, day=_day_of(parts.day, published, outlet), agency=mentions[0].agency.agency_id,
            raw=text[start : parts.end].strip(),
        )  # fmt: skip
        return Found(dateline, mentions, country)
    return None


def _western(text: str, start: int, end: int, mention: Mention) -> _Parts | None:
    before = _BEFORE_AGENCY.match(text[start : mention.start])
    after = _AFTER_AGENCY.match(text[mention.end : min(end, mention.end + 60)])
    if not before or not _is_dateline(before, after, text[mention.end : mention.end + 2]):
        return None
    raw_end = mention.end + (after.end() if after else 0)
    first = _AGENCY_FIRST.match(text[mention.end + 1 : start + _REACH]) if before["place"] is None else None
    if first:
        return _Parts(
            first["place"] or first["town"], first["day"] or first["on"], mention.end + 1 + first.end()
        )
    return _Parts(before["place"], before["day"], raw_end)


def _eastern(text: str, start: int, end: int, mention: Mention) -> _Parts | None:
    for opening, closing in _EASTERN:
        before = opening.match(text[start : mention.start])
        after = closing.match(text[mention.end : min(end, mention.end + 40)])
        if before and after:
            found = {**before.groupdict(), **after.groupdict()}
            return _Parts(found.get("place"), found.get("day"), mention.end + after.end())
    return None


def country_of(place: str | None) -> str | None:
    """The country of a dateline's place: of its whole name, else of the first of several cities."""
    cities = city_countries()
    for name in (place or "", *re.split(r"[/,]", place or "")):
        if country := cities.get(name.strip().casefold()):
            return country
    return None


def _is_dateline(before: re.Match[str], after: re.Match[str] | None, behind: str) -> bool:
    """`(Reuters) -` with or without a place; `TOKYO, 20 Feb AAP` with place and day."""
    if before["open"]:
        return after is not None
    if before["place"] and before["day"]:
        return after is not None or behind[:1] in {" ", "\n", ".", ""}
    return before["place"] is not None and after is not None and before["place"].isupper()


def _place_only(paragraph: str, published: date | None, outlet: Outlet | None) -> Found | None:
    match = _PLACE_ONLY.match(paragraph[:_REACH])
    if not match:
        return None
    day = _day_of(match["day"], published, outlet)
    place = match["place"].strip(" ,.")
    return Found(Dateline(place=place, day=day, agency=None, raw=match[0].strip()), country=country_of(place))


def _day_of(written: str | None, published: date | None, outlet: Outlet | None) -> date | None:
    """A dateline's day has no year: that of the publication, or the one before around New Year."""
    if not written:
        return None
    years = [""] if re.search(r"\d{4}", written) else []
    if not years and published:
        years = [str(published.year), str(published.year - 1)]
    for year in years:
        whole = f"{year}年{written}" if "月" in written else f"{written} {year}".strip()
        moment = read_moment(whole, origin="dateline", outlet=outlet)
        if moment and moment.day and (published is None or moment.day <= published + timedelta(days=2)):
            return moment.day
    return None
