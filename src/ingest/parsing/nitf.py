"""NITF, the IPTC's News Industry Text Format: versions 2.5 to 3.6, with and without namespace."""

from collections.abc import Iterator

from ingest.parsing.feeds_fields import absolute, first_dated, whole_number
from ingest.parsing.wire_fields import (
    code_of,
    distinct,
    first_words,
    paragraphs_in,
    signals_of,
    status_of,
    urgency_of,
    words_of,
)
from ingest.parsing.xml import LANGUAGE, Element, inside, local_name
from ingest.records import ItemLink, Media, Moment, PublicationStatus, WireItem

_SUBJECT = (
    "tobject.subject.detail",
    "tobject.subject.matter",
    "tobject.subject.type",
    "tobject.subject.code",
)
_PLACE = ("city", "state-prov", "county-dist", "country", "iso-cc")


def read_nitf(root: Element) -> WireItem:
    """The item below a `nitf` element."""
    facts = next(inside(root, "head", "docdata"), None)
    top = next(inside(root, "body", "body.head"), None)
    headlines = [*map(words_of, inside(top, "hedline", "hl1")), *map(words_of, inside(top, "hedline", "hl2"))]
    signals = signals_of(_attributes(facts, "ed-msg", "msg-type"))
    embargoed = _moment(facts, "date.release")
    status = status_of(facts.get("management-status") if facts is not None else None, signals)
    if status is PublicationStatus.WITHHELD and embargoed:
        status = PublicationStatus.USABLE  # "embargoed" with its hour: usable from then on
    return WireItem(
        standard="nitf",
        guid=next(_attributes(facts, "doc-id", "id-string"), None),
        version=next(_attributes(facts, "du-key", "version"), None),
        status=status,
        signals=signals,
        headline=next(filter(None, headlines), None) or first_words(root, "head", "title"),
        alternative_headlines=distinct([one for one in headlines if one][1:]),
        summary=_summary(top),
        slug=next(_attributes(facts, "fixture", "fix-id"), None)
        or next(_attributes(facts, "du-key", "key"), None),
        byline=first_words(top, "byline"),
        dateline=first_words(top, "dateline"),
        paragraphs=_paragraphs(root),
        provider=_provider(facts, top),
        credit_line=first_words(top, "distributor"),
        urgency=next(filter(None, map(urgency_of, _attributes(facts, "urgency", "ed-urg"))), None),
        subjects=_subjects(root),
        keywords=distinct(_attributes(facts, "key-list", "keyword", "key")),
        places=_places(facts, top),
        language=_language(root),
        first_created=_moment(facts, "date.issue"),
        version_created=_story_date(root) or _moment(facts, "date.issue"),
        embargoed=embargoed,
        rights=_rights(facts),
        usage_terms=first_words(top, "rights"),
        editor_note=next(_attributes(facts, "ed-msg", "info"), None),
        media=tuple(_media(root)),
        links=tuple(_links(facts)),
    )


def _attributes(element: Element | None, *path: str) -> Iterator[str]:
    """The values of an attribute, the last name of the path, where they are not blank."""
    for found in inside(element, *path[:-1]):
        if value := " ".join((found.get(path[-1]) or "").split()):
            yield value


def _paragraphs(root: Element) -> tuple[str, ...]:
    for body in inside(root, "body", "body.content"):
        return paragraphs_in(body)
    return ()


def _summary(top: Element | None) -> str | None:
    for abstract in inside(top, "abstract"):
        return " ".join(paragraphs_in(abstract)) or None
    return None


def _provider(facts: Element | None, top: Element | None) -> str | None:
    stated = (*_attributes(facts, "doc-id", "regsrc"), *_attributes(facts, "doc.copyright", "holder"))
    return first_words(top, "distributor") or next(iter(stated), None)


def _subjects(root: Element) -> tuple[str, ...]:
    return distinct(
        next(filter(None, map(subject.get, _SUBJECT)), None)
        for subject in inside(root, "head", "tobject", "tobject.subject")
    )


def _places(facts: Element | None, top: Element | None) -> tuple[str, ...]:
    """Where it happened (`evloc`), what the text is about (`location`), where it was written."""
    happened = (next(filter(None, map(place.get, _PLACE)), None) for place in inside(facts, "evloc"))
    named = map(words_of, inside(facts, "identified-content", "location"))
    written = map(words_of, inside(top, "dateline", "location"))
    return distinct([*happened, *named, *written])


def _language(root: Element) -> str | None:
    for element in (root, *inside(root, "body"), *inside(root, "body", "body.content")):
        if language := element.get(LANGUAGE) or element.get("lang"):
            return language
    return None


def _rights(facts: Element | None) -> str | None:
    for notice in inside(facts, "doc.copyright"):
        parts = [part for part in (notice.get("year"), notice.get("holder")) if part]
        return " ".join(parts) or None
    return None


def _moment(facts: Element | None, name: str) -> Moment | None:
    return first_dated(_attributes(facts, name, "norm"), f"nitf:{name}")


def _story_date(root: Element) -> Moment | None:
    found = _attributes(root, "body", "body.head", "dateline", "story.date", "norm")
    return first_dated(found, "nitf:story.date")


def _media(root: Element) -> Iterator[Media]:
    for content in inside(root, "body", "body.content"):
        for media in content.iter():
            if local_name(media) == "media":
                yield from _one_media(media)


def _one_media(media: Element) -> Iterator[Media]:
    references = [one for one in inside(media, "media-reference") if absolute(one.get("source"), "")]
    references.sort(key=lambda one: -(whole_number(one.get("width")) or 0))
    if not references:
        return
    best = references[0]
    yield Media(
        url=absolute(best.get("source"), ""),
        media_type=best.get("mime-type"),
        medium={"image": "image", "video": "video", "audio": "audio"}.get(code_of(media.get("media-type"))),
        title=best.get("alternate-text") or None,
        caption=first_words(media, "media-caption"),
        credit=first_words(media, "media-producer"),
        thumbnail_url=absolute(references[-1].get("source"), "") if len(references) > 1 else None,
        width=whole_number(best.get("width")),
        height=whole_number(best.get("height")),
    )


def _links(facts: Element | None) -> Iterator[ItemLink]:
    """The document that this one is about; its new status is the relation (NITF 3.1)."""
    if facts is not None and (guid := facts.get("management-doc-idref")):
        yield ItemLink(relation=code_of(facts.get("management-idref-status")) or "replaces", guid=guid)
