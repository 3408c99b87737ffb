"""When an article was published and changed: all candidates in order of trust.

Machine-readable marks first, then what the feed says, then dates shown next to the headline, then marks
that many sites use for the last change, other shown dates, the address, and htmldate's search for a day.
What becomes of contradictions: `contradictions.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from ingest.knowledge import Knowledge
from ingest.normalise.contradictions import SHOWN, Seen, resolved
from ingest.normalise.page import Page
from ingest.normalise.shown import Shown, answers, shown_dates
from ingest.normalise.stamps import noted_day, opening_day, stamps_in
from ingest.parsing.dates import read_moment
from ingest.parsing.html import selected
from ingest.parsing.structured import texts_of
from ingest.parsing.urls import day_in
from ingest.records import Agency, Moment, Outlet, ZoneBasis

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.created", "dc.date.created", "dcterms.issued", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "article:published", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "rnews:datepublished", "og:pubdate", "published_time", "og:published_time", "article_date_original",
    "iso-8601-publish-date", "citation_publication_date", "datecreated",
    "originalpublicationdate", "article:created", "creation_date", "release_date", "og:release_date",
)  # fmt: skip
WEAK_METAS = ("date", "dc.date", "dcterms.date", "last-publish-date")
"""Names that do not say which date is meant: many sites put the last change there."""
MODIFIED_METAS = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified",
    "datemodified", "dc.date.modified", "dcterms.modified", "lastmod", "last-modified", "rnews:datemodified",
)  # fmt: skip

_PARAGRAPH = 15  # words: a block with fewer is no paragraph of an article
_PARAGRAPHS = 12  # where an opening is looked for
_OPENING = 120  # characters
_MOST_ANSWERS = 60
_NOTE = 80  # words: "This entry was posted on …", with where it is filed and how to answer


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
    published, modified = published_candidates(page, reader), modified_candidates(page, reader)
    found = published or _in_words(page, reader) or _answered(page, reader) or _searched(page, reader)
    return resolved_times(found, modified, Seen(page.seen_at, page.outlet))


def published_candidates(page: Page, reader: Reader) -> list[Moment]:
    """Every date that may be the publication's, the most trusted first."""
    machine, weak = list(_machine_published(page, reader)), list(_read(page.data.meta(*WEAK_METAS), reader))
    is_known = _are_known(machine, weak) and not _repeats_change(machine[0], page, reader)
    shown = [] if is_known else [mark for mark in shown_dates(page) if not mark.is_update]
    entry = page.entry
    return [
        *machine,
        *([reader.listed(entry.published)] if entry and entry.published else []),
        *_shown(reader, (mark for mark in shown if mark.is_near)),
        *weak,
        *_in_address(page, reader),
        *_shown(reader, (mark for mark in shown if not mark.is_near and not machine)),
    ]


def modified_candidates(page: Page, reader: Reader) -> list[Moment]:
    """Every date that may be the last change's, the most trusted first."""
    entry = page.entry
    machine = [
        *_read(page.data.values("dateModified", weak=True), reader),
        *_read(page.data.meta(*MODIFIED_METAS), reader),
        *([reader.listed(entry.updated)] if entry and entry.updated else []),
    ]
    return machine or _shown(reader, (mark for mark in shown_dates(page) if mark.is_update))


def resolved_times(published: Sequence[Moment], modified: Sequence[Moment], seen: Seen) -> Times:
    """Both times from their candidates. A line that only says "updated" dates the article as well."""
    last = resolved(modified, seen)
    dated = published or [moment for moment in modified if moment.origin in SHOWN]
    first = resolved(dated, seen._replace(changed=last))
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


def _are_known(machine: Sequence[Moment], weak: Sequence[Moment]) -> bool:
    """Whether machines are told one instant: then nothing that is shown can say more."""
    known = [moment for moment in machine if moment.at and moment.zone_basis is not ZoneBasis.OUTLET]
    days = {moment.day for moment in (*machine, *weak)}
    return bool(known) and len(days) == 1


def _repeats_change(moment: Moment, page: Page, reader: Reader) -> bool:
    """Whether the publication is told as the very instant of the last change: it may be nothing else."""
    marks = (*page.data.values("dateModified", weak=True), *page.data.meta(*MODIFIED_METAS))
    changed = _read(marks, reader)
    return moment.at is not None and any(moment.at == change.at for change in changed)


# --- candidates ---------------------------------------------------------------------------------------


def _machine_published(page: Page, reader: Reader) -> Iterator[Moment]:
    properties = [
        element.get("datetime") or element.get("content") or ""
        for element in selected(page.tree, "//*[@itemprop='datePublished']")
    ]
    yield from _read(page.data.values("datePublished", "dateCreated", "uploadDate"), reader)
    yield from _read(page.data.values("datePublished", weak=True), reader)
    yield from _read(page.data.meta(*PUBLISHED_METAS), reader)
    yield from _read((("itemprop:datePublished", raw) for raw in properties[:2]), reader)


def _read(marks: Iterable[tuple[str, object]], reader: Reader) -> Iterator[Moment]:
    for origin, value in marks:
        for raw in texts_of(value)[:1]:
            moment = reader.moment(raw, origin)
            if moment:
                yield moment


def _shown(reader: Reader, marks: Iterable[Shown]) -> list[Moment]:
    return [moment for mark in marks if (moment := reader.moment(mark.raw, mark.origin))]


def _in_address(page: Page, reader: Reader) -> list[Moment]:
    """The day in the page's address: evidence, and all there is where the page shows nothing."""
    day = day_in(page.url)
    moment = reader.moment(day.isoformat(), "url") if day else None
    return [moment] if moment else []


def _in_words(page: Page, reader: Reader) -> list[Moment]:
    """Days in running words: a labelled one in the description, a note's, a dateline's."""
    described = [text for _, text in page.data.meta("description", "og:description")]
    labelled = [
        stamp.raw
        for text in described
        for stamp in stamps_in(text)
        if stamp.is_labelled and not stamp.is_update
    ]
    notes = [block.text for block in page.blocks if _PARAGRAPH <= block.words <= _NOTE]
    openings = [block.text.strip()[:_OPENING] for block in page.blocks if block.words >= _PARAGRAPH]
    return [
        moment
        for origin, days in (
            ("meta:description", labelled),
            ("note", map(noted_day, notes)),
            ("dateline", map(opening_day, openings[:_PARAGRAPHS])),
        )
        for day in days
        if day and (moment := reader.moment(day, origin))
    ]


def _answered(page: Page, reader: Reader) -> list[Moment]:
    """The earliest day of an answer: nobody answers what is not there. In a forum it is the question's."""
    moments = (reader.moment(raw, "comment") for raw in islice(answers(page), _MOST_ANSWERS))
    return sorted((moment for moment in moments if moment and moment.day), key=_by_day)[:1]


def _by_day(moment: Moment) -> date:
    return moment.day or date.max


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
