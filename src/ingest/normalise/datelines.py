# ruff: noqa: RUF001 - dashes, quotes and letters of all scripts are meant as they stand
"""The place, day and agency before the first sentence: `BRUSSELS, Feb. 20 (Reuters) —`."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from ingest.normalise.agencies import AgencyNames, Mention
from ingest.parsing.dates import read_moment
from ingest.records import Dateline, Outlet

_REACH = 110  # characters from the start of a paragraph
_PARAGRAPHS = 3
_PLACE = (
    r"[A-ZÀ-ÞА-ЯĀ-Ž][\w.'’À-ÿ/-]*"
    r"(?:[ ,]{1,2}(?:(?:de|del|di|da|la|le|el|al|am|an|der|y|of|and|sur)\s)?[A-ZÀ-ÞА-ЯĀ-Ž][\w.'’/-]*){0,4}"
)
_DAY = (
    r"(?:[A-Z][a-z]+day,?\s)?(?:\d{1,2}\.?(?:er|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?(?:\s+(?:de\s+)?\d{4})?"
    r"|[^\W\d_]{3,10}\.?\s+\d{1,2}(?:,?\s+\d{4})?)"
)
_BEFORE_AGENCY = re.compile(
    rf"^[^\w(\[/]{{0,3}}(?:(?P<place>{_PLACE})(?:\s*\[[^\]]{{2,30}}\])?)?(?:[\s,.-]+(?P<day>{_DAY}))?[\s,.:-]*(?P<open>[(\[/]\s*(?:\w+/)?)?$"
)
_AFTER_AGENCY = re.compile(
    r"^(?:\s*[/,][^()\[\]\n]{1,40}?)?\s*(?:[)\]/]\s*[.:]?\s*[-–—:]{0,2}|[-–—:]{1,2}\s|\s[-–—]{1,2})\s*"
)
_AGENCY_FIRST = re.compile(
    rf"^\s*[-–—]{{1,2}}\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{1,30}}),?\s*(?P<day>{_DAY})?\s*[-–—]{{1,2}}\s"
)
_PLACE_ONLY = re.compile(
    rf"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{{2,30}}(?:,\s[A-Z][\w. ]{{1,20}})?)"
    rf"(?:[\s,]+(?P<day>{_DAY}))?\s*[-–—]{{1,2}}\s"
)


class Found(NamedTuple):
    """A dateline with its agency's name in the text."""

    dateline: Dateline
    mention: Mention | None


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
        before = _BEFORE_AGENCY.match(text[start : mention.start])
        after = _AFTER_AGENCY.match(text[mention.end : min(end, mention.end + 60)])
        if not before or not _is_dateline(before, after, text[mention.end : mention.end + 2]):
            continue
        first = _AGENCY_FIRST.match(text[mention.end + 1 : reach]) if before["place"] is None else None
        parts = first or before
        raw_end = mention.end + (after.end() if after else 0) + (len(first[0]) if first else 0)
        raw = text[start:raw_end].strip()
        day = _day_of(parts["day"], published, outlet)
        place = parts["place"].strip(" ,.") if parts["place"] else None
        return Found(Dateline(place=place, day=day, agency=mention.agency.agency_id, raw=raw), mention)
    return None


def _is_dateline(before: re.Match[str], after: re.Match[str] | None, behind: str) -> bool:
    """`(Reuters) -` with or without a place; `TOKYO, 20 Feb AAP` with place and day."""
    if before["open"]:
        return after is not None
    if before["place"] and before["day"]:
        return after is not None or behind[:1].isspace() or not behind
    return before["place"] is not None and after is not None and before["place"].isupper()


def _place_only(paragraph: str, published: date | None, outlet: Outlet | None) -> Found | None:
    match = _PLACE_ONLY.match(paragraph[:_REACH])
    if not match:
        return None
    day = _day_of(match["day"], published, outlet)
    place = match["place"].strip(" ,.")
    return Found(Dateline(place=place, day=day, agency=None, raw=match[0].strip()), None)


def _day_of(written: str | None, published: date | None, outlet: Outlet | None) -> date | None:
    """A dateline's day has no year: that of the publication, or the one before around New Year."""
    if not written:
        return None
    years = [""] if re.search(r"\d{4}", written) else []
    if not years and published:
        years = [str(published.year), str(published.year - 1)]
    for year in years:
        moment = read_moment(f"{written} {year}".strip(), origin="dateline", outlet=outlet)
        if moment and moment.day and (published is None or moment.day <= published + timedelta(days=2)):
            return moment.day
    return None
