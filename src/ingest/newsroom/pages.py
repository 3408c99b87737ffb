"""Article pages: five templates that say the same in different places, amid the furniture of news sites."""

import json
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from ingest.newsroom.calendars import written
from ingest.newsroom.edition import Edition
from ingest.newsroom.furniture import CONFIGURATION, STYLES
from ingest.newsroom.grammar import grammar_of
from ingest.newsroom.outlets import House, agencies
from ingest.newsroom.pieces import Piece

_LABELS = {  # published, updated, by
    "en": ("Published:", "Updated:", "By"), "de": ("Veröffentlicht:", "Aktualisiert:", "Von"),
    "fr": ("Publié le", "Mis à jour le", "Par"), "es": ("Publicado el", "Actualizado el", "Por"),
    "it": ("Pubblicato il", "Aggiornato il", "Di"), "pt": ("Publicado em", "Atualizado em", "Por"),
}  # fmt: skip
_ROOM_FOR_A_BOX = 5  # paragraphs; briefs have no room
_AGENCY_NAMES = frozenset(name for agency in agencies() for name in (agency.name, *agency.aliases))


def article_page(piece: Piece, edition: Edition) -> str:
    """The page of a piece as one edition shows it."""
    house = piece.house
    neighbours = [other for other in edition.of_house(house.domain) if other.url != piece.url][:6]
    title = f"<title>{escape(piece.headline)} | {escape(house.name)}</title>"
    head = "\n".join(('<meta charset="utf-8">', title, *_metadata(piece), f"<style>{STYLES}</style>"))
    main = "\n".join((*_headings(piece), _picture(piece), _body(piece)))
    return (
        f'<!DOCTYPE html>\n<html lang="{piece.language}">\n<head>\n{head}\n</head>\n<body>\n'
        f'{_masthead(house)}\n<main>\n<article class="story {house.template}">\n{main}\n</article>\n'
        f"{_boxes(house, neighbours)}\n</main>\n{_foot(house)}\n"
        f"<script>{CONFIGURATION}</script>\n</body>\n</html>\n"
    )


def front_page(house: House, edition: Edition) -> str:
    """The front page: links to what the house has online, and to its feeds."""
    links = "\n".join(
        f'<li><a href="{escape(piece.url)}">{escape(piece.headline)}</a></li>'
        for piece in edition.of_house(house.domain)
    )
    feeds = "\n".join(
        f'<link rel="alternate" type="application/rss+xml" href="{url}">' for url in house.feed_urls
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{house.language}"><head><meta charset="utf-8">'
        f"<title>{escape(house.name)}</title>\n{feeds}</head>\n<body>{_masthead(house)}<ul>\n{links}\n</ul></body></html>\n"
    )


def plain_page(title: str, text: str) -> str:
    """A page with a sentence on it: errors, notices."""
    head = f"<head><title>{escape(title)}</title></head>"
    return f"<!DOCTYPE html>\n<html>{head}<body><p>{escape(text)}</p></body></html>\n"


def body_paragraphs(piece: Piece) -> list[str]:
    """The body as HTML paragraphs, with dateline, quoted block, credit and notice in their places."""
    html: list[str] = []
    if piece.notice:
        html.append(f'<p class="correction"><em>{escape(piece.notice)}</em></p>')
    for index, paragraph in enumerate(piece.paragraphs):
        lead = escape(piece.dateline or "") if index == 0 else ""
        text = f"<p>{lead}{escape(' '.join(paragraph), quote=False)}</p>"
        if index == piece.block:
            text = f"<p>{escape(piece.quoted_from or '')}</p>\n<blockquote>{text}</blockquote>"
        html.append(text)
    html += [f'<p class="credit">{escape(line)}</p>' for line in (piece.tail, piece.source_line) if line]
    return html


def _metadata(piece: Piece) -> list[str]:
    house = piece.house
    lines = [f'<link rel="canonical" href="{escape(piece.canonical or piece.url)}">']
    if house.template in {"jsonld", "meta", "time"}:
        shared = {"title": piece.headline, "type": "article", "url": piece.url, "site_name": house.name}
        lines += [_meta("property", f"og:{name}", content) for name, content in shared.items()]
    lines.append(_meta("name", "description", piece.summary))
    if house.template == "meta":
        lines.append(_meta("property", "article:published_time", _local(piece.published, house)))
        lines.append(_meta("property", "article:section", piece.section))
        if piece.modified:
            lines.append(_meta("property", "article:modified_time", _local(piece.modified, house)))
        if piece.byline:
            lines.append(_meta("name", "author", piece.byline))
    if house.template == "jsonld":
        lines.append(f'<script type="application/ld+json">{_structured(piece)}</script>')
    return lines


def _structured(piece: Piece) -> str:
    house = piece.house
    kind = "Organization" if piece.byline in _AGENCY_NAMES else "Person"
    node = {
        "@context": "https://schema.org", "@type": "NewsArticle", "mainEntityOfPage": piece.url,
        "headline": piece.headline, "description": piece.summary, "articleSection": piece.section,
        "inLanguage": piece.language, "datePublished": _local(piece.published, house),
        "dateModified": _local(piece.modified or piece.published, house),
        "image": [f"http://{house.domain}/pictures/{piece.guid.rpartition(':')[2]}.jpg"],
        "publisher": {"@type": "Organization", "name": house.name, "url": house.home_url},
        "isAccessibleForFree": True,
    }  # fmt: skip
    if piece.byline:
        node["author"] = [{"@type": kind, "name": piece.byline}]
    return json.dumps(node, ensure_ascii=False).replace("</", "<\\/")


def _headings(piece: Piece) -> list[str]:
    house, (published, updated, by) = piece.house, _LABELS[piece.language]
    title = f"<h1>{escape(piece.headline)}</h1>"
    shown = written(piece.published, style=house.visible, language=piece.language, zone=house.zone)
    changed = written(
        piece.modified or piece.published, style=house.visible, language=piece.language, zone=house.zone
    )
    if house.template == "bar":
        who = escape(piece.byline or house.name)
        return [title, f'<div class="byline-bar">{who} | Updated: {changed} | Created: {shown}</div>']
    date = f"{published} {shown}"
    if house.template == "time":
        date = f'<time datetime="{_local(piece.published, house)}" itemprop="datePublished">{date}</time>'
    if piece.modified:
        date += f" · {updated} {changed}"
    name = piece.byline or ""
    line = name if name in _AGENCY_NAMES else f"{by} {name}" if name else ""
    author = f'<span class="byline" rel="author">{escape(line)}</span>' if line else ""
    return [
        f'<p class="kicker">{escape(piece.section)}</p>',
        title,
        f'<div class="meta">{author} <span class="date">{date}</span></div>',
    ]


def _picture(piece: Piece) -> str:
    caption = grammar_of(piece.language).line("caption").replace("[place]", piece.story.place)
    credit = f" Image Credit: {piece.image_credit}" if piece.image_credit else ""
    name = piece.guid.rpartition(":")[2]
    return (
        f'<figure><img src="http://{piece.house.domain}/pictures/{name}.jpg" alt="{escape(caption)}" '
        f'width="640" height="360"><figcaption>'
        f"{escape(caption)}.{escape(credit)}</figcaption></figure>"
    )


def _body(piece: Piece) -> str:
    paragraphs = body_paragraphs(piece)
    furniture = grammar_of(piece.language).rules["furniture"]
    if len(paragraphs) > _ROOM_FOR_A_BOX:
        form = '<form action="/letter"><input name="mail"></form>'
        paragraphs.insert(4, f'<aside class="newsletter"><p>{escape(furniture[0])}</p>{form}</aside>')
    return '<div class="article-body">\n' + "\n".join(paragraphs) + "\n</div>"


def _masthead(house: House) -> str:
    sections = grammar_of(house.language).rules["section"]
    links = "".join(f'<li><a href="/{escape(name)}/">{escape(name.title())}</a></li>' for name in sections)
    return f'<header><a class="logo" href="/">{escape(house.name)}</a>\n<nav><ul>{links}</ul></nav></header>'


def _boxes(house: House, neighbours: list[Piece]) -> str:
    furniture = grammar_of(house.language).rules["furniture"]
    links = "\n".join(
        f'<li><a href="{escape(piece.url)}">{escape(piece.headline)}</a></li>' for piece in neighbours
    )
    return (
        f'<div class="share"><button>{escape(furniture[1])}</button></div>\n'
        f'<aside class="related"><h3>{escape(furniture[2])}</h3><ul>\n{links}\n</ul></aside>'
    )


def _foot(house: House) -> str:
    furniture = grammar_of(house.language).rules["furniture"]
    lines = (furniture[5], furniture[4], f"© 2026 {house.name}")
    return "<footer>" + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</footer>"


def _meta(key: str, name: str, content: str) -> str:
    return f'<meta {key}="{name}" content="{escape(content)}">'


def _local(instant: datetime, house: House) -> str:
    return instant.astimezone(ZoneInfo(house.zone)).isoformat(timespec="seconds")
