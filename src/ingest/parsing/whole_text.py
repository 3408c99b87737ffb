"""Whether a feed's entry brings the article itself, or a teaser."""

import re

from ingest.parsing.words import word_count
from ingest.records import FeedEntry

FULL_TEXT_WORDS = 120
"""A text of an entry that is as long is taken for the article; lead paragraphs are shorter."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|(?:read|continue reading|weiterlesen|leer|lire)\b.{0,40})\W*$",
    re.IGNORECASE,
)


def markup_words(markup: str) -> int:
    """How long a text is in words, its tags not counted.

    >>> markup_words("<p>Ferry <b>held</b></p>")
    2
    """
    return word_count(_TAG.sub(" ", markup))


def longest_text(entry: FeedEntry) -> str:
    """Content or summary of an entry, whichever says more."""
    return max(entry.content or "", entry.summary or "", key=len)


def is_whole(markup: str) -> bool:
    """Whether a text is as long as an article and not cut off.

    >>> is_whole("word " * 200), is_whole("word " * 200 + "[…]"), is_whole("Ferry held.")
    (True, False, False)
    """
    return markup_words(markup) >= FULL_TEXT_WORDS and not _CUT.search(markup[-200:])
