# ruff: noqa: RUF001 - dashes, quotes and letters of all scripts are meant as they stand
"""Where an article credits an agency, and what each credit is evidence for.

A credit names who wrote; "told Reuters" and "Reuters reported" name a source that the article cites:
they are the extract stage's. Photo credits say nothing about the text and are kept apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.knowledge import Knowledge
from ingest.normalise.agencies import AgencyNames, Mention, agency_names
from ingest.records import Author, Credit, CreditKind, EntrySource, LeadImage

_LONGEST_LINE = 300  # a longer line is a paragraph of the article
_TAIL_LINES = 3
_LONGEST_SIGN = 60  # characters of a line that is nothing but a sign
_JOINT = re.compile(
    r"\b(?:with|avec|mit|con|com|med|met|z|and|et|und|y|e|og|och|en)\s+(?:(?:agency|agencies|material|"
    r"inputs?|reporting)\s+)?"
    r"(?:(?:from|by|von|de|the|l')\s*)*$|\binputs?\s+(?:from|by)\s+(?:the\s+)?|\bcontribut|"
    r"\badditional reporting",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\b(?:with inputs?|inputs? from|with files? from|contributed (?:to|reporting)|additional reporting|"
    r"avec|mit|con (?:información|informaciones|material|datos|notas)|con informazioni|com informações|"
    r"met (?:dank aan|medewerking van)|z materiałów|s použitím|med material från)\b",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"^\W*(?:sources?|quellen?|fuentes?|fontes?|kilder?|kild[ae]|källor|källa|zdroje?|źródł[oa]|kaynak|"
    r"источники?|джерел[оа]|lähteet|lähde|bronn?en|bron|forrás(?:ok)?|πηγή|izvori?|sursa|來源|来源|出典|"
    r"자료)\s*[:：]|"
    r"^\W*(?:con (?:información|informaciones|material|datos) de|con informazioni|com informações d[aeo]s?|"
    r"mit (?:material|informationen|inhalten) (?:von|der|aus)|met (?:dank aan|medewerking van)|z materiałów|"
    r"med material från|additional reporting|reporting by|writing by)\b|"
    r"\b(?:with inputs?|inputs? from|with files? from)\b|contributed (?:to this|reporting)|"
    r"this (?:report|story|article) by .{2,60} was first published|(?:first|originally) published by|"
    r"published by arrangement with|"
    r"©|\(c\)|\bcopyright\b|syndicated feed|(?:published|generated|taken) from an? .{0,40}(?:feed|"
    r"agency|wire)",
    re.IGNORECASE,
)
_BY = re.compile(r"^\W*(?:via|by|par|von)\s", re.IGNORECASE)
"""Begins a line that credits somebody where the line is short; a sentence may begin with it as well."""
_OUTLET_WITH = re.compile(
    r"^\W*(?:(?:by|par|von|por)\s+)?(?:[A-ZÀ-ÞА-Я][\w.’'-]*\s+){0,5}"
    r"(?:[Ww]ith|[Aa]vec|[Mm]it|[Cc]on|[Cc]om|and|et|und|y|e|og|och|en)\s+(?:l['’]|the\s)?$"
)
"""`Le Figaro avec AFP`: names, a word that joins, an agency, and nothing else in the line."""
_INITIALS_BEHIND = re.compile(r"^(?:\s*/\s*[a-z]{1,4}|(?:\s+[A-Z]{2,4}){1,5})\W*$")
"""`dpa/tmn`, `PTI AKJ SMN`: a desk, or who wrote and edited."""
_LABEL = re.compile(r"^\W*(?:written by|reported by|by|von|par|por|di|de|av|af)\s+", re.IGNORECASE)
_LINKS = re.compile(r"[\s-]+")
_PHOTO = re.compile(
    r"\b(?:photo|image|picture|foto|fotó|bild|video|pic|graphic|file photo|photograph|crédit photo|"
    r"снимка|фото)\w*\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[(\[/–—（［【-]\s*(?:(?:red|ag|eig)[,./]\s?)?$")
_ALONE_BEHIND = re.compile(r"^(?:[/,; ]+[\w.]{1,12}){0,3}\s*[)\]/）］】]?\s*[.。]?\s*$")


class Material(NamedTuple):
    """What an article says about where it comes from, by place."""

    text: str
    byline: str | None
    authors: Sequence[Author]
    author_origin: str  # jsonld:author, meta:author, visible …
    claims: Sequence[
        tuple[str, str]
    ]  # (where, text) of machine-readable marks: creditText, sourceOrganization …
    dropped: Sequence[str]
    image: LeadImage | None
    captions: Sequence[str]
    canonical: str | None  # a canonical link that leads to another site
    source: EntrySource | None
    dateline: Sequence[Mention] = ()
    dateline_raw: str = ""
    countries: Sequence[str | None] = ()  # of dateline and outlet: which agency a shared name means


def credits_of(material: Material, knowledge: Knowledge) -> tuple[Credit, ...]:
    """Every credit, the strongest evidence first: byline, dateline, tail, marks, feed, links, pictures."""
    names = agency_names(knowledge).near(*material.countries)
    found = [
        *_byline(material, names),
        *_dateline(material),
        *_tail(material.text, names),
        *_dropped(material.dropped, names),
        *_claims(material.claims, names),
        *_feed_source(material.source, names, knowledge),
        *_canonical(material.canonical, knowledge),
        *_images(material, names),
    ]
    return tuple({(c.agency_id, c.kind, c.where, c.start): c for c in reversed(found)}.values())[::-1]


def _byline(material: Material, names: AgencyNames) -> Iterator[Credit]:
    line = material.byline or ""
    if line and len(line) <= _LONGEST_LINE:
        mentions = list(names.in_text(line))
        people = [author for author in material.authors if not names.is_whole(author.name)]
        for mention in mentions:
            kind = _kind_in_byline(line, mention, people, names)
            yield _credit(mention, kind, "byline", line)
    for author in material.authors:
        whole = names.is_whole(author.name)
        if whole and not any(mention.agency == whole.agency for mention in names.in_text(line)):
            yield _credit(whole, CreditKind.TEXT, material.author_origin, author.name)


def _kind_in_byline(line: str, mention: Mention, people: Sequence[Author], names: AgencyNames) -> CreditKind:
    """With another name beside it and a word such as "with" before it, the agency wrote a part."""
    before = line[: mention.start]
    joint = _JOINT.search(before)
    if joint is None:
        return CreditKind.TEXT
    other = _LABEL.sub("", before[: joint.start()]).strip(" ,;|/")
    is_outlet = bool(other) and next(names.in_text(other), None) is None
    return CreditKind.JOINT if people or is_outlet else CreditKind.TEXT


def _dateline(material: Material) -> Iterator[Credit]:
    for mention in material.dateline:
        yield _credit(mention, CreditKind.TEXT, "dateline", material.dateline_raw, is_in_text=True)


def _tail(text: str, names: AgencyNames) -> Iterator[Credit]:
    """Credits in the last lines of the text: a line of its own, or a sign-off behind the last sentence."""
    lines = text.split("\n")
    start = len(text)
    for line in lines[: -_TAIL_LINES - 1 : -1]:
        start -= len(line)
        yield from _tail_line(text, line, start, names)
        start -= 1


def _tail_line(text: str, line: str, start: int, names: AgencyNames) -> Iterator[Credit]:
    end = start + len(line)
    if len(line) <= _LONGEST_LINE and _is_credit_line(line, names):
        for mention in names.in_text(text, start, end):
            yield _credit(mention, _kind_in_line(line, mention.start - start), "tail", line, is_in_text=True)
        return
    for mention in names.in_text(text, max(start, end - 60), end):
        before, behind = text[start : mention.start], text[mention.end : end]
        if _ALONE.search(before) and _ALONE_BEHIND.match(behind) and not _is_explained(before, mention.name):
            raw = text[max(start, mention.start - 1) : end]
            yield _credit(mention, CreditKind.TEXT, "tail", raw, is_in_text=True)


def _kind_in_line(line: str, place: int) -> CreditKind:
    is_part = _CONTRIBUTED.search(line) or _OUTLET_WITH.match(line[:place])
    return CreditKind.JOINT if is_part else CreditKind.TEXT


def _is_explained(before: str, name: str) -> bool:
    """Whether brackets only explain the words before them: `Pakistan Tehreek-e-Insaf (PTI)` is a party."""
    if not before.rstrip().endswith("(") or not name.isupper():
        return False
    words = _LINKS.split(before.rstrip(" ("))[-2 * len(name) :]
    return "".join(word[:1] for word in words if word[:1].isupper()).endswith(name)


def _dropped(lines: Iterable[str], names: AgencyNames) -> Iterator[Credit]:
    """Credits in lines that the body filter took out."""
    for line in lines:
        if len(line) > _LONGEST_LINE or not _is_credit_line(line, names):
            continue
        for mention in names.in_text(line):
            if _PHOTO.search(line):
                yield _credit(mention, CreditKind.IMAGE, "image", line)
            else:
                yield _credit(mention, _kind_in_line(line, mention.start), _place_of(line), line)


def _place_of(line: str) -> str:
    return "copyright" if re.search(r"©|\(c\)|copyright", line, re.IGNORECASE) else "tail"


def _is_credit_line(line: str, names: AgencyNames) -> bool:
    """Whether a line exists for the sake of a credit: by its wording, or because it is nothing but a name."""
    if _CREDIT_LINE.search(line):
        return True
    if len(line) > _LONGEST_SIGN:
        return False
    if _BY.search(line):
        return True
    for mention in names.in_text(line):
        before, behind = line[: mention.start], line[mention.end :]
        is_named_alone = not before.strip(" -–—(") and _INITIALS_BEHIND.match(behind)
        if is_named_alone or (_OUTLET_WITH.match(before) and not behind.strip(" .)")):
            return True
    return all(names.is_whole(part) for part in re.split(r"[/,&]", line.strip(" ()[]")))


def _claims(claims: Iterable[tuple[str, str]], names: AgencyNames) -> Iterator[Credit]:
    for where, text in claims:
        for mention in names.in_text(text[:_LONGEST_LINE]):
            yield _credit(mention, CreditKind.TEXT, where, text[:_LONGEST_LINE])


def _feed_source(source: EntrySource | None, names: AgencyNames, knowledge: Knowledge) -> Iterator[Credit]:
    if source is None:
        return
    whole = names.is_whole(source.title or "")
    agency = whole.agency if whole else knowledge.agency_at(source.url) if source.url else None
    if agency:
        name = source.title or source.url or agency.name
        yield Credit(
            agency_id=agency.agency_id, name=name, kind=CreditKind.TEXT, where="feed:source", raw=name
        )


def _canonical(link: str | None, knowledge: Knowledge) -> Iterator[Credit]:
    agency = knowledge.agency_at(link) if link else None
    if agency and link:
        yield Credit(
            agency_id=agency.agency_id, name=agency.name, kind=CreditKind.TEXT, where="canonical", raw=link
        )  # fmt: skip


def _images(material: Material, names: AgencyNames) -> Iterator[Credit]:
    stated = material.image.credit if material.image else None
    caption = material.image.caption if material.image else None
    for line in dict.fromkeys(filter(None, (stated, caption, *material.captions))):
        is_credit = line == stated or _PHOTO.search(line) or "©" in line or re.search(r"[(/]", line)
        mentions = list(names.in_text(line[-_LONGEST_LINE:])) if is_credit else []
        for mention in mentions[-2:]:
            yield _credit(mention, CreditKind.IMAGE, "image", line[:_LONGEST_LINE])


def _credit(mention: Mention, kind: CreditKind, where: str, raw: str, *, is_in_text: bool = False) -> Credit:
    return Credit(
        agency_id=mention.agency.agency_id,
        name=mention.name,
        kind=kind,
        start=mention.start if is_in_text else None,
        end=mention.end if is_in_text else None,
        where=where,
        raw=raw,
    )
