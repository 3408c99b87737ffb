"""Words of French and Italian that are two: `a-t-elle`, `l'agence`, `dell'Ucraina`."""

import re
from collections.abc import Iterable, Iterator

from ingest.parsing.sentences import Unit

_HUNG_ON = re.compile(r"(?P<verb>[^\W\d_]+)(?:-t)?-(?P<pronoun>ils?|elles?|on)", re.IGNORECASE)
_ELIDED = re.compile(
    r"(?P<short>[ldjmnstc]|qu|jusqu|lorsqu|puisqu|un|dell|all|dall|nell|sull|coll|quell|quest)['’](?P<rest>\w.*)",  # noqa: RUF001 - a typographic apostrophe is one too
    re.IGNORECASE,
)
_WHOLE = frozenset({"d'après", "d'ailleurs", "d'accord", "d'abord", "aujourd'hui", "qu'en"})
SPLITTING = frozenset({"fr", "it"})
"""The languages in which words are taken apart."""


def taken_apart(words: Iterable[Unit]) -> Iterator[Unit]:
    """Words, those that carry an article or a pronoun as two, each where it stands.

    An elided word has no apostrophe in `low`: `l`, `qu`, `dell` are the words that the lexicons know.
    """
    for unit in words:
        hung = _HUNG_ON.fullmatch(unit.text) if "-" in unit.text else None
        elided = _ELIDED.fullmatch(unit.text) if "'" in unit.low and unit.low not in _WHOLE else None
        if hung:
            yield _part(unit, *hung.span("verb"))
            yield _part(unit, *hung.span("pronoun"))
        elif elided:
            end = elided.end("short")
            yield Unit(unit.start, unit.start + end + 1, unit.text[: end + 1], unit.low[:end], "word")
            yield _part(unit, *elided.span("rest"))
        else:
            yield unit


def _part(unit: Unit, first: int, last: int) -> Unit:
    return Unit(unit.start + first, unit.start + last, unit.text[first:last], unit.low[first:last], "word")
