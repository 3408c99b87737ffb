"""What each kind of cue makes of its sentence: its subject on one side, what is said on the other."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from collections.abc import Sequence

from ingest.extract.clauses import (
    Clause,
    complement,
    content_start,
    cue_end,
    is_substantial,
    sentence_close,
    without_comma,
)
from ingest.extract.cues import Grammar, Verb, document_kinds
from ingest.extract.participles import asked, coordinated, infinitive, participial
from ingest.extract.pronoun_subjects import dropped_subject, hung_on
from ingest.extract.subjects import Range, phrase_after, subject_before
from ingest.extract.verb_forms import group_start, is_noun
from ingest.parsing.sentences import Unit

_LONGEST_AGENT_SEARCH = 14
_POSTPOSED = frozenset({"say", "tell", "text", "show"})
_INVERTED = frozenset({"say", "tell", "text"})
_NO_AGENT = frozenset({"ask", "find", "show", "see", "know", "call", "describe", "back", "cast"})
_AS = frozenset({"as", "wie", "comme", "como", "come", "según"})
_CLOSING_MARKS = frozenset({",", "?", "!", "—", "–", "-", "―", "»", "”", '"', "."})  # behind what is said


def according(units: Sequence[Unit], index: int, grammar: Grammar) -> Clause | None:
    """`according to NP` in front of, behind or inside what is said."""
    if units[index].low in grammar.words["postposition"]:
        return _postposition(units, index, grammar)
    for phrase in grammar.according[units[index].low]:
        end = index + len(phrase)
        if tuple(unit.low for unit in units[index:end]) != phrase:
            continue
        if phrase == ("in",) and (index or not _opens_with_study(units, grammar)):
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


def _postposition(units: Sequence[Unit], index: int, grammar: Grammar) -> Clause | None:
    """German `einer Studie zufolge`, in front or inside."""
    source = subject_before(units, index, grammar)
    closing = sentence_close(units)
    if source is None:
        return None
    parts = [
        part
        for part in ((0, without_comma(units, source[0])), (index + 1, closing))
        if part[1] - part[0] >= 2
    ]
    return Clause(source, (index, index + 1), tuple(parts), Verb(units[index].low, "say"), "according")


def _opens_with_study(units: Sequence[Unit], grammar: Grammar) -> bool:
    """`In a survey of nurses, most said …`: only what counts or examines, and only in front."""
    source = phrase_after(units, 1, grammar, is_closed=True)
    if source is None or source[1] >= len(units) or units[source[1]].text != ",":
        return False
    kinds = document_kinds(grammar.language)
    return any(kinds.get(unit.low) in {"poll", "study", "data"} for unit in units[1 : source[1]])


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
    if grammar.language != "en":
        return _foreign(units, index, grammar, verb, is_first=not found)
    if index == 0 and not units[0].low.endswith("ing"):
        return asked(units, grammar) or _said_first(units, grammar, verb)
    if is_noun(units, index, grammar):
        return None
    first = group_start(units, index, grammar)
    is_progressive = units[index].low.endswith("ing")
    has_be = any(unit.low in grammar.words["be"] for unit in units[first:index])
    if is_progressive != has_be:
        passive = (units, (first, index), grammar, verb)
        return _passive(*passive) if has_be else participial(units, index, grammar, verb, found)
    if first and units[first - 1].low == "to":
        return infinitive(units, first, index, grammar, verb)
    return _plain(units, (first, index), grammar, verb, is_first=not found)


def _foreign(
    units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb, *, is_first: bool
) -> Clause | None:
    if verb.kind == "cite":
        return None
    subjectless = dropped_subject(units, index, grammar, verb)
    if subjectless or is_noun(units, index, grammar):
        return subjectless
    hung = hung_on(units, index, grammar, verb) if grammar.language == "fr" else None
    cue = group_start(units, index, grammar), index
    clause = hung or _plain(units, cue, grammar, verb, is_first=is_first)
    return clause if clause is None or _says_something(units, clause, grammar) else None


def _says_something(units: Sequence[Unit], clause: Clause, grammar: Grammar) -> bool:
    """`La note montre que …`, but not `Le musée montre des tableaux`: what shows and finds needs a clause."""
    if clause.verb.kind != "show" or clause.rule == "postposed" or not clause.content:
        return True
    first = units[clause.content[-1][0]]
    return first.kind == "quote" or first.low in grammar.words["complementiser"]


def _plain(
    units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb, *, is_first: bool
) -> Clause | None:
    return _inverted(units, cue, grammar, verb) or _active(units, cue, grammar, verb, is_first=is_first)


def _said_first(units: Sequence[Unit], grammar: Grammar, verb: Verb) -> Clause | None:
    """`Said Ellis: “…”`."""
    source = phrase_after(units, 1, grammar) if verb.kind == "say" else None
    if source is None or source[1] >= len(units) or units[source[1]].text not in {":", ","}:
        return None
    return Clause(source, (0, 1), ((source[1] + 1, sentence_close(units)),), verb, "inverted")


def _active(
    units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb, *, is_first: bool
) -> Clause | None:
    first, index = cue
    source = subject_before(units, first, grammar)
    if source is None:
        return coordinated(units, cue, grammar, verb, is_first=is_first)
    if verb.kind == "text" and not _is_document(units, source, grammar):
        return None
    end = cue_end(units, index, verb, grammar)
    outer = source[0] - _is_comparison(units, source[0])
    front = content_start(units, outer), without_comma(units, outer)
    start = complement(units, index, grammar, verb)
    closing = sentence_close(units)
    is_post = verb.kind in _POSTPOSED and _is_said_before(units, front, outer, start, closing)
    parts: list[Range] = []
    if is_post:
        parts.append(front)
        quote = _next_quote(units, index + 1, grammar)
        if quote is not None:
            start = quote
        elif start is not None and not _is_clause(units, index + 1, start, grammar):
            start = None
    elif verb.kind in _POSTPOSED or verb.kind == "judge":
        parts.extend(_named_before(units, source[0], grammar))
    if start is not None and start < closing and (not is_post or verb.kind in _POSTPOSED):
        parts.append((start, closing))
    rule = "postposed" if is_post else "preposed"
    return Clause(source, (first, end), tuple(parts), verb, rule)


def _is_comparison(units: Sequence[Unit], first: int) -> bool:
    """`…, wie Anna Weber sagte`, `…, as the mayor said`."""
    return first > 2 and units[first - 1].low in _AS and units[first - 2].text == ","


def _is_document(units: Sequence[Unit], source: Range, grammar: Grammar) -> bool:
    """`the letter reads`, but not `she reads`."""
    return any(unit.low in document_kinds(grammar.language) for unit in units[source[0] : source[1]])


def _next_quote(units: Sequence[Unit], start: int, grammar: Grammar) -> int | None:
    """The quotation that goes on behind a post-posed cue, unless another cue stands in front of it."""
    for index in range(start, len(units)):
        if units[index].kind == "quote":
            return index
        if units[index].low in grammar.verbs and units[index - 1].text == ",":
            return None
    return None


def _named_before(units: Sequence[Unit], source: int, grammar: Grammar) -> list[Range]:
    """`what he called a mistake`, `which she said was wrong`: the pronoun before belongs to what is said."""
    if source and units[source - 1].low in {"what", "which", "how"} and grammar.language == "en":
        return [(source - 1, source)]
    return []


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


def _inverted(units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb) -> Clause | None:
    """`…, said NP.` and `Am Montag sagte NP, dass …`."""
    first, index = cue
    if (
        verb.kind not in _INVERTED
        or (first == 0 and grammar.language == "en")
        or units[index].low == "say"
        or (verb.kind == "tell" and grammar.language == "en")
    ):
        return None
    before = units[first - 1] if first else None
    is_behind = before is not None and (before.kind == "quote" or before.text in _CLOSING_MARKS)
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
    quote = _next_quote(units, rest, grammar)
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
    if verb.kind == "tell" or verb.lemma in _NO_AGENT:
        return None
    if verb.kind not in {"say", "think"} or not subject or index + 2 >= closing:
        return None
    if units[index + 1].low not in {"to", "that"} and verb.kind == "say":
        return None
    return Clause(None, (first, index + 1), (subject, (index + 1, closing)), verb, "passive")
