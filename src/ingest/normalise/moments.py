"""When an article was published and changed: all candidates in order of trust, one winner, reasons kept.

Machine-readable marks first, then what the feed says, then visible lines, then htmldate's search for a
day. Rules for contradictions stand in `resolved`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from ingest.knowledge import Knowledge
from ingest.normalise.page import Page
from ingest.normalise.stamps import stamps_in
from ingest.parsing.dates import read_moment
from ingest.parsing.html import seen_text, selected
from ingest.parsing.structured import texts_of
from ingest.records import Agency, Moment, Outlet, Precision, Reading, ZoneBasis

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date.issued",
    "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "article:published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "rnews:datepublished", "og:pubdate", "published_time", "og:published_time", "article_date_original",
    "iso-8601-publish-date", "last-publish-date", "citation_publication_date", "datecreated",
    "originalpublicationdate", "article:created", "creation_date", "release_date", "og:release_date",
)  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "dc.date.modified",
    "dcterms.modified", "lastmod", "last-modified", "rnews:datemodified",
)  # fmt: skip
_CLOCK_SKEW = timedelta(minutes=10)
_ZONE_MISTAKE = timedelta(hours=36)  # two readings further apart than this are not one date with two zones
_MOST_BLOCKS = 150
_MOST_WORDS = 30
_WALL_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
_DATE_CLASS = re.compile(
    r"(?<![a-z])(date|datum|fecha|data|time(stamp)?|publish\w*|pub-?date|posted|updated|meta|byline|dateline)(?![a-z])"
)


class Reader(NamedTuple):
    """How dates of one article are read."""

    outlet: Outlet
    knowledge: Knowledge
    agency: Agency | None = None

    def moment(self, raw: str, origin: str) -> Moment | None:
        """One mark as a moment."""
        return read_moment(
            raw, origin=origin, outlet=self.outlet, zones=self.knowledge.zones, agency=self.agency
        )

    def listed(self, moment: Moment) -> Moment:
        """A feed's date read again: the feed document alone does not know its outlet's country and zone."""
        return self.moment(moment.raw, moment.origin) or moment


class Times(NamedTuple):
    """When an article was published and last changed."""

    published: Moment | None
    modified: Moment | None


def times_of(page: Page, agency: Agency | None) -> Times:
    """The times that a page states, or the day that htmldate finds."""
    reader = Reader(page.outlet, page.knowledge, agency)
    machine = _machine_published(page, reader)
    is_known = any(moment.at and moment.zone_basis is not ZoneBasis.OUTLET for moment in machine)
    visible = [] if is_known else visible_moments(_date_lines(page), reader)
    entry = page.entry
    published = [
        *machine,
        *([reader.listed(entry.published)] if entry and entry.published else []),
        *(moment for is_update, moment in visible if not is_update),
    ]
    modified = [
        *_read(page.data.values("dateModified", weak=True), reader),
        *_read(page.data.meta(*MODIFIED_METAS), reader),
        *([reader.listed(entry.updated)] if entry and entry.updated else []),
        *(moment for is_update, moment in visible if is_update),
    ]
    return resolved_times(published or _searched(page, reader), modified, page.seen_at)


def resolved_times(published: Sequence[Moment], modified: Sequence[Moment], seen_at: datetime) -> Times:
    """Both times from their candidates. A line that only says "updated" dates the article as well."""
    first = resolved(published or [moment for moment in modified if moment.origin == "visible"], seen_at)
    last = resolved(modified, seen_at)
    if first and last and first.at and last.at and last.at < first.at:
        note = "earlier than the publication: one of the two is wrong"
        last = last.model_copy(update={"notes": (*last.notes, note)})
    return Times(first, last)


def visible_moments(lines: Iterable[str], reader: Reader) -> list[tuple[bool, Moment]]:
    """(is_update, moment) of the date lines among some lines; labelled dates come first."""
    found = [
        (stamp.is_labelled, stamp.is_update, moment)
        for line in lines
        for stamp in stamps_in(line)
        if (moment := reader.moment(stamp.raw, "visible"))
    ]
    found.sort(key=lambda item: not item[0])
    return [(is_update, moment) for _, is_update, moment in found]


def resolved(candidates: Sequence[Moment], seen_at: datetime) -> Moment | None:
    """The candidate that wins, with the others as alternatives.

    The first candidate wins, but: a day order that is open is settled by another date of the page; a
    day or a clock without a zone gives way to the same day or clock with one; of the same digits with
    two offsets the one that is not UTC is right (a local time stamped as UTC is the usual fault: 75 of
    2,000 pages, research/extract.md section 4); a time after the capture gives way to a possible one.
    """
    if not candidates:
        return None
    best = _settled(candidates[0], candidates)
    others = candidates[1:]
    for improve in (_with_zone, _local_digits, _possible):
        best = improve(best, others, seen_at)
    return best.model_copy(update={"alternatives": _alternatives(best, candidates)})


# --- candidates ---------------------------------------------------------------------------------------


def _machine_published(page: Page, reader: Reader) -> list[Moment]:
    data, tree = page.data, page.tree
    properties = [
        element.get("datetime") or element.get("content") or ""
        for element in selected(tree, "//*[@itemprop='datePublished']")
    ]
    times = [element.get("datetime") or "" for element in tree.iter("time")]
    pubdates = [
        element.get("datetime") or "" for element in tree.iter("time") if element.get("pubdate") is not None
    ]
    inside = [
        element.get("datetime") or "" for article in tree.iter("article") for element in article.iter("time")
    ]
    return [
        *_read(data.values("datePublished", "dateCreated", "uploadDate"), reader),
        *_read(data.values("datePublished", weak=True), reader),
        *_read(data.meta(*PUBLISHED_METAS), reader),
        *_read((("itemprop:datePublished", raw) for raw in properties[:2]), reader),
        *_read((("time[pubdate]", raw) for raw in pubdates[:1]), reader),
        *_read((("time", raw) for raw in (inside or times)[:1]), reader),
    ]


def _read(marks: Iterable[tuple[str, object]], reader: Reader) -> Iterator[Moment]:
    for origin, value in marks:
        for raw in texts_of(value)[:1]:
            moment = reader.moment(raw, origin)
            if moment:
                yield moment


def _date_lines(page: Page) -> Iterator[str]:
    """Short lines near the title, and elements whose class says date."""
    heading = next((i for i, block in enumerate(page.blocks[:_MOST_BLOCKS]) if block.tag == "h1"), 0)
    for block in page.blocks[heading : heading + 15]:
        if block.words <= _MOST_WORDS and block.tag not in {"h1", "li", "td"}:
            yield block.text
    for element in page.called(_DATE_CLASS):
        if len(element) <= 6:
            text = seen_text(element)
            if len(text) < 200:
                yield text


def _searched(page: Page, reader: Reader) -> list[Moment]:
    """The day that htmldate finds anywhere on the page; the last resort."""
    from htmldate import find_date  # noqa: PLC0415 - slow to import, and few pages need it

    try:
        day = find_date(page.tree, url=page.url, original_date=True, extensive_search=True)
    except (
        ValueError,
        TypeError,
        AttributeError,
        OverflowError,
    ):  # it fails on odd pages; the page is still good
        return []
    moment = reader.moment(day, "htmldate") if day else None
    return [moment] if moment else []


# --- rules --------------------------------------------------------------------------------------------


def _settled(moment: Moment, candidates: Sequence[Moment]) -> Moment:
    """An open day order, settled by another date of the page that agrees with one of the readings."""
    if moment.day is not None:
        return moment
    days = {other.day for other in candidates if other.day}
    agreeing = [reading for reading in moment.alternatives if reading.day in days]
    if len(agreeing) != 1:
        return next((other for other in candidates if other.day), moment)
    return _promoted(agreeing[0], "another date of the page settles the day order")


def _with_zone(best: Moment, others: Sequence[Moment], _: datetime) -> Moment:
    if best.zone_basis in {ZoneBasis.OFFSET, ZoneBasis.ABBREVIATION}:
        return best
    for other in others:
        if other.at is None or other.zone_basis not in {ZoneBasis.OFFSET, ZoneBasis.ABBREVIATION}:
            continue
        if _is_same_clock(best, other) or (_is_day_only(best) and other.day == best.day):
            return _noted(other, f"agrees with {best.origin} and says its zone")
    return best


def _local_digits(best: Moment, others: Sequence[Moment], _: datetime) -> Moment:
    if not _is_utc(best):
        return best
    for other in others:
        if (
            other.at
            and other.zone_basis is ZoneBasis.OFFSET
            and not _is_utc(other)
            and _is_same_clock(best, other)
        ):
            return _noted(other, f"same digits as {best.origin}, which stamps them as UTC")
    return best


def _possible(best: Moment, others: Sequence[Moment], seen_at: datetime) -> Moment:
    if not _is_after(best, seen_at):
        return best
    for other in others:
        if (
            other.at
            and best.at
            and not _is_after(other, seen_at)
            and abs(other.at - best.at) <= _ZONE_MISTAKE
        ):
            return _noted(other, f"{best.origin} says a time after the page was seen")
    return _noted(best, "later than the capture: a wrong clock or zone; nothing on the page says better")


def _is_after(moment: Moment, seen_at: datetime) -> bool:
    if moment.at:
        return moment.at > seen_at + _CLOCK_SKEW
    return moment.day is not None and moment.day > _latest_day(seen_at)


def _latest_day(seen_at: datetime) -> date:
    """The day that has begun somewhere on earth."""
    return (seen_at.astimezone(UTC) + timedelta(hours=14)).date()


def _is_same_clock(one: Moment, other: Moment) -> bool:
    mine, theirs = _WALL_CLOCK.search(one.raw), _WALL_CLOCK.search(other.raw)
    return mine is not None and theirs is not None and mine.groups() == theirs.groups()


def _is_day_only(moment: Moment) -> bool:
    clock = _WALL_CLOCK.search(moment.raw)
    return moment.precision is Precision.DAY or (clock is not None and clock[2] == "00:00")


def _is_utc(moment: Moment) -> bool:
    return (
        moment.zone_basis is ZoneBasis.OFFSET
        and re.search(r"(Z|UTC|GMT|[+-]00:?00)$", moment.raw.strip()) is not None
    )


def _noted(moment: Moment, note: str) -> Moment:
    return moment.model_copy(update={"notes": (*moment.notes, note)})


def _promoted(reading: Reading, note: str) -> Moment:
    fields = {name: getattr(reading, name) for name in Reading.model_fields}
    return Moment.model_construct(**{**fields, "notes": (*reading.notes, note)}, alternatives=())


def _alternatives(best: Moment, candidates: Sequence[Moment]) -> tuple[Reading, ...]:
    """The other candidates that say something else, and the other readings of the winner."""
    found: list[Reading] = list(best.alternatives)
    said = {(best.at, best.day)}
    for other in candidates:
        if (other.at, other.day) in said:
            continue
        said.add((other.at, other.day))
        found.append(Reading.model_construct(**{name: getattr(other, name) for name in Reading.model_fields}))
    return tuple(found)
