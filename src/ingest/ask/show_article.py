"""One article explained, drawn with Rich: each value with its origin, what lost, what was dropped."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ingest.ask.explain import Explanation
from ingest.parsing.words import one_line
from ingest.records import Article, Candidate, Facts, Moment, PageKind, Reading, Span

_TEXT_SHOWN = 600
_VERDICTS = {"won": "green", "agrees": "", "lost": "dim"}


def show_explanation(explained: Explanation) -> RenderableType:
    """The whole explanation of one article."""
    article, facts = explained.article, explained.facts
    parts = [
        _identity(explained),
        _moment("published", article.published),
        _moment("modified", article.modified),
        _candidates(explained.candidates),
        _credits(article),
        _chain(facts),
        _citations(facts),
        _quotes(article, facts),
        _attributions(article, facts),
        _dates(facts),
        _figures(facts),
        _places(facts),
        _entities(facts),
        _family(explained),
        _dropped(article),
    ]
    return Group(*(part for part in parts if part is not None))


def _identity(explained: Explanation) -> RenderableType:
    article, outlet = explained.article, explained.outlet
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    authors = ", ".join(f"{a.name}{' (organisation)' if a.is_organisation else ''}" for a in article.authors)
    lines = (
        ("title", article.title),
        ("summary", article.summary),
        ("publisher", f"{outlet.name} ({outlet.kind}, {outlet.country or 'country unknown'})"),
        ("address", article.url),
        ("article", f"{article.article_id}, version {article.version_id}"),
        ("byline", article.byline),
        ("authors", authors),
        ("dateline", article.dateline.raw if article.dateline else None),
        ("language", f"{article.language or 'unknown'} (declared: {article.declared_language or 'nothing'})"),
        ("section", article.section),
        ("image", _image(article)),
        ("kind of page", None if article.page_kind is PageKind.ARTICLE else article.page_kind.value),
        ("partial", "the text stops at a paywall" if article.is_partial else None),
        ("free to read", None if article.is_free is None else "yes" if article.is_free else "no"),
        ("notices", " | ".join(article.notices)),
        ("text", f"{len(article.text.split()):,} words, from {article.body_source.value}"),
        ("", _start(article.text)),
    )
    for name, value in lines:
        if value:
            table.add_row(name, Text(value))
    return Panel(table, title="Article")


def _image(article: Article) -> str | None:
    image = article.lead_image
    if image is None:
        return None
    credit = f"credit {image.credit}: no evidence for the text" if image.credit else None
    return "; ".join(filter(None, (image.caption, credit, image.url))) or None


def _start(text: str) -> str:
    return text if len(text) <= _TEXT_SHOWN else text[:_TEXT_SHOWN] + " …"


def _moment(name: str, moment: Moment | None) -> RenderableType | None:
    """One line a reading, which folds where a table would cut the instant off."""
    if moment is None:
        return None
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(name, style="bold"), Text(_reading(moment), style="green"))
    for note in moment.notes:
        table.add_row("", Text(note, style="italic"))
    for reading in moment.alternatives:
        table.add_row(Text("lost", style="dim"), Text(_reading(reading), style="dim"))
    return table


def _reading(reading: Reading) -> str:
    instant = f"{reading.at:%Y-%m-%dT%H:%M:%SZ}" if reading.at else "instant unknown"
    parts = (
        instant, f"day {reading.day or 'unknown'}", reading.precision.value,
        f"zone by {reading.zone_basis.value}", f'{reading.origin} says "{one_line(reading.raw)}"',
    )  # fmt: skip
    return " · ".join(parts)


def _candidates(candidates: Iterable[Candidate]) -> RenderableType | None:
    """What the page offered for each field: what won, what agrees, what lost."""
    table = Table("field", "", "from", "value", "why", title="candidates", title_justify="left")
    for field, grouped in groupby(candidates, key=lambda candidate: candidate.field):
        for place, candidate in enumerate(grouped):
            style = _VERDICTS[candidate.verdict]
            table.add_row(
                "" if place else field, Text(candidate.verdict, style=style), candidate.origin,
                Text(candidate.value, style=style, overflow="fold"), candidate.why,
            )  # fmt: skip
    return table if table.row_count else None


def _credits(article: Article) -> RenderableType | None:
    if not article.credits:
        return None
    table = Table("agency", "for", "where", "as written", title="credits", title_justify="left")
    for credit in article.credits:
        table.add_row(credit.agency_id, credit.kind.value, credit.where, Text(credit.raw))
    return table


def _chain(facts: Facts) -> RenderableType | None:
    if not facts.chain:
        return None
    table = Table.grid(padding=(0, 2))
    for hop in facts.chain:
        arrow = Text("← " if hop.depth else "", style="bold yellow")
        name = Text.assemble(arrow, (hop.name, "cyan"))
        table.add_row(name, hop.kind, hop.relation, Text(hop.evidence, style="dim"))
    return Panel(table, title="Provenance, from the publisher to the primary source")


def _citations(facts: Facts) -> RenderableType | None:
    if not facts.citations:
        return None
    table = Table("cited", "kind", "role", "depth", "characters", title="citations", title_justify="left")
    for cited in facts.citations:
        table.add_row(
            Text(cited.name), cited.kind, cited.role, str(cited.depth), f"{cited.start}-{cited.end}"
        )
    return table


def _quotes(article: Article, facts: Facts) -> RenderableType | None:
    if not facts.quotes:
        return None
    table = Table("quote", "source", "characters", title="quotes", title_justify="left")
    for quote in facts.quotes:
        words = article.text[quote.start : quote.end] + ("" if quote.is_closed else " [closing mark missing]")
        table.add_row(Text(words), Text(quote.speaker or "unknown"), f"{quote.start}-{quote.end}")
    return table


def _attributions(article: Article, facts: Facts) -> RenderableType | None:
    if not facts.attributions:
        return None
    table = Table("who", "says", "what", "kind", "characters", title="attributions", title_justify="left")
    for said in facts.attributions:
        who = said.source_name or _words(article, said.source) or "unknown"
        table.add_row(
            Text(f"{who} ({said.source_type})"),
            Text(_words(article, said.cue)),
            Text(_words(article, said.content)),
            said.kind if said.polarity == "said" else f"{said.kind}, {said.polarity}",
            ", ".join(f"{span.start}-{span.end}" for span in (*said.source, *said.cue, *said.content)),
        )
    return table


def _words(article: Article, spans: tuple[Span, ...]) -> str:
    return " … ".join(article.text[span.start : span.end] for span in spans)


def _dates(facts: Facts) -> RenderableType | None:
    if not facts.dates:
        return None
    table = Table(
        "says", "means", "exact to", "counted from", "characters", title="dates", title_justify="left"
    )
    for mention in facts.dates:
        means = f"{mention.value or 'not resolved'}{' (or the other way)' if mention.is_ambiguous else ''}"
        place = f"{mention.start}-{mention.end}"
        table.add_row(Text(mention.text), means, mention.granularity, mention.anchor, place)
    return table


def _figures(facts: Facts) -> RenderableType | None:
    if not facts.figures:
        return None
    table = Table("says", "counts", "amount", "unit", "characters", title="figures", title_justify="left")
    for figure in facts.figures:
        amount = f"{'' if figure.bound == 'exact' else figure.bound + ' '}{figure.amount:,g}"
        table.add_row(Text(figure.text), figure.kind, amount, figure.unit, f"{figure.start}-{figure.end}")
    return table


def _places(facts: Facts) -> RenderableType | None:
    if not facts.places:
        return None
    names = dict.fromkeys(f"{place.name} ({place.kind}, {place.start}-{place.end})" for place in facts.places)
    return Panel(Text(", ".join(names)), title="Places")


def _entities(facts: Facts) -> RenderableType | None:
    """Each person, organisation and office once, by its first mention that shows what it is."""
    if not facts.entities:
        return None
    table = Table("who", "kind", "shown by", "characters", title="entities", title_justify="left")
    shown: set[str] = set()
    for one in facts.entities:
        if one.name not in shown and one.evidence != "repeated":
            shown.add(one.name)
            name = f"{one.name} ({one.role})" if one.role else one.name
            table.add_row(Text(name), one.kind, one.evidence, f"{one.start}-{one.end}")
    return table


def _family(explained: Explanation) -> RenderableType | None:
    if not explained.family:
        return None
    table = Table("article", "outlet", "title", "relation", "evidence", title="family", title_justify="left")
    for relative in explained.family:
        mark = "▸ " if relative.article_id == explained.article.article_id else ""
        table.add_row(
            mark + relative.article_id,
            Text(relative.outlet),
            Text(relative.title),
            relative.relation,
            relative.evidence,
        )
    return table


def _dropped(article: Article) -> RenderableType | None:
    if not article.dropped:
        return None
    table = Table("reason", "line", title="lines that are not body text", title_justify="left")
    for dropped in article.dropped:
        table.add_row(dropped.reason, Text(dropped.line))
    return table
