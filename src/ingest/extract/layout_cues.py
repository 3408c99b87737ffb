"""Cues that are marks, not verbs: a speaker's label before a colon, a name behind a dash."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.clauses import Clause, sentence_close
from ingest.extract.cues import Grammar, Verb, document_kinds
from ingest.parsing.sentences import Unit

_MARK = Verb("", "say")
_DASHES = frozenset({"—", "–", "-", "―", "--"})
_LONGEST_LABEL = 5  # units in front of a colon
_LONGEST_SIGNATURE = 9  # units behind a dash
_SHORTEST_SPEECH = 3  # units


def label(units: Sequence[Unit], grammar: Grammar) -> Clause | None:
    """`Rush Limbaugh: the poll is wrong`, `WALLACE: Let us start`, `Poll: voters are tired`."""
    start = next((i for i in range(min(2, len(units))) if units[i].kind == "word"), len(units))
    colon = next(
        (i for i in range(start, min(len(units), start + _LONGEST_LABEL)) if units[i].text == ":"), 0
    )
    closing = sentence_close(units)
    if (
        not colon
        or closing - colon - 1 < _SHORTEST_SPEECH
        or not _is_speaker(units[start:colon], units, grammar)
    ):
        return None
    return Clause((start, colon), (colon, colon + 1), ((colon + 1, closing),), _MARK, "label")


def _is_speaker(named: Sequence[Unit], units: Sequence[Unit], grammar: Grammar) -> bool:
    if not all(unit.kind == "word" and unit.is_capital for unit in named):
        return False
    if any(unit.low in grammar.words["label"] or unit.low.isdigit() for unit in named):
        return False
    last = named[-1].low
    is_document = last in document_kinds(grammar.language)
    if len(named) == 1:  # a surname in capitals opens a line of a transcript
        return is_document or (named[0].text.isupper() and len(named[0].text) > 3)
    is_line = units[-1].text not in {".", "?", "!"} or units[-1].kind == "quote"
    return is_document or (is_line and not named[0].text.isupper())


def signature(units: Sequence[Unit], _grammar: Grammar) -> Clause | None:
    """`“…” — Anna Berg, Lyon`: whose words a quotation holds, behind a dash."""
    dash = next(
        (i for i in range(1, len(units)) if units[i].text in _DASHES and units[i - 1].kind == "quote"), None
    )
    if dash is None or not 0 < len(units) - dash - 1 <= _LONGEST_SIGNATURE:
        return None
    named = units[dash + 1 : sentence_close(units)]
    words = [unit for unit in named if unit.kind == "word"]
    if not words or not words[0].is_capital or sum(unit.is_capital for unit in words) < len(words) - 1:
        return None
    return Clause(
        (dash + 1, dash + 1 + len(named)), (dash, dash + 1), ((dash - 1, dash),), _MARK, "signature"
    )
