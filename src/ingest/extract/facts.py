"""All facts of one article: the order in which the rules read it."""

from collections.abc import Iterator, Sequence

from ingest.extract import cues
from ingest.extract.attributions import Draft, drafts
from ingest.extract.chain import provenance_chain
from ingest.extract.citations import Statement, sentence_citations
from ingest.extract.clitics import SPLITTING, taken_apart
from ingest.extract.dates import date_mentions
from ingest.extract.entities import Spoken, entity_mentions
from ingest.extract.figures import figure_mentions
from ingest.extract.joined import joined
from ingest.extract.model_names import NamesModel
from ingest.extract.names import Entity, Name, bare
from ingest.extract.nested import attributions_cited
from ingest.extract.places import place_mentions
from ingest.extract.polarity import polarity
from ingest.extract.press_names import Met, entity_index, outlet_names
from ingest.extract.quotes import Quotation, quotations, spans
from ingest.extract.sources import UNKNOWN, Memory, document_kind, read_source
from ingest.extract.speakers import manner, quote_records, share_between_marks
from ingest.extract.subjects import Range
from ingest.knowledge import Knowledge, packaged
from ingest.parsing.sentences import Sentence, Unit, sentences, tokens
from ingest.records import Article, Attribution, Citation, Facts

_CARRIERS = frozenset({"outlet", "agency", "document"})
"""Sources whose own sources count: `Reuters reported that the minister said …`. What people say that others
said stays one statement: PolNeAR's annotators, and most readers, take it as theirs."""


def extract_facts(
    article: Article, *, knowledge: Knowledge | None = None, names: NamesModel | None = None
) -> Facts:
    """What an article says, on whose authority, where and when. Any text gives facts, possibly none.

    `names` finds more people and organisations than the rules are sure of (`ingest.extract.names_model`).
    """
    known = knowledge or packaged()
    text = article.text
    words = tokens(text)
    grammar = _grammar(article, words)
    if grammar.language in SPLITTING:
        words = list(taken_apart(words))
    quoted = quotations(text)
    split = sentences(text, words, tuple(spans(quoted)), abbreviations=grammar.words["abbreviation"])
    split = joined(split, grammar)
    attributions, citations, spoken = _who_says_what(split, grammar, known, quoted)
    return Facts(
        attributions=attributions,
        citations=citations,
        quotes=quote_records(text, quoted, attributions, grammar),
        places=place_mentions(words, grammar),
        entities=entity_mentions(text, words, spoken, grammar, tuple(names(text)) if names else ()),
        dates=date_mentions(article, words, grammar.language),
        figures=figure_mentions(text, words, grammar.language),
        chain=provenance_chain(article, citations, known),
    )


def _grammar(article: Article, words: Sequence[Unit]) -> cues.Grammar:
    language = article.language or article.declared_language
    return cues.grammar(language or cues.guessed_language([word.low for word in words[:600]]))


def _who_says_what(
    split: Sequence[Sentence], grammar: cues.Grammar, known: Knowledge, quoted: Sequence[Quotation]
) -> tuple[tuple[Attribution, ...], tuple[Citation, ...], list[Spoken]]:
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts(split, grammar):
        by_sentence.setdefault(draft.sentence, []).append(draft)
    memory, met, index = Memory(), Met(), entity_index(known)
    starts = [quotation.start for quotation in quoted]
    attributions: list[Attribution] = []
    citations: list[Citation] = []
    spoken: list[Spoken] = []
    for number, sentence in enumerate(split):
        outlets = outlet_names(sentence.units, index, met)
        statements: list[Statement] = []
        ordinals: dict[Range, int] = {}
        inner: list[Statement] = []
        for draft in by_sentence.get(number, ()):
            outer = ordinals.get(draft.clause.inside) if draft.clause.inside else None
            if draft.clause.inside and (outer is None or attributions[outer].source_type not in _CARRIERS):
                continue
            statement = _statement(sentence.units, draft, grammar, outlets, memory)
            (inner if draft.clause.inside else statements).append(statement)
            ordinals[draft.clause.cue] = len(attributions)
            share = share_between_marks(draft.content, quoted, starts)
            attributions.append(_attribution(draft, statement, manner(share), outer))
        cited = sentence_citations(sentence.units, statements, grammar, outlets, memory)
        attributions.extend(attributions_cited(sentence.units, cited, attributions))
        citations.extend(cited)
        spoken.extend(_spoken(sentence.units, (*statements, *inner)))
    return tuple(attributions), tuple(citations), spoken


def _spoken(units: Sequence[Unit], statements: Sequence[Statement]) -> Iterator[Spoken]:
    for statement in statements:
        source = statement.source
        if statement.span is None or source.is_pronoun or not source.name:
            continue
        if source.kind in {"person", "organisation", "office"}:
            last = units[source.last - 1]
            end = last.end - (len(last.text) - len(bare(last.text)))
            yield Spoken(units[source.first].start, end, source.kind, source.name)


def _statement(
    units: Sequence[Unit],
    draft: Draft,
    grammar: cues.Grammar,
    outlets: Sequence[Name[Entity]],
    memory: Memory,
) -> Statement:
    span, said = draft.clause.source, polarity(units, draft.clause, grammar)
    if span is None:
        source = memory.latest if draft.is_elided and memory.latest else UNKNOWN
        return Statement(None, draft.clause.cue, source, draft.is_elided, said)
    source = read_source(units, span, grammar, outlets, memory)
    if not source.is_pronoun:
        memory.remember(
            source, document_kind(source.name or "", grammar) if source.kind == "document" else None
        )
    if not draft.clause.inside:
        memory.latest = source
    return Statement(span, draft.clause.cue, source, is_elided=False, polarity=said)


def _attribution(draft: Draft, statement: Statement, kind: str, outer: int | None) -> Attribution:
    source = statement.source
    return Attribution(
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        kind=kind,
        source_type=source.kind,
        source_name=source.name,
        polarity=statement.polarity,
        nested_in=outer,
        score=draft.score,
    )
