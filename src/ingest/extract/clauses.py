"""What a reporting verb makes of its sentence: its subject on one side, what is said on the other."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.cues import Grammar, Verb
from ingest.extract.subjects import Range, phrase_after, subject_before
from ingest.parsing.sentences import Unit

_LONGEST_AGENT_SEARCH = 14
_LONGEST_HEARER = 14
_ADVERBIALS = frozenset(
    {
        "in",
        "on",
        "at",
        "during",
        "after",
        "to",
        "of",
        "about",
        "through",
        "by",
        "via",
        "from",
        "with",
        "for",
        "when",
        "as",
    }
)
_POSTPOSED = frozenset({"say", "tell"})
_NOUN_TOO = frozenset(
    "claim claims report reports note notes state states demand demands question questions call calls plan plans "
    "estimate estimates show shows find finds promise promises pledge pledges hope hopes fear fears view views "
    "support attack back read worry doubt doubts offer respond post promise signal continue cast seek".split()
)


class Clause(NamedTuple):
    """One cue with its parts as ranges of units; `source` is empty where the subject is elided or unnamed."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    verb: Verb
    is_elided: bool  # the source is that of the cue before: `…, adding that`
    rule: str


def clauses(units: Sequence[Unit], grammar: Grammar) -> list[Clause]:
    """The cues of one sentence in order; one inside what another introduces is left out."""
    found: list[Clause] = []
    for index, unit in enumerate(units):
        if unit.kind != "word":
            continue
        clause = _according(units, index, grammar) if unit.low in grammar.according else None
        if clause is None and unit.low in grammar.verbs:
            clause = _verbal(units, index, grammar, found)
        if clause and clause.content:
            _add(found, clause, units, grammar)
    return found


def _add(found: list[Clause], clause: Clause, units: Sequence[Unit], grammar: Grammar) -> None:
    """Contents do not overlap: a sibling cuts the one before short, a nested cue is dropped."""
    if found:
        before = found[-1]
        begin = min(
            [clause.cue[0], *([clause.source[0]] if clause.source else []), *(c[0] for c in clause.content)]
        )
        last = before.content[-1]
        if begin < last[1]:
            anchor = min(clause.cue[0], clause.source[0] if clause.source else clause.cue[0])
            if not _is_sibling(units, anchor, clause, grammar) or anchor <= last[0] + 1:
                return
            cut = _before_joint(units, anchor, grammar)
            found[-1] = before._replace(content=(*before.content[:-1], (last[0], max(cut, last[0] + 1))))
            clause = clause._replace(
                content=tuple(c if c[0] >= anchor else (anchor, anchor) for c in clause.content)
            )
            clause = clause._replace(content=tuple(c for c in clause.content if c[1] > c[0]))
            if not clause.content:
                return
    found.append(clause)


def _is_sibling(units: Sequence[Unit], anchor: int, clause: Clause, grammar: Grammar) -> bool:
    """Whether a later cue stands beside the one before and not inside what that one introduces."""
    if anchor == 0:
        return False
    before = units[anchor - 1]
    if clause.is_elided or clause.rule in {"according", "postposed"}:
        return (
            before.text in {",", "—", "–", ";"}
            or before.kind == "quote"
            or before.low in grammar.words["conjunction"]
        )
    if before.text == ";" or before.kind == "quote":
        return True
    joint = units[anchor - 2].text if anchor > 1 else ""
    return before.low in grammar.words["conjunction"] and (
        joint in {",", ";"} or units[anchor - 2].kind == "quote"
    )


def _before_joint(units: Sequence[Unit], anchor: int, grammar: Grammar) -> int:
    cut = anchor
    while cut > 0 and (
        units[cut - 1].text in {",", ";", "—", "–"} or units[cut - 1].low in grammar.words["conjunction"]
    ):
        cut -= 1
    return cut


def _according(units: Sequence[Unit], index: int, grammar: Grammar) -> Clause | None:
    """`according to NP` in front of, behind or inside what is said."""
    for phrase in grammar.according[units[index].low]:
        end = index + len(phrase)
        if tuple(unit.low for unit in units[index:end]) != phrase:
            continue
        source = phrase_after(units, end, grammar, is_closed=index <= 1)
        if source is None or (len(phrase) == 1 and not _has_name(units, source, grammar)):
            return None
        closing = _sentence_close(units)
        behind = source[1] + (source[1] < closing and units[source[1]].text == ",")
        front = (_content_start(units, index, grammar), _without_comma(units, index))
        parts = [front] if front[1] - front[0] >= 3 else []
        if closing - behind >= 3 and (not parts or units[source[1]].text == ","):
            parts.append((behind, closing))
        return Clause(source, (index, end), tuple(parts), Verb(" ".join(phrase), "say"), False, "according")
    return None


def _has_name(units: Sequence[Unit], source: Range, grammar: Grammar) -> bool:
    """`selon lui`, `laut Polizei`, `segundo o jornal` name a source; `secondo tempo` (second half) does not."""
    first = units[source[0]]
    return (
        first.is_capital
        or first.low in grammar.words["determiner"]
        or first.low in grammar.words["pronoun"]
        or grammar.language != "it"
    )


def _verbal(units: Sequence[Unit], index: int, grammar: Grammar, found: Sequence[Clause]) -> Clause | None:
    verb = grammar.verbs[units[index].low]
    if _is_noun(units, index, grammar) or verb.kind == "cite" and grammar.language != "en":
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
    if units[index].low in _NOUN_TOO:
        return after == "of" or before.low in grammar.words["preposition"]
    return units[index].is_capital and before.kind == "word" and not before.is_capital


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
    front = _content_start(units, source[0], grammar), _without_comma(units, source[0])
    start = _complement(units, index, grammar, verb)
    closing = _sentence_close(units)
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
    return Clause(source, (first, index + 1), tuple(parts), verb, False, rule)


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
    return front[1] - front[0] >= 4 and (start is None or closing - start < 3)


def _is_clause(units: Sequence[Unit], behind: int, start: int, grammar: Grammar) -> bool:
    return units[start].low in grammar.words["complementiser"] and start - behind < 12


def _coordinated(units: Sequence[Unit], cue: Range, grammar: Grammar, verb: Verb) -> Clause | None:
    """`X said this and added that …`: the subject is the one before."""
    first, index = cue
    if first == 0 or units[first - 1].low not in {"and", "but", "und", "et", "y", "e"}:
        return None
    start = _complement(units, index, grammar, verb)
    closing = _sentence_close(units)
    if start is None or closing - start < 2:
        return None
    return Clause(None, (first, index + 1), ((start, closing),), verb, True, "coordinated")


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
    closing = _sentence_close(units)
    front = (_content_start(units, first, grammar), _without_comma(units, first))
    parts: list[Range] = (
        [front] if is_behind and front[1] > front[0] and _is_substantial(units, front) else []
    )
    if not parts and grammar.language != "en" and subject_before(units, first, grammar):
        return None
    rest = source[1] + (source[1] < closing and units[source[1]].text in {",", ":"})
    quote = next((i for i in range(rest, len(units)) if units[i].kind == "quote"), None)
    if quote is not None:
        parts.append((quote, closing))
    elif not parts and closing - rest >= 2:
        parts.append((rest, closing))
    return Clause(
        source, (first, index + 1), tuple(parts), verb, False, "postposed" if is_behind else "inverted"
    )


def _is_name_then_stop(units: Sequence[Unit], start: int) -> bool:
    """`…, said Smith.`: capitals up to a mark or the end."""
    stop = start
    while stop < len(units) and stop - start < 5 and units[stop].is_capital:
        stop += 1
    return stop > start and (stop == len(units) or units[stop].kind != "word" or units[stop].low == "of")


def _over_dash_pronoun(units: Sequence[Unit], start: int) -> int:
    """French `a-t-il ajouté` carries its subject in the verb; nothing to skip elsewhere."""
    return start + 1 if start < len(units) and units[start].text == "-" else start


def _is_substantial(units: Sequence[Unit], span: Range) -> bool:
    return span[1] - span[0] >= 3 or any(unit.kind == "quote" for unit in units[span[0] : span[1]])


def _may_follow(units: Sequence[Unit], source: Range, grammar: Grammar) -> bool:
    """In English a subject behind its verb is a name or has a determiner, and no clause follows it at once."""
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
    start = _complement(units, index, grammar, verb)
    closing = _sentence_close(units)
    if start is None or closing - start < 2:
        return None
    if index == 0:
        comma = next((i for i in range(index, min(len(units), 40)) if units[i].text == ","), None)
        if comma is None:
            return None
        source = phrase_after(units, comma + 1, grammar)
        return Clause(source, (0, 1), ((1, comma),), verb, False, "participial") if source else None
    subject = None
    if not found:
        subject = _main_subject(units, index, grammar)
        if subject is None:
            return None
    return Clause(subject, (index, index + 1), ((start, closing),), verb, subject is None, "participial")


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
    closing = _sentence_close(units)
    subject = subject_before(units, first, grammar)
    for position in range(index + 1, min(index + _LONGEST_AGENT_SEARCH, closing)):
        if units[position].low in grammar.words["passive_by"]:
            agent = phrase_after(units, position + 1, grammar)
            if agent and subject:
                between = [(index + 1, position)] if position > index + 1 else []
                return Clause(agent, (first, index + 1), (subject, *between), verb, False, "passive")
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
    return Clause(None, (first, index + 1), (subject, (index + 1, closing)), verb, False, "passive")


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
    start = _complement(units, index, grammar, verb)
    closing = _sentence_close(units)
    if source is None or start is None or closing - start < 2:
        return None
    return Clause(source, (opener, index + 1), ((start, closing),), verb, False, "preposed")


def _complement(units: Sequence[Unit], index: int, grammar: Grammar, verb: Verb) -> int | None:
    """Where what is said starts behind the verb; None where only adverbials follow."""
    start, closing = index + 1, _sentence_close(units)
    if start >= closing:
        return None
    limit = min(closing, start + _LONGEST_HEARER)
    for position in range(start, limit):
        unit = units[position]
        if unit.kind == "quote" or unit.low in grammar.words["complementiser"]:
            return position
        if unit.text == ":":
            return position + 1 if position + 1 < closing else None
        if unit.text in {",", ";"}:
            return (
                position + 1
                if verb.kind == "tell" or position == start
                else _direct(units, start, position, grammar, verb)
            )
    if verb.kind == "tell":
        hearer = phrase_after(units, start, grammar)
        behind = hearer[1] if hearer else start + 1
        return behind if closing - behind >= 2 else None
    return _direct(units, start, closing, grammar, verb)


def _direct(units: Sequence[Unit], start: int, stop: int, grammar: Grammar, verb: Verb) -> int | None:
    """The complement that follows at once; adverbials alone (`said on Monday`) are none."""
    first = units[start]
    if first.low in grammar.verbs and first.low.endswith(("ing", "ant", "ando")):
        return None  # `Kyodo News reported citing …`: what is said stands in front
    if verb.kind in {"judge", "want", "think", "show"}:
        return start
    if _is_day(first) and stop - start > 1:
        start += 1
        first = units[start]
    if _is_day(first) or first.low in grammar.words["adverb"] and stop - start <= 2:
        return None
    if first.low in _ADVERBIALS and grammar.language == "en":
        return (
            start
            if any(
                unit.low in grammar.words["be"] or unit.low in grammar.words["auxiliary"]
                for unit in units[start:stop]
            )
            else None
        )
    if first.low in grammar.words["preposition"] and grammar.language != "en":
        return None
    return start


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())


def _is_day(unit: Unit) -> bool:
    return unit.low in _DAYS


def _content_start(units: Sequence[Unit], before: int, grammar: Grammar) -> int:
    """Where what stands in front of a post-posed cue starts: the sentence, without a leading conjunction."""
    start = 0
    for position in range(before - 1, max(before - 60, -1), -1):
        if units[position].text == ";":
            start = position + 1
            break
    while start < before and units[start].kind == "mark":
        start += 1
    return start


def _without_comma(units: Sequence[Unit], end: int) -> int:
    while end > 0 and units[end - 1].kind == "mark" and units[end - 1].text in {",", "—", "–", "-", ";", ":"}:
        end -= 1
    return end


def _sentence_close(units: Sequence[Unit]) -> int:
    """The sentence without its final marks."""
    end = len(units)
    while end > 0 and units[end - 1].kind == "mark" and units[end - 1].text in ".!?…;:":
        end -= 1
    return end
