"""NewsML-G2, the IPTC's XML for all kinds of news: a news item, or a message that holds several.

Elements are found by their local names: the namespace has stayed the same since 2.0, NITF and XHTML inside
the content have their own.
"""

from collections.abc import Iterable, Iterator

from ingest.parsing.feeds_fields import absolute, first_dated, whole_number
from ingest.parsing.nitf import read_nitf
from ingest.parsing.wire_fields import (
    code_of,
    distinct,
    first_words,
    html_paragraphs,
    paragraphs_in,
    plain_paragraphs,
    signals_of,
    status_of,
    urgency_of,
    words_of,
)
from ingest.parsing.xml import LANGUAGE, Element, inside, local_name
from ingest.records import ItemLink, Media, Moment, WireItem

MAX_ITEMS = 1_000
_ABSTRACTS = frozenset({"summary", "abstract", "description", ""})
_PICTURES = {"picture": "image", "graphic": "image", "photo": "image", "video": "video", "audio": "audio"}
_PLACE_TYPES = frozenset({"geoarea", "poi", "place"})
_AGENTS = frozenset({"person", "organisation"})


def news_items(root: Element) -> list[Element]:
    """The news items of a document: the root itself, or those of a message's item set."""
    if local_name(root) == "newsItem":
        return [root]
    return [*inside(root, "itemSet", "newsItem")][:MAX_ITEMS]


def read_newsml_g2(item: Element) -> WireItem:
    """The item of a `newsItem` element."""
    about, content = (next(inside(item, name), None) for name in ("itemMeta", "contentMeta"))
    signals = signals_of(signal.get("qcode") or signal.get("uri") for signal in inside(about, "signal"))
    headlines = distinct(map(words_of, _main_first(inside(content, "headline"))))
    status = next(inside(about, "pubStatus"), None)
    inner = _inner_nitf(item)
    return WireItem(
        standard="newsml-g2",
        guid=item.get("guid"),
        version=item.get("version"),
        status=status_of(_code(status), signals),
        signals=signals,
        headline=next(iter(headlines), None)
        or (inner.headline if inner else None)
        or first_words(about, "title"),
        alternative_headlines=headlines[1:],
        summary=_summary(content) or (inner.summary if inner else None),
        slug=first_words(content, "slugline"),
        byline=first_words(content, "by") or (inner.byline if inner else None) or _names(content, "creator"),
        dateline=first_words(content, "dateline") or (inner.dateline if inner else None),
        paragraphs=inner.paragraphs if inner else _paragraphs(item),
        provider=_provider(about, content),
        credit_line=first_words(content, "creditline"),
        urgency=next(filter(None, map(urgency_of, map(words_of, inside(content, "urgency")))), None),
        subjects=distinct(_subjects(content)),
        keywords=distinct(map(words_of, inside(content, "keyword"))),
        places=distinct([*_located(content), *_place_subjects(content)]),
        language=_language(item, content),
        first_created=_moment(about, "firstCreated") or _moment(content, "contentCreated"),
        version_created=_moment(about, "versionCreated"),
        embargoed=_moment(about, "embargoed"),
        rights=first_words(item, "rightsInfo", "copyrightNotice"),
        usage_terms=first_words(item, "rightsInfo", "usageTerms"),
        editor_note=first_words(about, "edNote"),
        media=(*_media(item, about, content), *(inner.media if inner else ())),
        links=tuple(_links(about)),
    )


def _code(element: Element | None) -> str | None:
    return None if element is None else element.get("qcode") or element.get("uri") or element.get("literal")


def _main_first(headlines: Iterable[Element]) -> list[Element]:
    return sorted(
        headlines, key=lambda headline: code_of(headline.get("role")) not in {"", "main", "headline"}
    )


def _summary(content: Element | None) -> str | None:
    told = [one for one in inside(content, "description") if code_of(one.get("role")) in _ABSTRACTS]
    return next(filter(None, map(words_of, told)), None)


def _name(element: Element) -> str | None:
    """A concept's name, else what identifies it."""
    return first_words(element, "name") or element.get("literal") or code_of(_code(element)) or None


def _names(content: Element | None, kind: str) -> str | None:
    return ", ".join(distinct(first_words(one, "name") for one in inside(content, kind))) or None


def _provider(about: Element | None, content: Element | None) -> str | None:
    """Who distributes the item, then who is the source of its information, then who is to be credited."""
    named = map(_name, (*inside(about, "provider"), *inside(content, "infoSource")))
    return next(filter(None, named), None) or first_words(content, "creditline")


def _subjects(content: Element | None) -> Iterator[str | None]:
    for subject in inside(content, "subject"):
        if code_of(subject.get("type")) not in _PLACE_TYPES | _AGENTS:
            yield _name(subject)


def _place_subjects(content: Element | None) -> Iterator[str | None]:
    for subject in inside(content, "subject"):
        if code_of(subject.get("type")) in _PLACE_TYPES:
            yield _name(subject)


def _located(content: Element | None) -> Iterator[str | None]:
    return map(_name, inside(content, "located"))


def _language(item: Element, content: Element | None) -> str | None:
    stated = (language.get("tag") for language in inside(content, "language"))
    return next(filter(None, stated), None) or item.get(LANGUAGE)


def _moment(owner: Element | None, name: str) -> Moment | None:
    return first_dated(filter(None, map(words_of, inside(owner, name))), f"newsml-g2:{name}")


def _inner_nitf(item: Element) -> WireItem | None:
    """The text of most agencies: NITF within the content."""
    for content in inside(item, "contentSet", "inlineXML"):
        for inner in content:
            if local_name(inner) == "nitf":
                return read_nitf(inner)
    return None


def _paragraphs(item: Element) -> tuple[str, ...]:
    """The text as XHTML or other markup, else as escaped HTML or plain text."""
    for content in inside(item, "contentSet", "inlineXML"):
        for inner in content:
            body = next(inside(inner, "body"), inner)
            if found := paragraphs_in(body):
                return found
    for content in inside(item, "contentSet", "inlineData"):
        text = "".join(map(str, content.itertext()))
        is_markup = "html" in (content.get("contenttype") or "")
        if found := html_paragraphs(text) if is_markup else plain_paragraphs(text):
            return found
    return ()


def _media(item: Element, about: Element | None, content: Element | None) -> Iterator[Media]:
    """The picture of a picture item: its largest rendition, its smallest as the thumbnail."""
    kinds = (code_of(_code(kind)) for kind in inside(about, "itemClass"))
    medium = _PICTURES.get(next(kinds, ""))
    remote = [one for one in inside(item, "contentSet", "remoteContent") if absolute(one.get("href"), "")]
    remote.sort(key=lambda one: -(whole_number(one.get("width")) or 0))
    if medium is None or not remote:
        return
    best, least = remote[0], remote[-1]
    yield Media(
        url=absolute(best.get("href"), ""),
        media_type=best.get("contenttype"),
        medium=medium,
        title=first_words(content, "headline"),
        caption=first_words(content, "description"),
        credit=first_words(content, "creditline") or _names(content, "creator"),
        thumbnail_url=absolute(least.get("href"), "") if len(remote) > 1 else None,
        width=whole_number(best.get("width")),
        height=whole_number(best.get("height")),
    )


def _links(about: Element | None) -> Iterator[ItemLink]:
    for link in inside(about, "link"):
        guid, url = link.get("residref") or link.get("guidref"), absolute(link.get("href"), "")
        if guid or url:
            relation = code_of(link.get("rel")) or "see-also"
            spelled = {"previousversion": "previous-version", "seealso": "see-also"}.get(relation, relation)
            yield ItemLink(relation=spelled, guid=guid, version=link.get("version"), url=url)
