"""Subjects of the Romance languages that are no noun phrase: left out with the verb, or hung on it."""

from collections.abc import Sequence

from ingest.extract.clauses import Clause, complement, content_start, sentence_close, without_comma
from ingest.extract.cues import Grammar, Verb
from ingest.extract.verb_forms import group_start
from ingest.parsing.sentences import Unit

_DROPPING = frozenset({"es", "it", "pt"})
_NO_VERB_ALONE = (
    "do",
    "to",
    "so",
    "da",
    "ta",
    "sa",
    "ndo",
)  # endings of participles: they need their auxiliary


def dropped_subject(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> Clause | None:
    """`Añadió que …`, `Ha aggiunto che …` at the start of a sentence: who spoke in the one before.

    Certain only where a clause follows at once: `Dijo el ministro` has its subject behind.
    """
    if grammar.language not in _DROPPING or verb.kind not in {"say", "tell", "think"}:
        return None
    first = group_start(units, index, grammar)
    opening = [unit for unit in units[:first] if unit.kind == "word"]
    if any(unit.low not in grammar.words["conjunction"] for unit in opening) or first > 1:
        return None
    if first == index and units[index].low.endswith(_NO_VERB_ALONE):
        return None
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if start is None or start != index + 1 or closing - start < 3:
        return None
    if units[start].low not in grammar.words["complementiser"] and units[start].kind != "quote":
        return None
    return Clause(None, (first, index + 1), ((start, closing),), verb, "coordinated", is_elided=True)


def hung_on(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> Clause | None:
    """French `« … », a-t-elle ajouté`: auxiliary, pronoun, participle behind what was said."""
    if index < 3 or verb.kind not in {"say", "tell", "think"}:
        return None
    pronoun, auxiliary = units[index - 1], units[index - 2]
    is_hung = pronoun.low in grammar.words["pronoun"] and auxiliary.low in grammar.words["auxiliary"]
    first = index - 2
    while first > 1 and units[first - 1].low in grammar.words["adverb"]:
        first -= 1
    if not is_hung or (units[first - 1].kind == "word"):
        return None
    front = (content_start(units, first), without_comma(units, first))
    if front[1] <= front[0]:
        return None
    return Clause((index - 1, index), (first, index + 1), (front,), verb, "postposed")
