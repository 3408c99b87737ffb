"""Sentences that marks have cut in two: a question in quotation marks and who asks it."""

from collections.abc import Iterator, Sequence

from ingest.extract.cues import Grammar
from ingest.parsing.sentences import Sentence, Unit

_LONGEST_SPEAKER = 8  # units between a quotation and the verb: `the party's leader in the north asked`


def joined(split: Sequence[Sentence], grammar: Grammar) -> list[Sentence]:
    """`“Who pays?” Maria Lopez asked.` is one sentence, though the question mark ends a sentence."""
    whole: list[Sentence] = []
    for sentence in split:
        if whole and _belongs(whole[-1], sentence, grammar):
            whole[-1] = Sentence(sentence.paragraph, whole[-1].units + sentence.units)
        else:
            whole.append(sentence)
    return whole


def _belongs(before: Sentence, sentence: Sentence, grammar: Grammar) -> bool:
    if before.paragraph != sentence.paragraph or before.units[-1].kind != "quote":
        return False
    return any(_is_post_posed(sentence.units, index, grammar) for index in _verbs(sentence.units, grammar))


def _verbs(units: Sequence[Unit], grammar: Grammar) -> Iterator[int]:
    for index in range(1, min(len(units), _LONGEST_SPEAKER)):
        if units[index].kind != "word":
            return
        verb = grammar.verbs.get(units[index].low)
        if verb and verb.kind in {"say", "tell"}:
            yield index


def _is_post_posed(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether nothing that could be said follows the verb: a mark, a day, or `in an interview`."""
    if index + 1 >= len(units) or units[index + 1].kind != "word":
        is_said_later = any(unit.kind == "quote" for unit in units[index + 1 : index + 3])
        return index + 1 >= len(units) or (units[index + 1].text in {".", ","} and not is_said_later)
    following = units[index + 1]
    return following.low in grammar.words["preposition"] or following.text[:1].isupper()
