"""All facts of one article."""

from ingest.extract import cues
from ingest.extract.attributions import drafts
from ingest.extract.quotes import quotations, spans
from ingest.knowledge import Knowledge, packaged
from ingest.parsing.sentences import sentences
from ingest.records import Article, Attribution, Facts


def extract_facts(article: Article, *, knowledge: Knowledge | None = None) -> Facts:
    text = article.text
    grammar = cues.grammar(article.language or article.declared_language or "en")
    quoted = quotations(text)
    split = sentences(text, tuple(spans(quoted)), abbreviations=grammar.words["abbreviation"])
    found = drafts(split, grammar)
    return Facts(
        attributions=tuple(
            Attribution(
                source=d.source,
                cue=(d.cue,),
                content=d.content,
                kind="direct",
                source_type="unknown",
                source_name=None,
                score=d.score,
            )
            for d in found
        )
    )
