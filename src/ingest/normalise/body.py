"""The body of a page: a cascade of steps, each a function from draft to draft (`STEPS`).

Base text by trafilatura in its precise mode, its fast mode as a net; then our own evidence from the
document and from the publisher's own `articleBody`. Measured in docs/normalise.md.
"""

import copy
from collections.abc import Callable
from typing import NamedTuple

from ingest.normalise.lines import sort_lines
from ingest.normalise.page import Page
from ingest.normalise.siblings import with_lost_siblings
from ingest.parsing.structured import plain_text
from ingest.parsing.words import as_paragraphs, word_key
from ingest.records import BodySource, DroppedLine

_SHORT_TEXT = 600  # characters: below this the precise mode is checked against the fast one
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
    """What trafilatura takes for the text."""
    lines = _extracted(page, favor_precision=True)
    running = sum(
        len(b.text) for b in page.blocks if b.tag == "p" and b.link_share < 0.3 and len(b.text.split()) >= 8
    )
    length = sum(map(len, lines))
    if length < max(_SHORT_TEXT, running / 2):
        fast = _extracted(page, fast=True)
        if length < max(200, 0.6 * sum(map(len, fast))):
            lines = fast
    return Draft(tuple(lines))


def lost_siblings(draft: Draft, page: Page) -> Draft:
    """Paragraphs put back that look like those taken."""
    return draft._replace(lines=tuple(with_lost_siblings(draft.lines, page.blocks)))


def foreign_lines(draft: Draft, page: Page) -> Draft:
    """Lines dropped that the document shows to be no body text."""
    titles = {word_key(title) for title in (*page.headings, *_claimed_titles(page))} - {""}
    kept, dropped = sort_lines(draft.lines, page.blocks, titles)
    return draft._replace(lines=tuple(kept), dropped=(*draft.dropped, *dropped))


def publishers_own_text(draft: Draft, page: Page) -> Draft:
    """The publisher's articleBody: instead of ours where ours is a torso, else as a check on our lines."""
    claimed = _article_body(page)
    theirs = "".join(map(word_key, claimed))
    if len(theirs) <= _SHORTEST_CLAIM:
        return draft
    keys = [word_key(line) for line in draft.lines]
    ours = sum(map(len, keys))
    confirmed = [key in theirs for key in keys]
    shared = sum(len(key) for key, is_theirs in zip(keys, confirmed, strict=True) if is_theirs)
    if ours < 0.75 * len(theirs) and shared >= 0.5 * ours:
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
        if key in seen and len(line.split()) >= 8:
            dropped.append(DroppedLine(line=line, reason="repeated"))
            continue
        seen.add(key)
        kept.append(line)
    return draft._replace(lines=tuple(kept), dropped=(*draft.dropped, *dropped))


STEPS: tuple[Step, ...] = (base_text, lost_siblings, foreign_lines, publishers_own_text, repeated_lines)


def _extracted(page: Page, *, fast: bool = False, favor_precision: bool = False) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - half a second, and only pages need it

    document = bare_extraction(
        copy.deepcopy(page.tree), url=page.url, fast=fast, favor_precision=favor_precision,
        include_comments=False, with_metadata=False,
    )  # fmt: skip
    text = getattr(document, "text", None) or ""
    return [line for line in as_paragraphs(text) if word_key(line)]


def _claimed_titles(page: Page) -> list[str]:
    claimed = [str(value) for _, value in page.data.values("headline") if isinstance(value, str)]
    return claimed + [value for _, value in page.data.meta("og:title", "twitter:title")]


def _article_body(page: Page) -> list[str]:
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
