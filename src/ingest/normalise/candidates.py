"""Every value that a page offers for its article, what won and why: for people who ask (`ingest explain`).

The candidates come from the functions that also choose, in the order in which they are trusted.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from ingest.knowledge import Knowledge
from ingest.normalise import metadata, pictures
from ingest.normalise.article import page_of, standfirst
from ingest.normalise.author_names import cleaned_names
from ingest.normalise.authors import claims, publisher_keys
from ingest.normalise.body import STEPS, Draft, article_body, attempts, body_of
from ingest.normalise.feed_content import feed_lines
from ingest.normalise.identity import canonical_links, is_foreign, is_template
from ingest.normalise.language import detected_language
from ingest.normalise.metadata import Stated
from ingest.normalise.page import Page
from ingest.parsing.urls import canonical_url
from ingest.parsing.words import word_count, word_key
from ingest.records import Article, BodySource, Candidate, FeedEntry

WON, AGREES, LOST = "won", "agrees", "lost"
_LONGEST = 300  # characters of a value that are shown


def candidates_of(
    payload: bytes,
    article: Article,
    *,
    content_type: str | None = None,
    seen_at: datetime,
    entry: FeedEntry | None = None,
    knowledge: Knowledge,
) -> tuple[Candidate, ...]:
    """What the page offered for each field of the article that was read from it.

    Dates are not among them: a `Moment` carries its own alternatives. A plain text and an agency's item
    offer one value for each field: none is returned for them.
    """
    if article.body_source in {BodySource.PLAIN_TEXT, BodySource.WIRE}:
        return ()
    page = page_of(
        payload, url=article.url, content_type=content_type, seen_at=seen_at, entry=entry, known=knowledge
    )
    return tuple(candidate for read in _READERS for candidate in read(page, article))


def _title(page: Page, article: Article) -> Iterator[Candidate]:
    yield from _first_wins("title", metadata.titles(page), article.title)


def _summary(page: Page, article: Article) -> Iterator[Candidate]:
    shown = standfirst(body_of(page))
    offered = [Stated("standfirst", shown)] if shown else []
    yield from _first_wins("summary", (*offered, *metadata.summaries(page)), article.summary)


def _section(page: Page, article: Article) -> Iterator[Candidate]:
    yield from _first_wins("section", metadata.sections(page.data), article.section)


def _language(page: Page, article: Article) -> Iterator[Candidate]:
    yield from _first_wins("declared language", metadata.languages(page), article.declared_language)
    detected = detected_language(article.title, article.text) or "none"
    yield Candidate(
        field="language", origin="py3langid", value=detected, verdict=WON, why="read from title and text"
    )


def _rights(page: Page, article: Article) -> Iterator[Candidate]:
    yield from _first_wins("rights", metadata.rights(page.data), article.rights)


def _image(page: Page, article: Article) -> Iterator[Candidate]:
    image = article.lead_image
    yield from _first_wins("image", pictures.addresses(page), image.url if image else None)
    yield from _first_wins("caption", pictures.captions(page), image.caption if image else None)


def _first_wins(field: str, offered: Iterable[Stated], taken: str | None) -> Iterator[Candidate]:
    """The first statement that says anything wins; later ones agree or lose."""
    winner: str | None = None
    for origin, text in offered:
        if not text:
            continue
        verdict, why = LOST, f"{winner} is trusted more"
        if winner is None:
            winner, verdict, why = origin, WON, "the most trusted that says anything"
        elif word_key(text) == word_key(taken or ""):
            verdict, why = AGREES, "says the same"
        yield Candidate(field=field, origin=origin, value=text[:_LONGEST], verdict=verdict, why=why)


def _authors(page: Page, article: Article) -> Iterator[Candidate]:
    publisher, has_won = publisher_keys(page), False
    offered = [(claim.origin, cleaned_names(claim.named, publisher)) for claim in claims(page)]
    offered += [("feed:author", page.entry.authors)] if page.entry else []
    for origin, authors in offered:
        if not authors:
            continue
        is_same = authors == article.authors
        is_person = any(not author.is_organisation for author in authors)
        yield Candidate(
            field="authors", origin=origin, value="; ".join(author.name for author in authors)[:_LONGEST],
            verdict=(AGREES if has_won else WON) if is_same else LOST,
            why="names a person" if is_person else "names no person",
        )  # fmt: skip
        has_won = has_won or is_same


def _address(page: Page, article: Article) -> Iterator[Candidate]:
    decided = False  # the first link decides
    for origin, link in canonical_links(page):
        verdict, why = _judged(link, page) if not decided else (LOST, "the first link decides")
        yield Candidate(field="address", origin=origin, value=link[:_LONGEST], verdict=verdict, why=why)
        decided = True
    is_its_own = canonical_url(page.url) == article.canonical_url
    first = next((link for _, link in canonical_links(page)), None)
    is_named = first is not None and _judged(first, page)[0] == WON
    verdict, why = (AGREES if is_its_own else LOST, "a canonical link names the article") if is_named else (
        WON, "no canonical link names the article")  # fmt: skip
    yield Candidate(field="address", origin="requested", value=page.url[:_LONGEST], verdict=verdict, why=why)


def _judged(link: str, page: Page) -> tuple[str, str]:
    if is_foreign(link, page):
        return LOST, "leads to another site: evidence of syndication, no identity"
    if is_template(link, page):
        return LOST, "the front page: a fault of the template"
    return WON, "the page's own canonical link"


def _body(page: Page, article: Article) -> Iterator[Candidate]:
    """The ways of finding the text, then what each step of the cascade did to it, then other texts."""
    found = list(attempts(page))
    last = max(place for place, attempt in enumerate(found) if attempt.is_taken)
    for place, attempt in enumerate(found):
        verdict = WON if place == last else LOST
        why = "the base of the text" if place == last else "too little of the page's running text"
        yield _text("body", attempt.mode, attempt.lines, verdict, why if place <= last else "not much fuller")
    draft = Draft()
    for number, step in enumerate(STEPS):
        changed = step(draft, page)
        if number and changed != draft:
            yield _text(
                "body step", step.__name__.replace("_", " "), changed.lines, WON, _change(draft, changed)
            )
        draft = changed
    yield from _other_texts(page, article)


def _change(before: Draft, after: Draft) -> str:
    old, new = set(before.lines), set(after.lines)
    changes = (
        f"+{len(new - old)} lines" if new - old else "",
        f"-{len(old - new)} lines" if old - new else "",
    )
    return ", ".join(filter(None, changes)) or "another order"


def _other_texts(page: Page, article: Article) -> Iterator[Candidate]:
    others = {
        BodySource.JSONLD: ("articleBody", article_body(page)),
        BodySource.FEED_CONTENT: ("feed:content", feed_lines(page.entry) if page.entry else []),
    }
    for source, (origin, lines) in others.items():
        if lines:
            is_taken = article.body_source is source
            why = "fuller than the page's text" if is_taken else "not much fuller than the page's text"
            yield _text("body", origin, lines, WON if is_taken else LOST, why)


def _text(field: str, origin: str, lines: Iterable[str], verdict: str, why: str) -> Candidate:
    kept = list(lines)
    value = f"{word_count(' '.join(kept)):,} words in {len(kept)} lines"
    return Candidate(field=field, origin=origin, value=value, verdict=verdict, why=why)


_READERS: tuple[Callable[[Page, Article], Iterator[Candidate]], ...] = (
    _title, _summary, _authors, _section, _language, _rights, _image, _address, _body,
)  # fmt: skip
