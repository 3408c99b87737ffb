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
_JOINT = re.compile(
    r"\b(?:with|avec|mit|con|com|med|met|z|and|et|und|y|e|og|och|en)\s+(?:(?:agency|agencies|material|"
    r"inputs?|reporting)\s+)?"
    r"(?:(?:from|by|von|de|the|l')\s*)*$|\binputs?\s+(?:from|by)\s+(?:the\s+)?|\bcontribut|"
    r"\badditional reporting",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\b(?:with inputs?|inputs? from|contributed to|additional reporting|mit material|avec|mit)\b",
    re.IGNORECASE,
)
_CREDIT_LINE = re.compile(
    r"^\W*(?:source|quelle|fuente|fonte|kilde|källa|zdroj|źródło|kaynak|источник|джерело|lähde|bron|"
    r"forrás)\s*:|"
    r"\b(?:with inputs?|inputs? from)\b|contributed to this|^\W*(?:reporting|writing) by\b|"
    r"©|\(c\)|\bcopyright\b|syndicated feed|(?:published|generated|taken) from an? .{0,40}(?:feed|"
    r"agency|wire)|"
    r"^\W*(?:via|by|par|von)\s",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"\b(?:photo|image|picture|foto|fotó|bild|video|pic|graphic|file photo|photograph|crédit photo|"
    r"снимка|фото)\w*\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[(\[/–—-]\s*$")
_ALONE_BEHIND = re.compile(r"^(?:[/,; ]+[\w.]{1,12}){0,3}\s*[)\]/]?\s*[.]?\s*$")


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
    dateline: Mention | None
    dateline_raw: str = ""


def credits_of(material: Material, knowledge: Knowledge) -> tuple[Credit, ...]:
    """Every credit, the strongest evidence first: byline, dateline, tail, marks, feed, links, pictures."""
    names = agency_names(knowledge)
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
            kind = _kind_in_byline(line, mention, people)
            yield _credit(mention, kind, "byline", line)
    for author in material.authors:
        whole = names.is_whole(author.name)
        if whole and not any(mention.agency == whole.agency for mention in names.in_text(line)):
            yield _credit(whole, CreditKind.TEXT, material.author_origin, author.name)


def _kind_in_byline(line: str, mention: Mention, people: Sequence[Author]) -> CreditKind:
    """With another name beside it and a word such as "with" before it, the agency wrote a part."""
    is_joined = _JOINT.search(line[: mention.start]) is not None
    return CreditKind.JOINT if is_joined and people else CreditKind.TEXT


def _dateline(material: Material) -> Iterator[Credit]:
    mention = material.dateline
    if mention:
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
    if len(line) <= _LONGEST_LINE and _is_credit_line(line, names):
        for mention in names.in_text(text, start, start + len(line)):
            kind = CreditKind.JOINT if _CONTRIBUTED.search(line) else CreditKind.TEXT
            yield _credit(mention, kind, "tail", line, is_in_text=True)
        return
    end = start + len(line)
    for mention in names.in_text(text, max(start, end - 60), end):
        before, behind = text[start : mention.start], text[mention.end : end]
        if _ALONE.search(before) and _ALONE_BEHIND.match(behind):
            raw = text[max(start, mention.start - 1) : end]
            yield _credit(mention, CreditKind.TEXT, "tail", raw, is_in_text=True)


def _dropped(lines: Iterable[str], names: AgencyNames) -> Iterator[Credit]:
    """Credits in lines that the body filter took out."""
    for line in lines:
        if len(line) > _LONGEST_LINE or not _is_credit_line(line, names):
            continue
        for mention in names.in_text(line):
            if _PHOTO.search(line):
                yield _credit(mention, CreditKind.IMAGE, "image", line)
            else:
                kind = CreditKind.JOINT if _CONTRIBUTED.search(line) else CreditKind.TEXT
                yield _credit(mention, kind, _place_of(line), line)


def _place_of(line: str) -> str:
    return "copyright" if re.search(r"©|\(c\)|copyright", line, re.IGNORECASE) else "tail"


def _is_credit_line(line: str, names: AgencyNames) -> bool:
    """Whether a line exists for the sake of a credit: by its wording, or because it is nothing but a name."""
    if _CREDIT_LINE.search(line):
        return True
    return len(line) <= 60 and all(names.is_whole(part) for part in re.split(r"[/,&]", line.strip(" ()[]")))


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
