"""Whether a word that may report is a verb where it stands, and where its verb group starts."""

from collections.abc import Sequence

from ingest.extract.cues import Grammar, words_of
from ingest.parsing.sentences import Unit

_HELPERS = ("auxiliary", "be", "adverb")
_BEFORE_ADJECTIVE = ("determiner", "preposition", "adverb", "conjunction")
_LONGEST_GROUP = 5  # units: `has also not yet said`
_DETERMINER_REACH = 4  # units before a verb in which its subject's article is looked for
_TITLE_SHARE = 0.6  # of the longer words, for a line to be a headline in capitals
_NO_MANNER = frozenset(
    {"family", "ally", "assembly", "daily", "weekly", "july", "italy", "monthly", "bully", "reply"}
)
_SINGULAR = frozenset({"one", "another", "this", "that"})
_PLURALS = frozenset({"people", "police", "children", "men", "women", "media", "many", "some", "most", "few"})


def is_noun(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether a form that reports is a noun or an adjective here: `the claims`, `United States`."""
    unit = units[index]
    may_be_noun = unit.low in grammar.words["noun_too"]
    if index == 0:
        return may_be_noun or (not unit.low.endswith("ing") and grammar.language != "en")
    before = units[index - 1]
    if unit.is_capital and before.kind == "word" and not is_title(units):
        return grammar.language == "en" or not before.is_capital
    if before.low in grammar.words["determiner"] and before.low not in grammar.words["quantifier"]:
        return True
    if before.low.endswith(("'s", "s'")) and not unit.low.endswith(("ed", "ing")):
        return may_be_noun or grammar.language == "en"
    if not may_be_noun:
        return False
    return _is_noun_form(units, index, grammar)


def _is_noun_form(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    before = units[index - 1]
    after = units[index + 1].low if index + 1 < len(units) else ""
    if before.low.endswith(("'s", "s'")) or is_finite(units, index + 1, grammar):
        return True  # `Trump's claims`, `a government report found`
    is_counted = before.low in grammar.words["quantifier"] and before.low not in _SINGULAR
    if units[index].low.endswith("s") and is_counted:
        return True  # `many calls`
    if after == "of" or before.low in grammar.words["preposition"]:
        return True
    return before.kind == "word" and not _agrees(units, index, grammar)


def _agrees(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether the word before can be the subject of this form: `the campaign plans`, `voters plan`."""
    low = units[index].low
    position = index - 1
    while position > 0 and units[position].low in grammar.words["adverb"]:
        position -= 1
    before = units[position]
    if any(
        before.low in grammar.words[group] for group in ("pronoun", "relative", "auxiliary", "conjunction")
    ):
        return True
    if any(unit.low in grammar.words["preposition"] for unit in units[max(0, position - 8) : position]):
        return True  # the head stands further left: `the average of polls shows`
    if low.endswith(("ed", "ing")) or low in {"cast", "read", "back", "seek"}:
        return True
    is_plural = (
        before.low.endswith("s") and not before.low.endswith(("ss", "us", "'s"))
    ) or before.low in _PLURALS
    if low.endswith("s"):
        return before.is_capital or (not is_plural and _has_determiner(units, position, grammar))
    is_one = any(unit.low in {"a", "an"} for unit in units[max(0, position - 3) : position])
    return is_plural and not is_one and before.low not in grammar.words["quantifier"]


def _has_determiner(units: Sequence[Unit], last: int, grammar: Grammar) -> bool:
    reach = units[max(0, last - _DETERMINER_REACH) : last]
    return any(unit.low in grammar.words["determiner"] for unit in reach)


def is_title(units: Sequence[Unit]) -> bool:
    """Whether a line is written like a headline, most of its words with capitals."""
    longer = [unit for unit in units if unit.kind == "word" and len(unit.text) > 3]
    return len(longer) > 2 and sum(unit.is_capital for unit in longer) >= _TITLE_SHARE * len(longer)


def is_finite(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether a verb that has a subject stands here: an auxiliary or a reporting verb in the past."""
    low = units[index].low if index < len(units) else ""
    if low in grammar.words["be"] or low in grammar.words["auxiliary"]:
        return True
    return low in grammar.verbs and low not in grammar.words["noun_too"] and not low.endswith("ing")


def may_be_past(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether an English word looks like the finite verb of a clause: `took`, `attacked`, `surfaced`."""
    unit, before = units[index], units[index - 1] if index else None
    if unit.is_capital or before is None or before.kind == "mark":
        return False
    if unit.low in grammar.words["past"]:
        return True
    if grammar.language != "en" or len(unit.low) <= 4 or not unit.low.endswith("ed"):
        return False
    return before.low not in words_of(grammar.language, _BEFORE_ADJECTIVE) and not before.low.endswith("ly")


def group_start(units: Sequence[Unit], index: int, grammar: Grammar) -> int:
    """Auxiliaries and adverbs in front of the verb belong to the cue."""
    first = index
    while first > 0 and index - first < _LONGEST_GROUP:
        if not _is_helper(units, first - 1, grammar):
            break
        first -= 1
    return first


def _is_helper(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    unit = units[index]
    if unit.is_capital and index > 0:
        return False  # Theresa May
    is_manner = grammar.language == "en" and unit.low.endswith("ly") and unit.low not in _NO_MANNER
    return is_manner or unit.low in words_of(grammar.language, _HELPERS)
