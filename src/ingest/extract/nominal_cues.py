"""Cues that are no verbs: nouns that report (`his claim that …`) and what somebody is sure or afraid of."""

from collections.abc import Sequence

from ingest.extract.clauses import Clause, sentence_close
from ingest.extract.cues import Grammar, Verb
from ingest.extract.subjects import Range, subject_before
from ingest.extract.verb_forms import group_start
from ingest.parsing.sentences import Unit

_THOUGHT = Verb("", "think")
_OWNER_REACH = 4  # units before a noun in which its owner stands: `Trump's earlier public claim`
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_ABOUT = frozenset({"about", "of", "over", "on", "for", "with", "at"})


def noun_cue(units: Sequence[Unit], index: int, grammar: Grammar) -> Clause | None:
    """`the mayor's claim that …`, `her criticism of …`, `fears that …`."""
    owner = _owner(units, index, grammar)
    start = _complement(units, index, grammar, is_owned=owner is not None)
    closing = sentence_close(units)
    if start is None or closing - start < 2:
        return None
    first = owner[1] if owner else _behind_article(units, index, grammar)
    return Clause(
        owner, (first, max(index + 1, _cue_end(units, index))), ((start, closing),), _THOUGHT, "noun"
    )


def _cue_end(units: Sequence[Unit], index: int) -> int:
    return index + 1 + (index + 1 < len(units) and units[index + 1].low in _ABOUT)


def _complement(units: Sequence[Unit], index: int, grammar: Grammar, *, is_owned: bool) -> int | None:
    """Where what is claimed starts: a clause for any noun, `of` and `to` only where the noun has an owner."""
    if index + 2 >= len(units):
        return None
    following, behind = units[index + 1], units[index + 2]
    if following.low == "that":
        is_relative = behind.low in grammar.words["auxiliary"] or behind.low in grammar.words["be"]
        return None if is_relative or behind.low in grammar.words["adverb"] else index + 1
    if following.kind == "quote" or (following.low in {"whether", "how", "why"}):
        return index + 1
    if is_owned and following.low in _ABOUT:
        return index + 2
    return index + 1 if is_owned and following.low == "to" else None


def _owner(units: Sequence[Unit], index: int, grammar: Grammar) -> Range | None:
    """Whose claim it is: a possessive pronoun or a name with its ending."""
    for position in range(index - 1, max(index - 1 - _OWNER_REACH, -1), -1):
        unit = units[position]
        if unit.low in _OWNERS:
            return position, position + 1
        if unit.low.endswith(("'s", "s'")):
            return _whole_owner(units, position, grammar), position + 1
        if unit.kind != "word" or unit.low in grammar.words["preposition"] or unit.low in grammar.words["be"]:
            return None
    return None


def _whole_owner(units: Sequence[Unit], last: int, grammar: Grammar) -> int:
    """`the Tulsa police's`: back over capitals to an article."""
    first = last
    while first > 0 and (units[first - 1].is_capital or units[first - 1].low in grammar.words["determiner"]):
        first -= 1
        if units[first].low in grammar.words["determiner"]:
            break
    return first


def _behind_article(units: Sequence[Unit], index: int, grammar: Grammar) -> int:
    return index - (index > 0 and units[index - 1].low in grammar.words["determiner"])


def stance_cue(units: Sequence[Unit], index: int, grammar: Grammar) -> Clause | None:
    """`She is confident that …`, `they were worried about …`, `he is determined to …`."""
    if index + 1 >= len(units):
        return None
    first = group_start(units, index, grammar)
    if not any(unit.low in grammar.words["be"] for unit in units[first:index]):
        return None
    following = units[index + 1].low
    closing = sentence_close(units)
    start = index + 2 if following in _ABOUT else index + 1
    if following not in _ABOUT | {"that", "to", "if", "whether", "how", "by"} or closing - start < 1:
        return None
    source = subject_before(units, first, grammar)
    if source is None:
        return None
    return Clause(
        source, (first, start if following in _ABOUT else index + 1), ((start, closing),), _THOUGHT, "stance"
    )
