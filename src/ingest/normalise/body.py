"""The body of a page: a cascade of steps, each a function from draft to draft (`STEPS`).

Base text by trafilatura in its precise mode, its fast mode as a net; then our own evidence from the
document and from the publisher's own `articleBody`. Measured in docs/normalise.md.
"""

import copy
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from ingest.normalise.leads import opening_lead
from ingest.normalise.lines import sort_lines
from ingest.normalise.page import Page
from ingest.normalise.siblings import with_lost_siblings
from ingest.normalise.wording import FURNITURE, given_names
from ingest.parsing.html import lineage
from ingest.parsing.structured import plain_text
from ingest.parsing.words import as_paragraphs, one_line, word_count, word_key
from ingest.records import BodySource, DroppedLine

_SHORT_TEXT = 600  # characters: below this the precise mode is checked against the fast one
_LISTED = ("- ", "| ")  # trafilatura's marks of items and rows: lists of products repeat themselves
_NO_TEXT = 200  # letters: a base with less is none
_LOOSE = 150  # letters of a text without an element of its own
_RUNNING = 8  # words of a paragraph that is text
_LABEL = 5  # words: a line with fewer is a label
_TORSO = 0.75  # of the publisher's text: with less, ours has lost some
_TORSO_OF_RUN_ON = 0.4  # the same for a claim without paragraphs: it is a container's text with boxes and all
_RUN_ON = 60  # words: a longer line is looked at for paragraphs
_TELLING_KEY = 20  # letters of a paragraph that is looked for inside a line
_EXPLAINED = 0.9  # of a line's letters that the paragraphs in it hold
_SHORTEST_CLAIM = 400  # letters of an articleBody that is worth a comparison


class Draft(NamedTuple):
    """The body as far as the steps have come."""

    lines: tuple[str, ...] = ()
    dropped: tuple[DroppedLine, ...] = ()
    source: BodySource = BodySource.PAGE


Step = Callable[[Draft, Page], Draft]


def body_of(page: Page) -> Draft:
    """The body lines of a page and the lines that are none."""
    draft = Draft()
    for step in STEPS:
        draft = step(draft, page)
    return draft


def base_text(_: Draft, page: Page) -> Draft:
    """What the first mode gives that does not lose most of the text."""
    return Draft(tuple([attempt.lines for attempt in attempts(page) if attempt.is_taken][-1]))


class Attempt(NamedTuple):
    """One way of finding the text; the last that is taken is the base."""

    mode: str
    lines: list[str]
    is_taken: bool


def attempts(page: Page) -> Iterator[Attempt]:
    """Trafilatura's fast precise mode, and others where that finds little of the page's running text.

    The precise mode with all fallbacks, the fast one, the default; where none finds text, the fullest
    container of paragraphs.
    """
    running = _running_text(page)
    lines = _extracted(page, fast=True, favor_precision=True)
    yield Attempt("trafilatura, fast and precise", lines, is_taken=True)
    for mode, more in _NETS:
        length = _running_length(lines)
        if length >= max(_SHORT_TEXT, running / 2):
            break
        other = more(page)
        is_fuller = length < max(_NO_TEXT, 0.6 * _running_length(other)) and bool(other)
        yield Attempt(mode, other, is_fuller)
        lines = other if is_fuller else lines
    if _running_length(lines) < _NO_TEXT and (held := fullest_container(page)):
        yield Attempt("the fullest container of paragraphs", held, is_taken=True)


def _running_text(page: Page) -> int:
    """Letters of the page's paragraphs and of texts in containers without a paragraph; each text once."""
    found = {b.text for b in page.blocks if b.tag == "p" and b.link_share < 0.3 and b.words >= _RUNNING}
    for element in page.tree.iter("div", "section", "article"):
        for text in (element.text, *(child.tail for child in element)):
            if text and len(text) >= _LOOSE and len(text.strip()) >= _LOOSE:
                found.add(text.strip())
    return sum(map(len, found))


def _running_length(lines: Iterable[str]) -> int:
    """Letters of the lines that are more than a label."""
    return sum(len(line) for line in lines if word_count(line) >= _LABEL)


def fullest_container(page: Page) -> list[str]:
    """The paragraphs of the element that holds most running text."""
    held: Counter[HtmlElement] = Counter()
    paragraphs = [
        block for block in page.blocks
        if block.tag == "p" and block.link_share < 0.3
        and not any(FURNITURE.search(given_names(one)) for one in lineage(block.element, 4))
    ]  # fmt: skip
    for block in paragraphs:
        for outer in lineage(block.element, 3)[1:]:
            held[outer] += block.words
    if not held:
        return []
    fullest = max(held.values())
    container = next(element for element in reversed(held) if held[element] >= 0.9 * fullest)
    return [one_line(block.text) for block in paragraphs if container in lineage(block.element, 3)]


def separate_paragraphs(draft: Draft, page: Page) -> Draft:
    """A line that holds several whole paragraphs of the page, as these paragraphs.

    Where trafilatura finds no text in the document, it may take the publisher's run-on `articleBody`.
    """
    lines: list[str] = []
    for line in draft.lines:
        lines += _paragraphs_in(line, page) or [line]
    return draft._replace(lines=tuple(lines))


def _paragraphs_in(line: str, page: Page) -> list[str]:
    if word_count(line) < _RUN_ON:
        return []
    key, end = word_key(line), 0
    found: list[str] = []
    for block in page.blocks:
        start = key.find(block.key, end)
        if start == end or (start > end and len(block.key) >= _TELLING_KEY):
            found.append(one_line(block.text))
            end = start + len(block.key)
    length = sum(len(word_key(paragraph)) for paragraph in found)
    return found if len(found) > 1 and length >= _EXPLAINED * len(key) else []


def lost_siblings(draft: Draft, page: Page) -> Draft:
    """Paragraphs put back that look like those taken."""
    return draft._replace(lines=tuple(with_lost_siblings(draft.lines, page.blocks)))


def lost_lead(draft: Draft, page: Page) -> Draft:
    """The opening paragraph put back where it was taken for part of the page's head."""
    described = [word_key(value) for _, value in page.data.meta("og:description", "description")]
    lead = opening_lead(draft.lines, page.blocks, described)
    if lead is None:
        return draft
    dropped = tuple(line for line in draft.dropped if word_key(line.line) != lead.key)
    return draft._replace(lines=(one_line(lead.text), *draft.lines), dropped=dropped)


def foreign_lines(draft: Draft, page: Page) -> Draft:
    """Lines dropped that the document shows to be no body text."""
    titles = {word_key(title) for title in (*page.headings, *_claimed_titles(page))} - {""}
    kept, dropped = sort_lines(draft.lines, page.blocks, titles)
    return draft._replace(lines=tuple(kept), dropped=(*draft.dropped, *dropped))


def publishers_own_text(draft: Draft, page: Page) -> Draft:
    """The publisher's articleBody: instead of ours where ours is a torso, else as a check on our lines."""
    claimed = article_body(page)
    theirs = "".join(map(word_key, claimed))
    if len(theirs) <= _SHORTEST_CLAIM:
        return draft
    keys = [word_key(line) for line in draft.lines]
    ours = sum(map(len, keys))
    confirmed = [key in theirs for key in keys]
    shared = sum(len(key) for key, is_theirs in zip(keys, confirmed, strict=True) if is_theirs)
    torso = _TORSO if len(claimed) > 1 else _TORSO_OF_RUN_ON
    if ours < torso * len(theirs) and shared >= 0.5 * ours:
        return draft._replace(lines=tuple(claimed), source=BodySource.JSONLD)
    if ours > len(theirs) >= 0.6 * ours and shared >= 0.6 * ours:
        return _without_unconfirmed(draft, confirmed)
    return draft


def repeated_lines(draft: Draft, _: Page) -> Draft:
    """A paragraph that stands there twice is kept once."""
    seen: set[str] = set()
    kept: list[str] = []
    dropped: list[DroppedLine] = []
    for line in draft.lines:
        key = word_key(line)
        if key in seen and len(line.split()) >= 8 and not line.startswith(_LISTED):
            dropped.append(DroppedLine(line=line, reason="repeated"))
            continue
        seen.add(key)
        kept.append(line)
    return draft._replace(lines=tuple(kept), dropped=(*draft.dropped, *dropped))


STEPS: tuple[Step, ...] = (
    base_text, separate_paragraphs, lost_siblings, foreign_lines, publishers_own_text, separate_paragraphs,
    repeated_lines, lost_lead,
)  # fmt: skip


def _extracted(page: Page, *, fast: bool = False, favor_precision: bool = False) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second, and only pages need it

    document = bare_extraction(
        copy.deepcopy(page.tree), url=page.url, fast=fast, favor_precision=favor_precision,
        include_comments=False, with_metadata=False,
    )  # fmt: skip
    text = getattr(document, "text", None) or ""
    return [line for line in as_paragraphs(text) if word_key(line)]


def _extracted_precisely(page: Page) -> list[str]:
    return _extracted(page, favor_precision=True)


def _extracted_fast(page: Page) -> list[str]:
    return _extracted(page, fast=True)


_NETS: tuple[tuple[str, Callable[[Page], list[str]]], ...] = (
    ("trafilatura, precise", _extracted_precisely),
    ("trafilatura, fast", _extracted_fast),
    ("trafilatura, default", _extracted),
)


def _claimed_titles(page: Page) -> list[str]:
    claimed = [str(value) for _, value in page.data.values("headline") if isinstance(value, str)]
    return claimed + [value for _, value in page.data.meta("og:title", "twitter:title")]


def article_body(page: Page) -> list[str]:
    """The paragraphs of the longest `articleBody` that the publisher gives to machines."""
    bodies = [value for _, value in page.data.values("articleBody") if isinstance(value, str)]
    longest = max(bodies, key=len, default="")
    return [line for line in as_paragraphs(plain_text(longest)) if word_key(line)]


def _without_unconfirmed(draft: Draft, confirmed: list[bool]) -> Draft:
    """Drop lines that the publisher's text lacks: short ones anywhere, all behind its last match."""
    last = max((place for place, is_theirs in enumerate(confirmed) if is_theirs), default=-1)
    kept: list[str] = []
    dropped: list[DroppedLine] = []
    for place, line in enumerate(draft.lines):
        if confirmed[place] or (len(line.split()) >= 12 and place < last):
            kept.append(line)
        else:
            dropped.append(DroppedLine(line=line, reason="not-in-articlebody"))
    return draft._replace(lines=tuple(kept), dropped=(*draft.dropped, *dropped))
