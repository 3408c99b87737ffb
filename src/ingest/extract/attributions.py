"""Who says what: rules over sentences, then what only the neighbours know (quotations that go on)."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.clauses import Clause
from ingest.extract.cues import Grammar
from ingest.extract.sentence_cues import sentence_clauses
from ingest.extract.subjects import Range
from ingest.parsing.sentences import Sentence, Unit
from ingest.records import Span

_SCORES = {
    "according": 0.95,
    "postposed": 0.9,
    "preposed": 0.85,
    "inverted": 0.8,
    "passive": 0.7,
    "participial": 0.75,
    "coordinated": 0.75,
    "label": 0.8,
    "signature": 0.85,
    "noun": 0.7,
    "stance": 0.7,
}


class Draft(NamedTuple):
    """An attribution whose source has no name and no type yet."""

    sentence: int  # number of its sentence
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    clause: Clause
    is_elided: bool

    @property
    def score(self) -> float:
        """How far the rule that found it is trusted, 0 to 1: a rank that we chose, not a measured rate."""
        return _SCORES[self.clause.rule]


def drafts(sentences: Sequence[Sentence], grammar: Grammar) -> list[Draft]:
    """The attributions of a text in order, then those that stand inside one of them."""
    found: list[Draft] = []
    inner: list[Draft] = []
    for number, sentence in enumerate(sentences):
        is_introduced = bool(found) and found[-1].sentence == number - 1 and not found[-1].content
        clauses = [] if is_introduced else sentence_clauses(sentence.units, grammar)
        inner += [_draft(sentence, number, clause) for clause in clauses if clause.inside]
        here = [_draft(sentence, number, clause) for clause in clauses if not clause.inside]
        here = _with_elided_sources(here, found)
        if found and not found[-1].content:
            _introduced(sentences, number, found)
        elif not here:
            _continue_quotation(sentences, number, found)
        found.extend(here)
    return [draft for draft in (*found, *inner) if draft.content]


def _draft(sentence: Sentence, number: int, clause: Clause) -> Draft:
    units = sentence.units
    source = (_span(units, clause.source),) if clause.source else ()
    content = tuple(_span(units, part) for part in clause.content)
    return Draft(number, source, _cue_spans(units, clause), content, clause, clause.is_elided)


def _cue_spans(units: Sequence[Unit], clause: Clause) -> tuple[Span, ...]:
    """The cue; in two parts where its subject stands inside (`a-t-elle ajouté`)."""
    first, last = clause.cue
    if clause.source is None or not first < clause.source[0] < clause.source[1] < last:
        return (_span(units, clause.cue),)
    return _span(units, (first, clause.source[0])), _span(units, (clause.source[1], last))


def _span(units: Sequence[Unit], part: Range) -> Span:
    return Span(start=units[part[0]].start, end=units[part[1] - 1].end)


def _with_elided_sources(here: list[Draft], before: Sequence[Draft]) -> list[Draft]:
    """`…, adding that`: the source of the cue before, in this sentence or the last one."""
    filled: list[Draft] = []
    for draft in here:
        if draft.is_elided and not draft.source:
            recent = [other for other in before[-1:] if other.sentence >= draft.sentence - 1]
            giver = next(iter(filled[-1:] or recent), None)
            if giver is None or not giver.source:
                continue
            filled.append(draft._replace(source=giver.source))
        else:
            filled.append(draft)
    return filled


def _introduced(sentences: Sequence[Sentence], number: int, found: list[Draft]) -> None:
    """`She added:` at the end of a paragraph: the next one is what she says."""
    last, sentence = found[-1], sentences[number]
    if number != last.sentence + 1 or sentence.paragraph == sentences[last.sentence].paragraph:
        return
    end = number
    while end + 1 < len(sentences) and sentences[end + 1].paragraph == sentence.paragraph:
        end += 1
    whole = Span(start=sentence.start, end=sentences[end].end)
    quoted = sentence.units[0]
    is_quoted = quoted.kind == "quote"
    found[-1] = last._replace(content=(Span(start=quoted.start, end=quoted.end) if is_quoted else whole,))


def _continue_quotation(sentences: Sequence[Sentence], number: int, found: list[Draft]) -> None:
    """A sentence that is a quotation belongs to the speaker before, in its paragraph or one of its own."""
    sentence = sentences[number]
    if not found or sentence.units[0].kind != "quote":
        return
    last = found[-1]
    holder = sentences[last.sentence]
    gap = sentence.paragraph - holder.paragraph
    is_alone = all(unit.kind == "quote" or unit.text in {".", ","} for unit in sentence.units)
    if (gap == 0 and number - last.sentence <= 3) or (gap == 1 and is_alone):
        quoted = Span(start=sentence.units[0].start, end=sentence.units[0].end)
        found[-1] = last._replace(content=(*last.content, quoted))
