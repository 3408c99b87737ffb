"""Two texts side by side, word for word. Pure."""

import re
from difflib import SequenceMatcher

from ingest.records import Record

MOST_WORDS = 4_000
"""Of each text; what lies beyond is not compared, and the page says so."""


class Run(Record):
    """Words that both texts have, or only this one."""

    text: str
    is_shared: bool


class Comparison(Record):
    """Two texts as runs of words; `shared` is how much of each stands in the other."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    left_shared: float  # share of words, 0 to 1
    right_shared: float
    is_cut: bool  # a text was longer than what is compared


def compared(left: str, right: str) -> Comparison:
    """Compare two texts word for word, typography aside.

    >>> one = compared("Rain falls today.", "Rain falls again today.")
    >>> [run.text for run in one.right if not run.is_shared]
    ['again ']
    """
    ours, theirs = _words(left), _words(right)
    matcher = SequenceMatcher(
        None, [_key(word) for word in ours], [_key(word) for word in theirs], autojunk=False
    )
    runs: tuple[list[Run], list[Run]] = ([], [])
    shared = 0
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        is_shared = tag == "equal"
        shared += (i2 - i1) * is_shared
        for side, words in ((0, ours[i1:i2]), (1, theirs[j1:j2])):
            if words:
                runs[side].append(Run(text="".join(words), is_shared=is_shared))
    return Comparison(
        left=tuple(runs[0]),
        right=tuple(runs[1]),
        left_shared=shared / len(ours) if ours else 0.0,
        right_shared=shared / len(theirs) if theirs else 0.0,
        is_cut=len(ours) == MOST_WORDS or len(theirs) == MOST_WORDS,
    )


def _words(text: str) -> list[str]:
    """Words with the white space behind them."""
    return re.findall(r"\S+\s*", text)[:MOST_WORDS]


def _key(word: str) -> str:
    return re.sub(r"[^\w]+", "", word).casefold() or word.strip()
