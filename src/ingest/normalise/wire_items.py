"""An agency's item as an article: its own fields instead of a page's marks.

The agency is the publisher and is credited for the text by what its format says (`wire:provider`,
`wire:credit-line`). What it has killed or holds back is refused with a reason of its own: the bytes stay in
the archive, the refusal in the books, and no reader sees the text. A correction or an update is an article
like any other, with the editor's note as its notice.
"""

import unicodedata
from datetime import datetime

from ingest.errors import NotAnArticle, NotAWireItem
from ingest.knowledge import Knowledge
from ingest.normalise.agencies import agency_names
from ingest.normalise.authors import named_authors
from ingest.normalise.contradictions import Seen
from ingest.normalise.credits import Material, credits_of
from ingest.normalise.datelines import Found, dateline_in
from ingest.normalise.identity import Address, plain_address
from ingest.normalise.language import detected_language
from ingest.normalise.metadata import notices_in
from ingest.normalise.moments import Reader, Times, resolved_times
from ingest.parsing.urls import canonical_url, host_of
from ingest.parsing.wire import parse_wire
from ingest.records import (
    Agency,
    Article,
    Author,
    BodySource,
    Dateline,
    LeadImage,
    Outlet,
    PublicationStatus,
    WireItem,
    identity,
)

_REFUSED = {PublicationStatus.CANCELED: "withdrawn", PublicationStatus.WITHHELD: "withheld"}


def wire_article(
    payload: bytes, *, url: str, content_type: str | None, seen_at: datetime, known: Knowledge
) -> Article:
    """The article that a document in a wire format holds.

    Raises:
        NotAnArticle: `withdrawn`, `withheld`, `no-text`; `several-items` (`wire.split_wire` parts them);
            `entities`, `malformed` or `no-item` as `NotAWireItem` has them.
    """
    try:
        items = parse_wire(payload, content_type=content_type)
    except NotAWireItem as error:
        raise NotAnArticle(error.reason, str(error)) from error
    if len(items) > 1:
        raise NotAnArticle("several-items", f"{len(items)} items in one message")
    return article_of_item(items[0], url=url, seen_at=seen_at, known=known)


def article_of_item(item: WireItem, *, url: str, seen_at: datetime, known: Knowledge) -> Article:
    """The article that an agency's item is.

    Args:
        item: what the agency sent.
        url: where it was read from; an item without an identifier of its own is known by it.
        seen_at: when it was read, aware.
        known: outlets, agencies and zones.

    Raises:
        NotAnArticle: `withdrawn`, `withheld`, `no-text`.
    """
    if reason := _REFUSED.get(item.status):
        raise NotAnArticle(reason, " ".join(filter(None, (item.guid, item.editor_note)))[:300])
    if not item.paragraphs:
        raise NotAnArticle("no-text", "an item without a text")
    agency = _agency(item, known)
    outlet, address = _outlet(agency, item, url, known), _address(item, url)
    text = "\n".join(item.paragraphs)
    times = _times(item, Reader(outlet, known, agency), seen_at)
    authors = _authors(item, known)
    found = _dateline(item, text, times, known, outlet)
    image = next((one for one in item.media if one.medium in {"image", None}), None)
    lead = LeadImage(url=image.url, caption=image.caption, credit=image.credit) if image else None
    title = unicodedata.normalize("NFC", item.headline or "")
    material = Material(
        text=text, byline=item.byline, authors=authors, author_origin="byline", claims=_claims(item),
        dropped=(), image=lead, canonical=None, source=None,
        captions=[one.caption for one in item.media if one.caption],
        dateline=found.mentions if found else (), dateline_raw=found.dateline.raw if found else "",
        countries=(found.country if found else None, outlet.country),
    )  # fmt: skip
    return Article(
        article_id=address.article_id, url=url, canonical_url=address.canonical, outlet_id=outlet.outlet_id,
        title=title, alternative_title=next(iter(item.alternative_headlines), None), summary=item.summary,
        text=text, body_source=BodySource.WIRE, authors=authors, byline=item.byline,
        dateline=found.dateline if found else None, credits=credits_of(material, known),
        published=times.published, modified=times.modified, language=detected_language(title, text),
        declared_language=item.language, section=next(iter(item.subjects), None),
        topics=tuple(dict.fromkeys((*item.subjects, *item.keywords))), lead_image=lead,
        rights=item.usage_terms or item.rights, notices=_notices(item),
    )  # fmt: skip


def _agency(item: WireItem, known: Knowledge) -> Agency | None:
    """The agency that sends the item: by its whole name, else by a name within what it says of itself."""
    names = agency_names(known)
    for text in filter(None, (item.provider, item.credit_line, item.dateline, item.rights)):
        if agency := known.agency_named(text) or known.agency_named(text.upper()):
            return agency
        if mention := next(names.in_text(text[:300]), None):
            return mention.agency
    return known.agency_at(item.guid) if item.guid and host_of(item.guid) else None


def _outlet(agency: Agency | None, item: WireItem, url: str, known: Knowledge) -> Outlet:
    """The agency is who publishes; where nobody knows it, the item's or the document's host."""
    if agency and agency.domain:
        return known.outlet_of(f"https://{agency.domain}/")
    return known.outlet_of(item.guid if item.guid and host_of(item.guid) else url)


def _address(item: WireItem, url: str) -> Address:
    """All versions of an item are one article: by its identifier, which files and addresses vary around."""
    if item.guid is None:
        return plain_address(url)
    if item.guid.startswith(("http://", "https://")) and host_of(item.guid):
        return plain_address(item.guid)
    return Address(identity("article", "wire", item.guid), canonical_url(url))


def _times(item: WireItem, reader: Reader, seen_at: datetime) -> Times:
    created = [moment for moment in (item.first_created, item.version_created) if moment]
    published = [reader.listed(moment) for moment in created[:1]]
    modified = [reader.listed(moment) for moment in created[1:]]
    if modified and published and modified[0].at == published[0].at:
        modified = []
    return resolved_times(published, modified, Seen(seen_at, reader.outlet))


def _authors(item: WireItem, known: Knowledge) -> tuple[Author, ...]:
    names = agency_names(known)
    return tuple(
        author.model_copy(
            update={"is_organisation": author.is_organisation or bool(names.is_whole(author.name))}
        )
        for author in named_authors(item.byline or "")
    )


def _dateline(item: WireItem, text: str, times: Times, known: Knowledge, outlet: Outlet) -> Found | None:
    """The dateline within the text, else the one that stands in a field of its own."""
    names, day = agency_names(known), times.published.day if times.published else None
    if found := dateline_in(text, names, day, outlet):
        return found
    if item.dateline is None:
        return None
    if found := dateline_in(f"{item.dateline.rstrip(' -–—')} — .", names, day, outlet):  # noqa: RUF001
        return found._replace(mentions=())
    return Found(Dateline(place=None, day=None, agency=None, raw=item.dateline))


def _claims(item: WireItem) -> list[tuple[str, str]]:
    """Provider codes are often in lower case, agencies' short names in capitals."""
    stated = (
        ("wire:provider", item.provider),
        ("wire:credit-line", item.credit_line),
        ("wire:dateline", item.dateline),
    )
    claims = [(where, text) for where, text in stated if text]
    return [(where, text.upper() if text.isalpha() and len(text) <= 6 else text) for where, text in claims]


def _notices(item: WireItem) -> tuple[str, ...]:
    """Corrections and embargoes, in the agency's words where it has any."""
    said = [item.editor_note or "Correction"] if "correction" in item.signals else []
    until = [f"Embargoed until {item.embargoed.raw}"] if item.embargoed else []
    return (*said, *until, *notices_in(item.paragraphs))
