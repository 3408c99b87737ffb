"""From bytes to an article: each part found by its own module, put together here."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from ingest.errors import NotAnArticle
from ingest.knowledge import Knowledge, packaged
from ingest.normalise import metadata, pictures
from ingest.normalise.agencies import agency_names
from ingest.normalise.authors import authors_of, byline_of, named_authors
from ingest.normalise.body import Draft, body_of
from ingest.normalise.contradictions import Seen
from ingest.normalise.credits import Material, credits_of
from ingest.normalise.datelines import dateline_in
from ingest.normalise.feed_content import with_feed_content
from ingest.normalise.identity import address_of, plain_address
from ingest.normalise.kinds import is_partial, kind_of, with_text_of_kind
from ingest.normalise.language import detected_language
from ingest.normalise.layout import made_readable
from ingest.normalise.moments import Reader, resolved_times, times_of, visible_moments
from ingest.normalise.page import Page
from ingest.normalise.plain import PlainArticle, plain_article
from ingest.normalise.rejection import is_html, refuse_bytes, refuse_kind, refuse_page
from ingest.normalise.wire_items import wire_article
from ingest.parsing.html import decoded_text, html_tree, seen_text
from ingest.parsing.structured import text_of, texts_of
from ingest.parsing.urls import canonical_url
from ingest.parsing.wire import is_wire
from ingest.parsing.words import one_line, word_count, word_key
from ingest.records import (
    Agency,
    Article,
    Author,
    BodySource,
    DroppedLine,
    FeedEntry,
    LeadImage,
    Moment,
    PageKind,
)

_CLAIMS = ("creditText", "sourceOrganization", "provider")
_CLAIM_METAS = (
    "syndication-source",
    "original-source",
    "dc.source",
    "article:source",
    "news_source",
    "agency",
)
_CREDIT_CLASS = re.compile(r"source|agency|credit|copyright|syndicat")
_SHORTEST_PLAIN = 8  # words

EMPTY_PAGE = b"<!doctype html><html><head></head><body></body></html>"
"""In place of a page where the feed's entry is all there is of an article."""


def normalise(
    payload: bytes,
    *,
    url: str,
    content_type: str | None = None,
    seen_at: datetime,
    entry: FeedEntry | None = None,
    knowledge: Knowledge | None = None,
) -> Article:
    """The article that a page shows, in the common schema.

    Args:
        payload: the decoded body of the answer (no content encoding): HTML, plain text, a wire format.
        url: the address that it was read from.
        content_type: the header as received, where there was one.
        seen_at: when it was read, aware: nothing was published after that.
        entry: what the feed said that led here.
        knowledge: outlets, agencies and zones; the packaged ones by default.

    Raises:
        NotAnArticle: with one of the reasons in `ingest.normalise.rejection.REASONS`.
    """
    known = knowledge or packaged()
    if is_wire(payload, content_type=content_type):
        return wire_article(payload, url=url, content_type=content_type, seen_at=seen_at, known=known)
    text = _readable(payload, content_type)
    if _is_plain(text, content_type):
        return _plain(text, url, seen_at, entry, known)
    return _marked_up(_page(text, url, seen_at, entry, known))


def page_of(
    payload: bytes,
    *,
    url: str,
    content_type: str | None,
    seen_at: datetime,
    entry: FeedEntry | None,
    known: Knowledge,
) -> Page:
    """The page as this stage's modules see it.

    Raises:
        NotAnArticle: the bytes are no page.
    """
    return _page(_readable(payload, content_type), url, seen_at, entry, known)


def _readable(payload: bytes, content_type: str | None) -> str:
    refuse_bytes(payload, content_type)
    text = decoded_text(payload, content_type)
    refuse_kind(text)
    return text


def _is_plain(text: str, content_type: str | None) -> bool:
    return (content_type or "").lower().startswith("text/plain") or not is_html(text)


def _page(text: str, url: str, seen_at: datetime, entry: FeedEntry | None, known: Knowledge) -> Page:
    tree = html_tree(text)
    if tree is None:
        raise NotAnArticle("empty", "no element in it")
    taken_out = made_readable(tree)
    return Page(url, tree, seen_at, entry, known, taken_out)


# --- HTML ---------------------------------------------------------------------------------------------


def _marked_up(page: Page) -> Article:
    draft, kind = _read(page)
    is_free = metadata.is_free(page.data)
    partial = is_partial(draft, page, is_free=is_free)
    summary = standfirst(draft) or metadata.first_text(metadata.summaries(page))
    draft = _without_repeated_lead(draft, summary)
    text = "\n".join(draft.lines)
    byline, authors, address = byline_of(page), authors_of(page), address_of(page)
    times = times_of(page, _writing_agency(byline, authors, page.knowledge))
    found = dateline_in(text, agency_names(page.knowledge), _day(times.published), page.outlet)
    title = metadata.title_of(page)
    image = pictures.lead_image_of(page)
    dropped = [line.line for line in draft.dropped]
    captions = _captions(page)
    material = Material(
        text=text, byline=byline, authors=authors, author_origin="page:author", claims=_claims(page),
        dropped=[
            *(line for line in dropped if line not in captions),
            *_credit_lines(page, {*dropped, *draft.lines}),
        ],
        image=image, captions=captions, canonical=address.foreign,
        source=page.entry.source if page.entry else None,
        dateline=found.mentions if found else (), dateline_raw=found.dateline.raw if found else "",
        countries=(found.country if found else None, page.outlet.country),
    )  # fmt: skip
    return Article(
        article_id=address.article_id, url=page.url, canonical_url=address.canonical,
        foreign_canonical_url=canonical_url(address.foreign) if address.foreign else None,
        outlet_id=page.outlet.outlet_id,
        title=_nfc(title), alternative_title=metadata.alternative_title_of(page, title),
        summary=_nfc(summary) if summary else None, text=text, body_source=draft.source,
        authors=authors, byline=byline, dateline=found.dateline if found else None,
        credits=credits_of(material, page.knowledge), published=times.published, modified=times.modified,
        language=detected_language(title, text), declared_language=metadata.declared_language_of(page),
        section=metadata.first_text(metadata.sections(page.data)), topics=metadata.topics_of(page.data),
        lead_image=image,
        is_free=False if partial else is_free, is_partial=partial, page_kind=kind,
        rights=metadata.rights_of(page.data),
        notices=metadata.notices_in((*dropped, *draft.lines), page.data),
        dropped=(*draft.dropped, *page.taken_out),
    )  # fmt: skip


def _read(page: Page) -> tuple[Draft, PageKind]:
    """The body and the kind of its page.

    Raises:
        NotAnArticle: the page holds no article.
    """
    draft = with_feed_content(body_of(page), page.entry)
    kind = kind_of(page, draft)
    draft = with_text_of_kind(draft, page, kind)
    refuse_page(page, "\n".join(draft.lines), kind)
    return draft, kind


def standfirst(draft: Draft) -> str | None:
    """The first line that stands between title and text and says more than a label."""
    lines = [line.line for line in draft.dropped if line.reason == "standfirst"]
    return next((line for line in lines if len(line.split()) >= 6), None)


def _without_repeated_lead(draft: Draft, summary: str | None) -> Draft:
    """The last paragraph dropped where it repeats the summary or the first paragraph.

    Some publishers do that; kept, a search for copies would see two leads.
    """
    if len(draft.lines) < 2:
        return draft
    last = word_key(draft.lines[-1])
    if last not in {word_key(summary or ""), word_key(draft.lines[0])} - {""}:
        return draft
    repeated = DroppedLine(line=draft.lines[-1], reason="repeats-summary")
    return draft._replace(lines=draft.lines[:-1], dropped=(*draft.dropped, repeated))


def _captions(page: Page) -> list[str]:
    return [
        line
        for caption in page.tree.iter("figcaption")
        if 0 < len(line := one_line(seen_text(caption))) <= 500
    ][:20]


def _claims(page: Page) -> list[tuple[str, str]]:
    """Machine-readable marks of where the text comes from."""
    data = page.data
    stated = [
        (where, text) for where, value in data.values(*_CLAIMS) for text in texts_of(data.resolved(value))
    ]
    return [*stated, *data.meta(*_CLAIM_METAS)]


def _credit_lines(page: Page, known: Iterable[str]) -> list[str]:
    """Short lines outside the body whose class says where the text comes from."""
    seen = set(known)
    lines: list[str] = []
    marked = set(page.called(_CREDIT_CLASS))
    for block in page.blocks:
        outer = [block.element, *block.element.iterancestors()]
        if block.words > 40 or not marked.intersection(outer[:3]):
            continue
        if any(element.tag in {"figure", "figcaption"} for element in outer):
            continue
        line = one_line(block.text)
        if line not in seen:
            lines.append(line)
            seen.add(line)
    return lines[:20]


# --- plain text ---------------------------------------------------------------------------------------


def _plain(text: str, url: str, seen_at: datetime, entry: FeedEntry | None, known: Knowledge) -> Article:
    parts = plain_article(text)
    body = "\n".join(parts.lines) if parts else ""
    if parts is None or word_count(body) < _SHORTEST_PLAIN:
        raise NotAnArticle("no-text", "a plain text without paragraphs")
    parts = _plain_without_repeat(parts)
    body = "\n".join(parts.lines)
    outlet, address = known.outlet_of(url, seen_at.date()), plain_address(url)
    authors = named_authors(parts.byline) if parts.byline else entry.authors if entry else ()
    agency = _writing_agency(parts.byline, authors, known)
    reader = Reader(outlet, known, agency)
    visible = visible_moments([parts.date_line] if parts.date_line else [], reader)
    published = [moment for is_update, moment in visible if not is_update]
    published += [reader.listed(entry.published)] if entry and entry.published else []
    times = resolved_times(
        published, [moment for is_update, moment in visible if is_update], Seen(seen_at, outlet)
    )
    found = dateline_in(body, agency_names(known), _day(times.published), outlet)
    material = Material(
        text=body, byline=parts.byline, authors=authors, author_origin="byline", claims=(),
        dropped=[line.line for line in parts.dropped if line.reason == "tail"],
        image=None, captions=parts.captions,
        canonical=None, source=entry.source if entry else None,
        dateline=found.mentions if found else (), dateline_raw=found.dateline.raw if found else "",
        countries=(found.country if found else None, outlet.country),
    )  # fmt: skip
    title = parts.title or (text_of(entry.title) if entry and entry.title else None) or ""
    return Article(
        article_id=address.article_id, url=url, canonical_url=address.canonical, outlet_id=outlet.outlet_id,
        title=title, summary=parts.summary, text=body, body_source=BodySource.PLAIN_TEXT,
        authors=_marked(authors, known), byline=parts.byline, dateline=found.dateline if found else None,
        credits=credits_of(material, known), published=times.published, modified=times.modified,
        language=detected_language(title, body), notices=metadata.notices_in(parts.lines),
        dropped=parts.dropped,
        lead_image=_caption_image(parts.captions),
    )  # fmt: skip


def _plain_without_repeat(parts: PlainArticle) -> PlainArticle:
    draft = _without_repeated_lead(Draft(parts.lines, parts.dropped), parts.summary)
    return parts._replace(lines=draft.lines, dropped=draft.dropped)


def _caption_image(captions: Sequence[str]) -> LeadImage | None:
    if not captions:
        return None
    return LeadImage(caption=captions[0], credit=pictures.image_credit_in(captions[0]))


# --- both ---------------------------------------------------------------------------------------------


def _writing_agency(byline: str | None, authors: Iterable[Author], known: Knowledge) -> Agency | None:
    """The agency that the byline names: its country helps to read a zone."""
    names = agency_names(known)
    for text in (byline or "", *(author.name for author in authors)):
        mention = next(names.in_text(text[:300]), None)
        if mention:
            return mention.agency
    return None


def _marked(authors: Iterable[Author], known: Knowledge) -> tuple[Author, ...]:
    """Authors with agencies marked as organisations."""
    names = agency_names(known)
    return tuple(
        author.model_copy(update={"is_organisation": True}) if names.is_whole(author.name) else author
        for author in authors
    )


def _day(moment: Moment | None) -> date | None:
    return moment.day if moment else None


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
