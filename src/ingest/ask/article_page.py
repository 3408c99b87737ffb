"""One article explained, as one HTML page for itself: its text with every fact in colour, and the lists."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ingest.ask.document import document
from ingest.ask.explain import Explanation
from ingest.ask.passages import Mark, Passage, paragraphs
from ingest.parsing.words import one_line
from ingest.records import Article, DateMention, EntityMention, Facts, Moment, Place, Quote

_COLOURS = (  # kind, light, dark: as the news desk shows them
    ("claim", "#e6eefb", "#1f2f4a"), ("quote", "#fff0b8", "#4a400f"), ("place", "#d8f0f0", "#164040"),
    ("figure", "#e9ecc8", "#3c4016"), ("date", "#ffe0cc", "#4d2e15"), ("entity", "#dfe7d0", "#2c3b20"),
    ("source", "#d4ecd6", "#1d4023"), ("cue", "#e3e3e3", "#3a3d42"), ("credit", "#e5dbf8", "#372a55"),
    ("citation", "#fbd9ec", "#4c2038"),
)  # fmt: skip
_STYLE = (
    ":root{color-scheme:light dark;--rule:#8886;--soft:#565b63;"
    + "".join(f"--{kind}:{light};" for kind, light, _ in _COLOURS)
    + "}@media(prefers-color-scheme:dark){:root{--soft:#a9aeb6;"
    + "".join(f"--{kind}:{dark};" for kind, _, dark in _COLOURS)
    + "}}body{font:1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:0 1rem 2rem}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;margin:1.75rem 0 .4rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border-bottom:1px solid var(--rule);padding:.3rem .6rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}th{font-weight:600}.soft{color:var(--soft)}"
    "mark{color:inherit;border-radius:2px;padding:.1rem 0}"
    ".legend mark{padding:.1rem .4rem;margin-right:.4rem}"
    ".text{max-width:44rem;overflow-wrap:anywhere}ol.chain{list-style:none;padding:0}"
    ".chain li{border-left:3px solid #0b6;padding:.2rem 0 .5rem .75rem}"
    + "".join(f".{kind}{{background:var(--{kind})}}" for kind, _, _ in _COLOURS)
)

Cells = Sequence[str]


def article_page(explained: Explanation) -> str:
    """The page. Every text on it is escaped."""
    article = explained.article
    return document(article.title, _STYLE, _body(explained), language=article.language or "en")


def marks(article: Article, facts: Facts) -> tuple[Mark, ...]:
    """The spans of a text on which its facts stand, in the order of the text, the longer first."""
    found = [*_attributed(facts), *_named(facts), *_credited(article)]
    return tuple(sorted(found, key=lambda mark: (mark.span_start, -mark.span_end, mark.kind)))


def _mark(kind: str, start: int, end: int, *said: str | None) -> Mark:
    return Mark(kind=kind, label=", ".join(filter(None, said)), span_start=start, span_end=end)


def _attributed(facts: Facts) -> Iterator[Mark]:
    for one in facts.attributions:
        who = one.source_name or "somebody"
        for span in one.source:
            yield _mark("source", span.start, span.end, who, one.source_type)
        for span in one.cue:
            yield _mark("cue", span.start, span.end, one.kind, one.polarity)
        for span in one.content:
            yield _mark("claim", span.start, span.end, f"{one.polarity} by {who}")
    for quote in facts.quotes:
        yield _mark("quote", quote.start, quote.end, quote.speaker or "speaker unknown")
    for cited in facts.citations:
        yield _mark("citation", cited.start, cited.end, cited.name, cited.role, f"depth {cited.depth}")


def _named(facts: Facts) -> Iterator[Mark]:
    for place in facts.places:
        yield _mark("place", place.start, place.end, place.name, place.kind, place.admin1 or place.country)
    for one in facts.entities:
        yield _mark("entity", one.start, one.end, one.name, one.kind, one.role, f"shown by: {one.evidence}")
    for date in facts.dates:
        yield _mark(
            "date", date.start, date.end, date.value or "not resolved", date.granularity, date.direction
        )
    for figure in facts.figures:
        yield _mark("figure", figure.start, figure.end, figure.kind, f"{figure.amount:,g} {figure.unit}")


def _credited(article: Article) -> Iterator[Mark]:
    for credit in article.credits:
        if credit.where in {"dateline", "tail"} and credit.start is not None and credit.end:
            yield _mark("credit", credit.start, credit.end, credit.agency_id, credit.kind.value)


def _body(explained: Explanation) -> Iterator[str]:
    article, facts = explained.article, explained.facts
    yield f"<h1>{escape(article.title)}</h1>"
    yield from _table("", (), _identity(explained), is_named=True)
    yield from _chain(facts)
    yield from _text(article, marks(article, facts))
    yield from _table("Who says what", ("who", "kind of source", "says", "what"), _statements(article, facts))
    yield from _table("Quotations", ("words", "speaker", "characters"), _quotes(article, facts))
    yield from _table("Dates", ("says", "means", "counted from", "characters"), _dates(facts))
    names = ("name", "kind", "shown by", "characters")
    yield from _table("People, organisations, offices", names, _entities(facts))
    yield from _table("Places", ("name", "kind", "where", "characters"), _places(facts))
    dropped = ((one.reason, one.line) for one in article.dropped)
    yield from _table("Lines that are not body text", ("reason", "line"), dropped)


def _dates(facts: Facts) -> Iterator[Cells]:
    for one in facts.dates:
        means = f"{one.value or 'not resolved'} {one.granularity}"
        yield one.text, f"{means}, or the other way" if one.is_ambiguous else means, one.anchor, _at(one)


def _entities(facts: Facts) -> Iterator[Cells]:
    for one in facts.entities:
        yield f"{one.name} ({one.role})" if one.role else one.name, one.kind, one.evidence, _at(one)


def _places(facts: Facts) -> Iterator[Cells]:
    for one in facts.places:
        yield one.name, one.kind, one.admin1 or one.country or "", _at(one)


def _at(one: DateMention | EntityMention | Place | Quote) -> str:
    return f"{one.start}-{one.end}"


def _identity(explained: Explanation) -> Iterator[Cells]:
    article, outlet = explained.article, explained.outlet
    yield "publisher", f"{outlet.name} ({outlet.kind}, {outlet.country or 'country unknown'})"
    yield "address", article.url
    yield "article", f"{article.article_id}, version {article.version_id}"
    for name, value in (("summary", article.summary), ("byline", article.byline)):
        if value:
            yield name, value
    for credit in article.credits:
        yield "credit", f"{credit.agency_id} for the {credit.kind.value}, {credit.where}: {credit.raw}"
    for name, moment in (("published", article.published), ("modified", article.modified)):
        if moment is not None:
            yield name, _moment(moment)
    yield "language", article.language or "unknown"


def _moment(moment: Moment) -> str:
    instant = f"{moment.at:%Y-%m-%dT%H:%M:%SZ}" if moment.at else f"day {moment.day or 'unknown'}"
    basis = f"to the {moment.precision.value}, zone by {moment.zone_basis.value}"
    return "; ".join((instant, basis, f"{moment.origin} says “{one_line(moment.raw)}”", *moment.notes))


def _chain(facts: Facts) -> Iterator[str]:
    yield '<h2>Provenance, from the publisher to the primary source</h2>\n<ol class="chain">'
    for hop in facts.chain:
        arrow = "← " if hop.depth else ""
        about = f'<span class="soft">{escape(hop.kind)}, {escape(hop.relation)}</span>'
        yield f"<li>{arrow}<strong>{escape(hop.name)}</strong> {about}<br>{escape(hop.evidence)}</li>"
    yield "</ol>"


def _text(article: Article, found: Sequence[Mark]) -> Iterator[str]:
    shown = {mark.kind for mark in found}
    legend = (f'<mark class="{kind}">{kind}</mark>' for kind, _, _ in _COLOURS if kind in shown)
    yield f'<h2>Text</h2>\n<p class="legend">{"".join(legend)}</p>\n<div class="text">'
    for line in paragraphs(article.text, found):
        yield f"<p>{''.join(map(_piece, line))}</p>"
    yield "</div>"


def _piece(piece: Passage) -> str:
    if not piece.kinds:
        return escape(piece.text)
    classes, label = " ".join(piece.kinds), escape(" | ".join(piece.labels))
    return f'<mark class="{classes}" title="{label}">{escape(piece.text)}</mark>'


def _statements(article: Article, facts: Facts) -> Iterator[Cells]:
    for one in facts.attributions:
        said = " … ".join(article.text[span.start : span.end] for span in one.content)
        cue = " … ".join(article.text[span.start : span.end] for span in one.cue)
        yield one.source_name or "unknown", one.source_type, f"{cue} ({one.kind}, {one.polarity})", said


def _quotes(article: Article, facts: Facts) -> Iterator[Cells]:
    for quote in facts.quotes:
        words = article.text[quote.start : quote.end]
        yield words, quote.speaker or "unknown", _at(quote)


def _table(title: str, columns: Cells, rows: Iterable[Cells], *, is_named: bool = False) -> Iterator[str]:
    """A table with its heading; nothing where it has no rows. `is_named`: the first cell names its row."""
    lines = [_row(row, is_named=is_named) for row in rows]
    if not lines:
        return
    yield (f"<h2>{escape(title)}</h2>\n" if title else "") + "<table>"
    if columns:
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
        yield f"<thead><tr>{heads}</tr></thead>"
    yield from ("<tbody>", *lines, "</tbody>\n</table>")


def _row(row: Cells, *, is_named: bool) -> str:
    first = f'<th scope="row">{escape(row[0])}</th>' if is_named else f"<td>{escape(row[0])}</td>"
    return f"<tr>{first}{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
