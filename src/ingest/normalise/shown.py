"""Dates that a reader sees on a page, and whose they are: the article's, a teaser's, a comment's, today's.

A date belongs to the article where nothing between it and the headline's surroundings says otherwise.
Labelled dates ("Published:") come first, then those next to the headline, then the others in order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.normalise.page import Page
from ingest.normalise.stamps import Stamp, stamps_in
from ingest.parsing.html import class_words, lineage, seen_text, shape
from ingest.parsing.words import one_line, word_key

_ELSEWHERE_TAGS = frozenset(
    {"aside", "footer", "nav", "blockquote", "figure", "figcaption", "form", "select"}
)
_ELSEWHERE = re.compile(
    r"(?<![a-z])(comments?|comment-?\w*|kommentare?|repl(?:y|ies)|respon[sd]\w*|disqus|hreview|teasers?|related\w*|"
    r"recommend\w*|side-?bar|widgets?|swiper|slider?|slides?|carousel|splide|slick|footer|copyright|calendar|"
    r"kalender|events?|veranstaltung\w*|popular|most-?(?:read|viewed|popular)|latest|newest|ticker|instagram\w*|"
    r"twitter\w*|tweets?|embed\w*|profile-?\w*|preview|apercu|promo\w*|nav\w*|menu|logo|mast-?head|top-?bar|"
    r"top-?nav\w*|today|clock|weather|wetter|archives?|newsletter|banner-?ad|readmore|read-?more|new-?rela\w*|"
    r"more-?(?:news|stories|articles|from)|other-?(?:news|stories|articles)|news-?list\w*|article-?list|"
    r"post-?list|reference\w*|bibliograph\w*|download\w*|online-?list|page-?footer)(?![a-z])"
)
"""Class names of what stands on a page beside its article."""
_DATE_CLASS = re.compile(
    r"(?<![a-z])(date|datum|dato|dates|data|fecha|tarih|zeit|uhrzeit|heure|hora|datetime|day|"
    r"time(?:stamp|data|info)?|publish\w*|pub-?date|post(?:ed|-?date)|entry-?date|updated|created|meta|"
    r"byline|dateline|stand|intro|info-?line|news-single-\w+)(?![a-z])"
)
_OWN_CLASS = re.compile(r"(?<![a-z])(meta|article-?info|post-?info|article-?meta|entry-?meta)(?![a-z])")
"""Class names of the line below a headline, whatever else they say."""
_UPDATED_CLASS = re.compile(r"(?<![a-z])(?:last-?)?(?:updated?|modified|changed|edit(?:ed)?)")
_PUBLISHED_CLASS = re.compile(r"(?<![a-z])(?:pub-?date|publish(?:ed)?|posted|created?)(?![a-z])")
_NEAR = 15  # blocks around the headline
_VERY_NEAR = 6  # blocks
_A_LIST = 3  # different dates of one look
_TITLES = frozenset({"h1", "h2", "h3"})
_FURTHEST = 400  # blocks
_MOST_WORDS = 30
_LONGEST = 200  # characters
_MOST_MARKS = 60


class Shown(NamedTuple):
    """One date that a page shows. `distance` is in blocks from the headline, further for those above it."""

    origin: str  # time | visible
    raw: str
    is_update: bool
    is_labelled: bool
    distance: int
    look: tuple[str, ...]  # how its element sits on the page

    @property
    def is_near(self) -> bool:
        """Whether it stands so close to the headline that it can be nobody else's, or says what it is."""
        return self.is_labelled or self.distance <= _NEAR

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """What comes first: near and labelled, near, labelled, the rest."""
        return self.distance > _NEAR, not self.is_labelled, self.distance


def shown_dates(page: Page) -> list[Shown]:
    """The dates that are the article's own, the most telling first."""
    places = _Places(page)
    found = [shown for shown in (*_times(page, places), *_lines(page, places)) if shown.distance <= _FURTHEST]
    return sorted(dict.fromkeys(_without_lists(found)), key=lambda shown: shown.rank)


def _without_lists(found: list[Shown]) -> list[Shown]:
    """Without dates that are three or more in one look and differ: those of a list of other articles."""
    days: dict[tuple[str, ...], set[str]] = {}
    for shown in found:
        days.setdefault(shown.look, set()).add(shown.raw[:10])
    return [shown for shown in found if shown.is_labelled or len(days[shown.look]) < _A_LIST]


class _Places:
    """Where elements stand, counted from the headline."""

    def __init__(self, page: Page) -> None:
        self._order = {element: place for place, element in enumerate(page.tree.iter())}
        self._blocks = [self._order[block.element] for block in page.blocks]
        headline = headline_element(page)
        self._start = bisect_left(self._blocks, self._order[headline]) if headline is not None else 0
        self._around = set(headline.iterancestors()) if headline is not None else set()

    def distance(self, element: HtmlElement) -> int | None:
        """How far an element is from the headline; None for what stands in something else of the page."""
        here = bisect_left(self._blocks, self._order[element])
        distance = here - self._start if here >= self._start else 2 * (self._start - here)
        for outer in lineage(element, 12):
            if outer in self._around:
                break
            if _is_elsewhere(outer, distance):
                return None
        return distance


def _is_elsewhere(element: HtmlElement, distance: int) -> bool:
    """Whether an element is not the article's, by its tag or by what its author calls it."""
    words = class_words(element)
    if _OWN_CLASS.search(words):
        return False
    if element.tag in _ELSEWHERE_TAGS and not (element.tag == "aside" and distance <= _VERY_NEAR):
        return True
    return _ELSEWHERE.search(words) is not None


def headline_element(page: Page) -> HtmlElement | None:
    """The element that shows the headline: a heading that the window's or the shared title repeats."""
    titles = [word_key(page.document_title), *(word_key(text) for _, text in page.data.meta("og:title"))]
    headings = [element for element in page.tree.iter("h1", "h2", "h3") if len(element) <= 6][:60]
    for element in headings:
        key = word_key(seen_text(element))
        if len(key) >= 8 and any(key in title for title in titles):
            return element
    return next((element for element in headings if element.tag == "h1"), None)


def _times(page: Page, places: _Places) -> Iterator[Shown]:
    for element in list(page.tree.iter("time"))[:_MOST_MARKS]:
        distance = places.distance(element)
        raw = (element.get("datetime") or "").strip()
        if distance is None or not raw:
            continue
        words = class_words(element)
        stamp = _label_of(element)
        is_labelled = stamp is not None and stamp.is_labelled
        is_update = stamp.is_update if stamp and is_labelled else _UPDATED_CLASS.search(words) is not None
        is_labelled = is_labelled or (not is_update and _PUBLISHED_CLASS.search(words) is not None)
        yield Shown("time", raw, is_update, is_labelled, distance, shape(element))


def _label_of(element: HtmlElement) -> Stamp | None:
    """What the words of a `<time>`, or those right before it, say of its meaning."""
    own = one_line(seen_text(element))
    previous = element.getprevious()
    parent = element.getparent()
    before = (previous.tail or seen_text(previous)) if previous is not None else None
    before = before if before is not None else (parent.text if parent is not None else None)
    return next(stamps_in(f"{one_line(before or '')[-40:]} {own}".strip()), None)


def _lines(page: Page, places: _Places) -> Iterator[Shown]:
    seen: set[HtmlElement] = set()
    for element in (*_short_blocks(page), *page.called(_DATE_CLASS)):
        if element in seen or len(element) > 6:
            continue
        seen.add(element)
        text = one_line(seen_text(element))
        stamps = list(stamps_in(text)) if 6 <= len(text) <= _LONGEST else []
        distance = places.distance(element) if stamps else None
        if distance is None:
            continue
        is_called = element.get("class") is not None and _DATE_CLASS.search(class_words(element)) is not None
        for stamp in stamps:
            if stamp.is_labelled or is_called or distance <= _NEAR:
                yield Shown(
                    "visible", stamp.raw, stamp.is_update, stamp.is_labelled, distance, shape(element)
                )


def _short_blocks(page: Page) -> Iterator[HtmlElement]:
    return (block.element for block in page.blocks if block.words <= _MOST_WORDS and block.tag not in _TITLES)
