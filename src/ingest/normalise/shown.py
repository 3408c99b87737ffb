"""Dates that a reader sees on a page, and whose they are: the article's, a teaser's, a comment's, today's.

A date belongs to the article where nothing between it and the headline's surroundings says otherwise.
Labelled dates ("Published:") come first, then those next to the headline, then the others in order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.normalise.page import Page
from ingest.normalise.stamps import Stamp, label_meaning, stamps_in
from ingest.parsing.html import broken_lines, class_words, lineage, seen_text, selected, shape
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
_FRAME = re.compile(r"(?<![a-z])(page-?footer|footer|events?|profile-?\w*)(?![a-z])")
"""Names of parts that may hold the article's own labelled date: "Published: …" below the text."""
_DATE_CLASS = re.compile(
    r"(?<![a-z])(date|datum|dato|dates|data|fecha|tarih|zeit|uhrzeit|heure|hora|datetime|day|"
    r"time(?:stamp|data|info)?|publish\w*|pub-?date|post(?:ed|-?date)|entry-?date|updated|created|meta|"
    r"byline|dateline|stand|intro|info-?line|news-single-\w+)(?![a-z])"
)
_OWN_CLASS = re.compile(r"(?<![a-z])(meta|article-?info|post-?info|article-?meta|entry-?meta)(?![a-z])")
"""Class names of the line below a headline, whatever else they say."""
_UPDATED_CLASS = re.compile(r"(?<![a-z])(?:last-?)?(?:updated?|modified|changed|edit(?:ed)?)")
_PUBLISHED_CLASS = re.compile(r"(?<![a-z])(?:pub-?date|publish(?:ed)?|posted|created?)(?![a-z])")
_POSTING = re.compile(r"comment|posting|forum-?post")
"""Class names of what readers write."""
_MOST_POSTINGS = 30
_POSTING_DATE = 30  # characters
_OLD_YEAR = re.compile(r"(?<!\d)(?:19[0-8]\d|1990)(?!\d)")
_CLOCK = re.compile(r"\d[:h]\d\d")
_NEAR = 15  # blocks around the headline
_VERY_NEAR = 6  # blocks
_A_LIST = 3  # different dates of one look
_TITLES = frozenset({"h1", "h2", "h3"})
_FURTHEST = 400  # blocks
_MOST_WORDS = 30
_VERY_SHORT = 7  # words of a line that holds one date at most
_MOST_BROKEN = 150  # words of a block of which each line is looked at
_MOST_CHILDREN = 6
_LONGEST_LABEL = 30  # characters
_LONGEST_DATE = 60  # characters
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
    marks = (
        *_times(page, places),
        *_lines(page, places),
        *_behind_labels(page, places),
        *_attributes(page, places),
    )
    found = [shown for shown in marks if shown.distance <= _FURTHEST]
    return sorted(dict.fromkeys(_without_lists(found)), key=lambda shown: shown.rank)


def answers(page: Page) -> Iterator[str]:
    """The dates of what readers wrote below a page, or in a forum."""
    for element in islice(page.called(_POSTING), _MOST_POSTINGS):
        leaves = (
            one_line(part.text or "") for part in element.iter("span", "div", "p", "td") if not len(part)
        )
        yield from filter(None, (time.get("datetime") for time in element.iter("time")))
        yield from (line for line in leaves if len(line) <= _POSTING_DATE and _is_date_line(line))


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

    def distance(self, element: HtmlElement, *, is_labelled: bool = False) -> int | None:
        """How far an element is from the headline; None for what stands in something else of the page."""
        here = bisect_left(self._blocks, self._order[element])
        distance = here - self._start if here >= self._start else 2 * (self._start - here)
        for outer in lineage(element, 12):
            if outer in self._around:
                break
            if _is_elsewhere(outer, distance, is_labelled=is_labelled):
                return None
        return distance


def _is_elsewhere(element: HtmlElement, distance: int, *, is_labelled: bool) -> bool:
    """Whether an element is not the article's, by its tag or by what its author calls it."""
    words = class_words(element)
    if _OWN_CLASS.search(words):
        return False
    if is_labelled:
        words = _FRAME.sub("", words)
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
    for element, text in (*_short_lines(page), *((one, None) for one in page.called(_DATE_CLASS))):
        if (text is None and element in seen) or len(element) > _MOST_CHILDREN:
            continue
        seen.add(element)
        yield from _of_line(element, one_line(text or seen_text(element)), places)


def _of_line(element: HtmlElement, text: str, places: _Places) -> Iterator[Shown]:
    stamps = list(stamps_in(text)) if 6 <= len(text) <= _LONGEST else []
    is_labelled = any(stamp.is_labelled and not stamp.is_update for stamp in stamps)
    distance = places.distance(element, is_labelled=is_labelled) if stamps else None
    if distance is None:
        return
    is_called = element.get("class") is not None and _DATE_CLASS.search(class_words(element)) is not None
    for stamp in stamps:
        if stamp.is_labelled or ((is_called or distance <= _NEAR) and not _is_older_than_the_web(stamp.raw)):
            yield Shown("visible", stamp.raw, stamp.is_update, stamp.is_labelled, distance, shape(element))


def _is_older_than_the_web(raw: str) -> bool:
    """Whether a bare day is one of before 1991: somebody's birthday, not the day of a page."""
    year = _OLD_YEAR.search(raw)
    return year is not None and not _CLOCK.search(raw)


def _short_lines(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Short blocks, and the lines into which `br` breaks longer ones."""
    for block in page.blocks:
        if block.tag in _TITLES:
            continue
        lines = broken_lines(block) if _VERY_SHORT < block.words <= _MOST_BROKEN else []
        if block.words <= _MOST_WORDS and not lines:
            yield block.element, block.text
        for line in lines:
            if line.words <= _MOST_WORDS:
                yield block.element, line.text


def _behind_labels(page: Page, places: _Places) -> Iterator[Shown]:
    """Dates behind an element that is nothing but a label: `<h5>Date:</h5>20.02.2024`."""
    for element in page.tree.iter(
        "span", "strong", "b", "dt", "th", "td", "label", "h3", "h4", "h5", "h6", "div"
    ):
        if len(element) or not element.text or len(element.text) > _LONGEST_LABEL:
            continue
        is_update = label_meaning(element.text)
        if is_update is None:
            continue
        raw = _text_behind(element)
        distance = places.distance(element, is_labelled=not is_update) if _is_date_line(raw) else None
        if distance is not None:
            yield Shown("visible", raw, is_update, is_labelled=True, distance=distance, look=shape(element))


def _text_behind(element: HtmlElement) -> str:
    following = element.getnext()
    beside = seen_text(following) if following is not None else ""
    return one_line(element.tail or "") or one_line(beside)


def _is_date_line(text: str) -> bool:
    return len(text) <= _LONGEST_DATE and next(stamps_in(text), None) is not None


def _attributes(page: Page, places: _Places) -> Iterator[Shown]:
    """Dates in attributes that scripts show: `<div data-date="18 March 2020">`, close to the headline."""
    for element in selected(page.tree, "//*[@data-date or @data-published or @data-publish-date]")[
        :_MOST_MARKS
    ]:
        raw = next(filter(None, map(element.get, ("data-published", "data-publish-date", "data-date"))), "")
        distance = places.distance(element) if _is_date_line(raw) else None
        if distance is not None and distance <= _NEAR:
            yield Shown(
                "attribute", raw, is_update=False, is_labelled=False, distance=distance, look=shape(element)
            )
