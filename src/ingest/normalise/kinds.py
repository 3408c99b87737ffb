"""What kind of page an article stands on, by what the page says of itself and by its parts."""

import re
from collections.abc import Callable

from ingest.normalise.body import Draft
from ingest.normalise.page import Page
from ingest.normalise.wording import PAYWALL
from ingest.parsing.html import seen_text
from ingest.parsing.structured import Node, plain_text, types_of
from ingest.parsing.words import as_paragraphs, one_line, word_count, word_key
from ingest.records import BodySource, PageKind

_PRINT_ADDRESS = re.compile(
    r"[?&](?:print|printable|printer|view=print|output=print|format=print|layout=print)(?:=(?:1|true|yes|y))?(?:&|$)|"
    r"/(?:print|printable|drucken|imprimer|imprimir|stampa)(?:/|\.\w+$|$)",
    re.IGNORECASE,
)
_PRINTS_ITSELF = re.compile(r"\bwindow\.print\s*\(")
_LIVE_ENTRY = re.compile(r"live-?(?:blog|ticker)[-_]*(?:post|entry|item|event|update)(?![a-z])")
_GALLERY_TYPES = frozenset({"imagegallery", "mediagallery"})
_VIDEO_TYPES = frozenset({"videoobject"})
_AUDIO_TYPES = frozenset({"audioobject", "podcastepisode", "radioepisode"})
_FEW_WORDS = 150  # beside a film or broadcast: a longer text is an article that has one
_LIVE_ENTRIES = 3
_PICTURES = 5  # with captions, on a page that is a gallery by its parts
_CAPTION_WORDS = 4
_TEASER_OF_PAID = 120  # words: a paid text shorter than this is its beginning
_BEHIND = 8  # blocks behind the last line in which a paywall is looked for
_COMPLETE = 0.8  # of the words that the publisher counts


def kind_of(page: Page, draft: Draft) -> PageKind:
    """The kind of a page with this body. The first kind that fits is it."""
    captions = {word_key(caption) for caption in captions_of(page)}
    words = word_count("\n".join(line for line in draft.lines if word_key(line) not in captions))
    return next((kind for kind, fits in _KINDS if fits(page, words)), PageKind.ARTICLE)


def _is_live(page: Page, _: int) -> bool:
    if any("liveblogposting" in types_of(node) for _, node in page.data.articles):
        return True
    return len([*page.called(_LIVE_ENTRY)]) >= _LIVE_ENTRIES


def _is_gallery(page: Page, words: int) -> bool:
    if page.data.articles and words >= _FEW_WORDS:
        return False
    captions = captions_of(page)
    is_named = _names_a_type(page, _GALLERY_TYPES)
    return len(captions) >= (2 if is_named else _PICTURES) and words < sum(map(word_count, captions))


def _is_video(page: Page, words: int) -> bool:
    named = any(value.lower().startswith("video") for _, value in page.data.meta("og:type"))
    return words < _FEW_WORDS and (named or (not page.data.articles and _names_a_type(page, _VIDEO_TYPES)))


def _is_audio(page: Page, words: int) -> bool:
    named = any(value.lower().startswith("music") for _, value in page.data.meta("og:type"))
    return words < _FEW_WORDS and (named or (not page.data.articles and _names_a_type(page, _AUDIO_TYPES)))


def _is_printed(page: Page, _: int) -> bool:
    if _PRINT_ADDRESS.search(page.url):
        return True
    body = page.tree.find("body")
    return body is not None and _PRINTS_ITSELF.search(body.get("onload") or "") is not None


_KINDS: tuple[tuple[PageKind, Callable[[Page, int], bool]], ...] = (
    (PageKind.LIVE_BLOG, _is_live),
    (PageKind.GALLERY, _is_gallery),
    (PageKind.VIDEO, _is_video),
    (PageKind.AUDIO, _is_audio),
    (PageKind.PRINTER_PAGE, _is_printed),
)


def _names_a_type(page: Page, types: frozenset[str]) -> bool:
    return any(types.intersection(types_of(node)) for _, node in (*page.data.articles, *page.data.pages))


# --- what a kind's text is --------------------------------------------------------------------------------


def with_text_of_kind(draft: Draft, page: Page, kind: PageKind) -> Draft:
    """A gallery's captions below its text; a live blog's entries where a script is to show them.

    What a live blog shows is its text: its list for machines may hold days of entries that it does not show.
    """
    if kind is PageKind.GALLERY:
        return _with_captions(draft, captions_of(page))
    if kind is PageKind.LIVE_BLOG and word_count("\n".join(draft.lines)) < _FEW_WORDS:
        entries = _live_entries(page)
        return draft._replace(lines=tuple(entries), source=BodySource.JSONLD) if entries else draft
    return draft


def _with_captions(draft: Draft, captions: list[str]) -> Draft:
    own = {word_key(line) for line in draft.lines}
    more = [line for line in captions if word_key(line) not in own]
    kept = tuple(line for line in draft.dropped if line.line not in more)
    return draft._replace(lines=(*draft.lines, *more), dropped=kept)


def captions_of(page: Page) -> list[str]:
    """The captions of a page's pictures in their order, each once."""
    found = (one_line(seen_text(caption)) for caption in page.tree.iter("figcaption"))
    return [*dict.fromkeys(line for line in found if word_count(line) >= _CAPTION_WORDS)]


def _live_entries(page: Page) -> list[str]:
    """Headlines and texts of the entries that a live blog lists for machines, in its order."""
    lines: list[str] = []
    for _, value in page.data.values("liveBlogUpdate"):
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict):
                lines += _entry_lines(entry)
    return lines


def _entry_lines(entry: Node) -> list[str]:
    parts = (entry.get("headline"), entry.get("articleBody"))
    texts = [plain_text(part) for part in parts if isinstance(part, str)]
    return [line for text in texts for line in as_paragraphs(text)]


# --- paywalls -----------------------------------------------------------------------------------------------


def is_partial(draft: Draft, page: Page, *, is_free: bool | None) -> bool:
    """Whether the text is only the part of a paid article that everybody may read.

    A paywall's words behind the last line say so; so does a short text on a page that is declared as paid.
    The publisher's own count of words and a feed's full text say that it is whole.
    """
    if draft.source is not BodySource.PAGE or is_free:
        return False
    words = word_count("\n".join(draft.lines))
    counted = next((value for _, value in page.data.values("wordCount")), None)
    if str(counted).isdigit() and 0 < int(str(counted)) * _COMPLETE <= words:
        return False
    return (is_free is False and words < _TEASER_OF_PAID) or _stops_at_a_paywall(draft, page)


def _stops_at_a_paywall(draft: Draft, page: Page) -> bool:
    if not draft.lines:
        return False
    last = word_key(draft.lines[-1])
    place = max((i for i, block in enumerate(page.blocks) if block.key == last), default=None)
    if place is None:
        return any(line.reason == "paywall" for line in draft.dropped)
    return any(PAYWALL.search(block.text[:300]) for block in page.blocks[place + 1 : place + 1 + _BEHIND])
