"""What each kind of cue makes of its sentence: its subject on one side, what is said on the other."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.clauses import (
    Clause,
    complement,
    content_start,
    is_substantial,
    sentence_close,
    without_comma,
)
from ingest.extract.cues import Grammar, Verb
from ingest.extract.subjects import Range, phrase_after, subject_before
from ingest.parsing.sentences import Unit

_LONGEST_AGENT_SEARCH = 14
_LONGEST_OPENING = 40
_POSTPOSED = frozenset({"say", "tell"})
_NOUN_TOO = frozenset(
    [
        "claim",
        "claims",
        "report",
        "reports",
        "note",
        "notes",
        "state",
        "states",
        "demand",
        "demands",
        "question",
        "questions",
        "call",
        "calls",
        "plan",
        "plans",
        "estimate",
        "estimates",
        "show",
        "shows",
        "find",
        "finds",
        "promise",
        "promises",
        "pledge",
        "pledges",
        "hope",
        "hopes",
        "fear",
        "fears",
        "view",
        "views",
        "support",
        "attack",
        "back",
        "read",
        "worry",
        "doubt",
        "doubts",
        "offer",
        "respond",
        "post",
        "promise",
        "signal",
        "continue",
        "cast",
        "seek",
    ]
)


def according(units: Sequence[Unit], index: int, grammar: Grammar) -> Clause | None:
    """`according to NP` in front of, behind or inside what is said."""
    for phrase in grammar.according[units[index].low]:
        end = index + len(phrase)
        if tuple(unit.low for unit in units[index:end]) != phrase:
            continue
        source = phrase_after(units, end, grammar, is_closed=index <= 1)
        if source is None or (len(phrase) == 1 and not _has_name(units, source, grammar)):
            return None
        closing = sentence_close(units)
        behind = source[1] + (source[1] < closing and units[source[1]].text == ",")
        front = (content_start(units, index), without_comma(units, index))
        parts = [front] if front[1] - front[0] >= 3 else []
        if closing - behind >= 3 and (not parts or units[source[1]].text == ","):
            parts.append((behind, closing))
        return Clause(source, (index, end), tuple(parts), Verb(" ".join(phrase), "say"), "according")
    return None


def _has_name(units: Sequence[Unit], source: Range, grammar: Grammar) -> bool:
    """`selon lui`, `laut Polizei`, `segundo o jornal` name a source; `secondo tempo` does not."""
    first = units[source[0]]
    return (
        first.is_capital
        or first.low in grammar.words["determiner"]
        or first.low in grammar.words["pronoun"]
        or grammar.language != "it"
    )


def verbal(units: Sequence[Unit], index: int, grammar: Grammar, found: Sequence[Clause]) -> Clause | None:
    """What a reporting verb makes of its sentence; None where it is no verb or has no parts."""
    verb = grammar.verbs[units[index].low]
    if _is_noun(units, index, grammar) or (verb.kind == "cite" and grammar.language != "en"):
        return None
    first = _group_start(units, index, grammar)
    group = units[first:index]
    is_progressive = units[index].low.endswith("ing") and grammar.language == "en"
    has_be = any(unit.low in grammar.words["be"] for unit in group)
    if is_progressive and not has_be:
        return _participial(units, index, grammar, verb, found)
    if has_be and not is_progressive and grammar.language == "en":
        return _passive(units, (first, index), grammar, verb)
    if first and units[first - 1].low == "to" and grammar.language == "en":
        return _infinitive(units, first, index, grammar, verb)
    return _inverted(units, (first, index), grammar, verb) or _active(units, (first, index), grammar, verb)


def _is_noun(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    if index == 0:
        return units[index].low in _NOUN_TOO or not units[index].low.endswith("ing")
    before = units[index - 1]
    after = units[index + 1].low if index + 1 < len(units) else ""
    if before.low in grammar.words["determiner"] and before.low not in {
        "many",
        "some",
        "most",
        "one",
        "two",
        "few",
        "others",
        "all",
        "several",
        "another",
        "both",
        "this",
        "that",
    }:
        return True
    if before.low.endswith(("'s", "s'")) and units[index].low in _NOUN_TOO:
        return True
    if units[index].low in _NOUN_TOO and _is_finite(units, index + 1, grammar):
        return True  # `a government report found`
    if units[index].low in _NOUN_TOO:
        return after == "of" or before.low in grammar.words["preposition"]
    return units[index].is_capital and before.kind == "word" and not before.is_capital


def _is_finite(units: Sequence[Unit], index: int, grammar: Grammar) -> bool:
    """Whether a verb that has a subject stands here: an auxiliary or a reporting verb in the past."""
    low = units[index].low if index < len(units) else ""
    is_past = low in grammar.verbs and low not in _NOUN_TOO and not low.endswith("ing")
    return is_past or low in grammar.words["be"] or low in grammar.words["auxiliary"]


def _group_start(units: Sequence[Unit], index: int, grammar: Grammar) -> int:
    """Auxiliaries and adverbs in front of the verb belong to the cue."""
    first = index
    while first > 0 and index - first < 5:
        low = units[first - 1].low
        if not any(low in grammar.words[group] for group in ("auxiliary", "be", "adverb")):
            break
        first -= 1
    return first


def _active(units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb) -> Clause | None:
    first, index = cue
    source = subject_before(units, first, grammar)
    if source is None:
        return _coordinated(units, cue, grammar, verb)
    front = content_start(units, source[0]), without_comma(units, source[0])
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    is_post = verb.kind in _POSTPOSED and _is_said_before(units, front, source[0], start, closing)
    parts: list[Range] = []
    if is_post:
        parts.append(front)
        quote = next((i for i in range(index + 1, len(units)) if units[i].kind == "quote"), None)
        if quote is not None:
            start = quote
        elif start is not None and not _is_clause(units, index + 1, start, grammar):
            start = None
    if start is not None and start < closing and (not is_post or verb.kind in _POSTPOSED):
        parts.append((start, closing))
    rule = "postposed" if is_post else "preposed"
    return Clause(source, (first, index + 1), tuple(parts), verb, rule)


def _is_said_before(
    units: Sequence[Unit], front: Range, source: int, start: int | None, closing: int
) -> bool:
    """Whether what is said stands in front: a quotation, or a clause and nothing behind the verb."""
    if front[1] - front[0] < 1 or source == 0:
        return False
    last = units[source - 1]
    if last.kind == "quote" or any(
        units[i].kind == "quote" for i in range(max(front[1] - 1, front[0]), front[1])
    ):
        return True
    if last.text not in {",", "?", "!", "—", "–", "-"}:
        return False
    is_empty_behind = start is None or closing - start < 3
    return is_empty_behind and front[1] - front[0] >= (2 if start is None else 4)


def _is_clause(units: Sequence[Unit], behind: int, start: int, grammar: Grammar) -> bool:
    return units[start].low in grammar.words["complementiser"] and start - behind < 12


def _coordinated(units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb) -> Clause | None:
    """`X said this and added that …`: the subject is the one before."""
    first, index = cue
    if first == 0 or units[first - 1].low not in {"and", "but", "und", "et", "y", "e"}:
        return None
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if start is None or closing - start < 2:
        return None
    return Clause(None, (first, index + 1), ((start, closing),), verb, "coordinated", is_elided=True)


def _inverted(units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb) -> Clause | None:
    """`…, said NP.` and `Am Montag sagte NP, dass …`."""
    first, index = cue
    if (
        verb.kind not in _POSTPOSED
        or (first == 0 and grammar.language == "en")
        or units[index].low in {"say", "tell"}
    ):
        return None
    before = units[first - 1] if first else None
    is_behind = before is not None and (
        before.kind == "quote" or before.text in {",", "?", "!", "—", "–", "-", "»", "”", '"', "."}
    )
    if grammar.language == "en" and not is_behind:
        return None
    if (
        before is not None
        and before.text == ","
        and subject_before(units, first, grammar)
        and grammar.language == "en"
        and not _is_name_then_stop(units, index + 1)
    ):
        return None
    source = phrase_after(units, _over_dash_pronoun(units, index + 1), grammar)
    if source is None or (grammar.language == "en" and not _may_follow(units, source, grammar)):
        return None
    closing = sentence_close(units)
    front = (content_start(units, first), without_comma(units, first))
    parts: list[Range] = [front] if is_behind and front[1] > front[0] and is_substantial(units, front) else []
    if not parts and grammar.language != "en" and subject_before(units, first, grammar):
        return None
    rest = source[1] + (source[1] < closing and units[source[1]].text in {",", ":"})
    quote = next((i for i in range(rest, len(units)) if units[i].kind == "quote"), None)
    if quote is not None:
        parts.append((quote, closing))
    elif not parts and closing - rest >= 2:
        parts.append((rest, closing))
    return Clause(source, (first, index + 1), tuple(parts), verb, "postposed" if is_behind else "inverted")


def _is_name_then_stop(units: Sequence[Unit], start: int) -> bool:
    """`…, said Smith.`: capitals up to a mark or the end."""
    stop = start
    while stop < len(units) and stop - start < 5 and units[stop].is_capital:
        stop += 1
    return stop > start and (stop == len(units) or units[stop].kind != "word" or units[stop].low == "of")


def _over_dash_pronoun(units: Sequence[Unit], start: int) -> int:
    """French `a-t-il ajouté` carries its subject in the verb; nothing to skip elsewhere."""
    return start + 1 if start < len(units) and units[start].text == "-" else start


def _may_follow(units: Sequence[Unit], source: Range, grammar: Grammar) -> bool:
    """In English a subject behind its verb is a name or has a determiner, and no verb follows it."""
    first = units[source[0]]
    if first.low in grammar.words["pronoun"]:
        return (
            first.low in {"he", "she"}
            and source[1] - source[0] == 1
            and source[1] < len(units)
            and units[source[1]].kind == "mark"
        )
    following = units[source[1]].low if source[1] < len(units) else ""
    if following in grammar.words["auxiliary"] or following in grammar.words["be"]:
        return False
    return first.is_capital or first.low in grammar.words["determiner"] or source[1] >= len(units) - 1


def _participial(
    units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb, found: Sequence[Clause]
) -> Clause | None:
    """`…, adding that …`: the source is that of the cue or of the sentence before."""
    if verb.kind in {"think", "want"} and not found:
        return None
    before = units[index - 1] if index else None
    if (
        before
        and before.kind == "word"
        and before.low not in {"before", "after", "while", "by", "and", "but", "in", "without", "also"}
    ):
        return None
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if start is None or closing - start < 2:
        return None
    if index == 0:
        return _opening_participle(units, grammar, verb)
    subject = None if found else _main_subject(units, index, grammar)
    if not found and subject is None:
        return None
    return Clause(
        subject, (index, index + 1), ((start, closing),), verb, "participial", is_elided=subject is None
    )


def _opening_participle(units: Sequence[Unit], grammar: Grammar, verb: Verb) -> Clause | None:
    """`Calling it a mistake, the minister …`: the source stands behind the comma."""
    comma = next((i for i in range(min(len(units), _LONGEST_OPENING)) if units[i].text == ","), None)
    source = phrase_after(units, comma + 1, grammar) if comma else None
    return Clause(source, (0, 1), ((1, comma),), verb, "participial") if source and comma else None


def _main_subject(units: Sequence[Unit], limit: int, grammar: Grammar) -> Range | None:
    """The subject of a sentence that has no cue before: its first noun phrase."""
    source = phrase_after(units, 0, grammar) if units[0].kind == "word" else None
    return (
        source
        if source
        and source[1] < limit
        and source[1] - source[0] <= 12
        and units[0].low not in grammar.words["preposition"]
        else None
    )


def _passive(units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb) -> Clause | None:
    """`was reported by NP`; `is expected to` has no source that the text names."""
    first, index = cue
    closing = sentence_close(units)
    subject = subject_before(units, first, grammar)
    for position in range(index + 1, min(index + _LONGEST_AGENT_SEARCH, closing)):
        if units[position].low in grammar.words["passive_by"]:
            agent = phrase_after(units, position + 1, grammar)
            if agent and subject:
                between = [(index + 1, position)] if position > index + 1 else []
                return Clause(agent, (first, index + 1), (subject, *between), verb, "passive")
        if units[position].kind != "word":
            break
    if verb.kind == "tell" or verb.lemma in {
        "ask",
        "find",
        "show",
        "see",
        "know",
        "call",
        "describe",
        "back",
        "cast",
    }:
        return None
    if verb.kind not in {"say", "think"} or not subject or index + 2 >= closing:
        return None
    if units[index + 1].low not in {"to", "that"} and verb.kind == "say":
        return None
    return Clause(None, (first, index + 1), (subject, (index + 1, closing)), verb, "passive")


def _infinitive(units: Sequence[Unit], first: int, index: int, grammar: Grammar, verb: Verb) -> Clause | None:
    """`went on to say that`, `declined to say`."""
    opener = first - 2
    while opener >= 0 and units[opener].low in {"on", "out"}:
        opener -= 1
    if opener < 0 or units[opener].low not in {
        "went",
        "goes",
        "continued",
        "wanted",
        "appeared",
        "seemed",
        "had",
        "has",
        "took",
    }:
        return None
    source = subject_before(units, _group_start(units, opener, grammar), grammar)
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    if source is None or start is None or closing - start < 2:
        return None
    return Clause(source, (opener, index + 1), ((start, closing),), verb, "preposed")
