"""ninjs, the IPTC's News in JSON: versions 1.x, 2.x and 3.x.

Version 2 made lists of what were single or patterned properties (`headlines`, `bodies`, `associations`);
version 3 is version 2 in camel case. Names are compared in lower case, so one reader does for all.
"""

from collections.abc import Iterable, Iterator, Mapping

from ingest.parsing.feeds_fields import absolute, first_dated, whole_number, without_controls
from ingest.parsing.wire_fields import (
    code_of,
    distinct,
    html_paragraphs,
    plain_paragraphs,
    remarked_signals,
    signals_of,
    status_of,
    urgency_of,
)
from ingest.parsing.words import one_line
from ingest.records import ItemLink, Media, Moment, WireItem

Object = Mapping[str, object]

_MARKS = frozenset((
    "versioncreated", "firstcreated", "pubstatus", "representationtype", "headlines", "bodies",
    "body_text", "body_html", "body_xhtml", "body_richtext", "usageterms", "copyrightholder",
    "copyrightnotice", "renditions", "associations",
))  # fmt: skip
_MAIN_ROLES = frozenset({"", "main", "richtext", "text", "body", "story"})
_OLD_BODIES = (
    ("body_xhtml", "application/xhtml+xml"), ("body_html", "text/html"), ("body_richtext", "text/html"),
    ("body_text", "text/plain"),
)  # fmt: skip
_PICTURED = {"picture": "image", "graphic": "image", "photo": "image", "video": "video", "audio": "audio"}
_MOST_ASSOCIATIONS = 200


def is_ninjs(document: object) -> bool:
    """Whether a JSON value is a ninjs item: an identifier, and names that only ninjs has.

    >>> is_ninjs({"uri": "urn:x:1", "pubstatus": "usable"}), is_ninjs({"items": []})
    (True, False)
    """
    if not isinstance(document, dict):
        return False
    names = {name.lower() for name in document if isinstance(name, str)}
    return "uri" in names and bool(names & _MARKS)


def read_ninjs(document: Object) -> WireItem:
    """The item in a ninjs object."""
    item = _lower(document)
    signals = signals_of([*_texts(item, "signals"), *_texts(item, "signal")]) or _noted(item)
    headlines = [*_by_role(item, "headlines"), *_texts(item, "headline"), *_texts(item, "title")]
    return WireItem(
        standard="ninjs",
        guid=_text(item, "uri"),
        version=_text(item, "version"),
        status=status_of(_text(item, "pubstatus"), signals),
        signals=signals,
        headline=next(iter(headlines), None),
        alternative_headlines=distinct(headlines[1:]),
        summary=_summary(item),
        slug=_text(item, "slugline"),
        byline=_text(item, "by") or _text(item, "byline"),
        paragraphs=_body(item),
        provider=_provider(item),
        credit_line=_text(item, "creditline"),
        urgency=urgency_of(item.get("urgency")),
        subjects=distinct(_names(item, "subjects", "subject", "events", "event")),
        keywords=distinct([*_texts(item, "keywords"), *_texts(item, "keyword")]),
        places=distinct([_text(item, "located"), *_names(item, "places", "place")]),
        language=_text(item, "language"),
        first_created=_moment(item, "firstcreated", "contentcreated"),
        version_created=_moment(item, "versioncreated"),
        embargoed=_moment(item, "embargoed"),
        rights=_text(item, "copyrightnotice"),
        usage_terms=_text(item, "usageterms"),
        editor_note=_text(item, "ednote"),
        media=tuple(_media(item)),
        links=tuple(_links(item)),
    )


def _noted(item: Object) -> tuple[str, ...]:
    """The format has no signal: a correction is told in the note to editors, a kill in the status."""
    return tuple(signal for signal in remarked_signals(_texts(item, "ednote")) if signal != "kill")


def _summary(item: Object) -> str | None:
    told = [
        (_text(one, "role") or "", _text(one, "value") or "") for one in _objects(item.get("descriptions"))
    ]
    told.sort(key=lambda one: one[0].lower() not in {"summary", "abstract", "main", ""})
    plain = (
        _text(item, name)
        for name in ("description_text", "description_usage", "description_html", "description")
    )
    texts = (" ".join(html_paragraphs(text)) for text in (*(value for _, value in told), *plain) if text)
    return next(filter(None, texts), None)


def _body(item: Object) -> tuple[str, ...]:
    """The main body, marked up before plain: plain ones often have no paragraphs."""
    bodies = [
        (code_of(_text(one, "role")), _text(one, "contenttype") or "", _raw(one, "value"))
        for one in _objects(item.get("bodies"))
    ]
    bodies += [("", kind, _raw(item, name)) for name, kind in _OLD_BODIES]
    bodies.sort(key=lambda body: (body[0] not in _MAIN_ROLES, "html" not in body[1]))
    for _, kind, text in bodies:
        is_markup = "html" in kind or (not kind and "</" in text)
        if found := html_paragraphs(text) if is_markup else plain_paragraphs(text):
            return found
    return ()


def _provider(item: Object) -> str | None:
    sources = _objects(item.get("infosources")) or _objects(item.get("infosource"))
    sources.sort(
        key=lambda one: code_of(_text(one, "role") or _text(one, "rel")) not in {"provider", "origin"}
    )
    named = [_text(one, "name") or _text(one, "literal") for one in sources]
    rights = [_text(one, "copyrightholder") for one in _objects([item, item.get("rightsinfo")])]
    return next(filter(None, (*named, _text(item, "provider"), _text(item, "creditline"), *rights)), None)


def _media(item: Object) -> Iterator[Media]:
    """The item itself where it is a picture, then the pictures associated with it, in order."""
    for one in (item, *_associated(item)):
        medium = _PICTURED.get(code_of(_text(one, "type")))
        if medium is None:
            continue
        renditions = _renditions(one.get("renditions"))
        renditions.sort(key=lambda rendition: -(_pixels(rendition, "width") or 0))
        best = renditions[0] if renditions else {}
        url = absolute(_text(best, "href"), "")
        if not url and one is item:
            continue
        smaller = [absolute(_text(rendition, "href"), "") for rendition in renditions[1:]]
        yield Media(
            url=url,
            media_type=_text(best, "contenttype") or _text(best, "mimetype"),
            medium=medium,
            title=next(iter([*_by_role(one, "headlines"), *_texts(one, "headline")]), None),
            caption=_summary(one),
            credit=_text(one, "creditline") or _text(one, "by") or _text(one, "byline"),
            thumbnail_url=next(filter(None, reversed(smaller)), None),
            width=_pixels(best, "width"),
            height=_pixels(best, "height"),
        )


def _links(item: Object) -> Iterator[ItemLink]:
    for one in _associated(item):
        if code_of(_text(one, "type")) not in _PICTURED and (guid := _text(one, "uri")):
            relation = code_of(_text(one, "rel") or _text(one, "name")) or "association"
            yield ItemLink(relation=relation, guid=guid, version=_text(one, "version"))


def _associated(item: Object) -> list[Object]:
    """A list since version 2, named properties before."""
    found = item.get("associations")
    listed = _objects([*found.values()] if isinstance(found, dict) else found)
    return listed[:_MOST_ASSOCIATIONS]


def _renditions(found: object) -> list[Object]:
    listed = _objects([*found.values()] if isinstance(found, dict) else found)
    return [one for one in listed if absolute(_text(one, "href"), "")]


def _by_role(item: Object, name: str) -> list[str]:
    """The values of a list of roles and values, the main one first."""
    told = [(code_of(_text(one, "role")), _text(one, "value")) for one in _objects(item.get(name))]
    told.sort(key=lambda one: one[0] not in {"", "main", "headline"})
    lines = (" ".join(html_paragraphs(value)) for _, value in told if value)
    return [line for line in lines if line]


def _names(item: Object, *lists: str) -> Iterable[str | None]:
    return (_text(one, "name") or _text(one, "literal") for name in lists for one in _objects(item.get(name)))


def _moment(item: Object, *names: str) -> Moment | None:
    return next(
        filter(None, (first_dated(_texts(item, name), f"ninjs:{name}") for name in names)),
        None,
    )


def _pixels(rendition: Object, name: str) -> int | None:
    value = rendition.get(name)
    return whole_number(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None


def _lower(document: object) -> Object:
    """An object with its names in lower case; nothing for anything else."""
    if not isinstance(document, dict):
        return {}
    return {name.lower(): value for name, value in document.items() if isinstance(name, str)}


def _objects(found: object) -> list[Object]:
    listed = found if isinstance(found, list) else []
    return [lower for one in listed if (lower := _lower(one))]


def _text(item: Object, name: str) -> str | None:
    """A text or a number as one line; objects with a name are their name."""
    return next(iter(_texts(item, name)), None)


def _texts(item: Object, name: str) -> list[str]:
    found = item.get(name)
    values = found if isinstance(found, list) else [found]
    return [line for value in values if (line := _line(value))]


def _line(value: object) -> str:
    if isinstance(value, dict):
        value = _lower(value).get("name")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return one_line(without_controls(value)) if isinstance(value, str) else ""


def _raw(item: Object, name: str) -> str:
    """A text with its line breaks."""
    value = item.get(name)
    return without_controls(value) if isinstance(value, str) else ""
