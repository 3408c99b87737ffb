"""Words for comparing texts: the same to whoever compares, whatever the typography.

Sentences and tokens with their places are in `sentences.py`; here places do not matter.
"""

import re
import unicodedata

_WORD = re.compile(r"\w+")
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Inside a character class: scripts that write no spaces (Thai, Lao, Burmese, Khmer, kana, Han)."""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\xad\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
"""Marks that no reader sees, control characters, and halves of surrogate pairs, which no file can hold."""


def words(text: str) -> list[str]:
    """The words of a text in order, without case and typography.

    >>> words("The EU's “plan”")
    ['the', 'eu', 's', 'plan']
    """
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return _WORD.findall(plain)


def word_key(text: str) -> str:
    """All words run together: equal for two renderings of one line, however markup split it.

    >>> word_key("A <b>b</b>-c".replace("<b>", "").replace("</b>", "")) == word_key("a b c")
    True
    """
    return "".join(words(text))


def word_count(text: str) -> int:
    """How long a text is in words; two characters count as one word in scripts without spaces.

    >>> word_count("Kyodo News said"), word_count("共同通信")
    (3, 2)
    """
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + (unspaced + 1) // 2


def one_line(text: str) -> str:
    """A text as one line in Unicode NFC: runs of white space are one space, invisible marks are gone.

    Quotes and dashes stay as written; non-breaking spaces become spaces.
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def as_paragraphs(text: str) -> list[str]:
    """The lines of a text that hold something, each as `one_line`."""
    return [line for line in map(one_line, text.splitlines()) if line]
