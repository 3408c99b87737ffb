"""Statements inside statements: what an outlet or a document is said to pass on, and whose word it is."""

import pytest
from tests.extract.articles import article

from ingest.extract import extract_facts

# text; then outer source, inner source, inner cue, inner content, kind of the inner source, polarity
CASES = [
    (
        "The port will close, Kyodo News reported citing an EU document.",
        ("Kyodo News", "an EU document", "citing", "The port will close", "document", "said"),
    ),
    (
        "Reuters reported that the minister said the port would close.",
        ("Reuters", "the minister", "said", "the port would close", "office", "said"),
    ),
    (
        "The Guardian reported that the council denied that rents had fallen.",
        ("The Guardian", "the council", "denied", "that rents had fallen", "organisation", "denied"),
    ),
    (
        "A leaked memo said that the mayor had told the council that rents fell.",
        ("A leaked memo", "the mayor", "had told", "that rents fell", "office", "said"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_an_inner_statement_names_the_one_that_it_stands_in(text: str, wanted: tuple[str, ...]) -> None:
    found = extract_facts(article(text)).attributions
    (inner,) = [one for one in found if one.nested_in is not None]
    assert inner.nested_in is not None
    (cue,), (content,) = inner.cue, inner.content
    outer = found[inner.nested_in].source_name
    words = text[cue.start : cue.end], text[content.start : content.end]
    assert (outer, inner.source_name, *words, inner.source_type, inner.polarity) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the port would close and the council said it would not.",
        "Ana Silva said the mayor had told her that rents fell.",
        "Reuters reported on Monday that the port would close.",
    ],
)
def test_siblings_and_what_people_retell_are_no_inner_statements(text: str) -> None:
    assert [one for one in extract_facts(article(text)).attributions if one.nested_in is not None] == []


def test_a_verb_around_its_subject_is_a_cue_in_two_parts() -> None:
    text = "Anne Roux est venue. « Nous partons tous demain », a-t-elle ajouté."
    (said,) = extract_facts(article(text, language="fr")).attributions
    assert [text[span.start : span.end] for span in said.cue] == ["a", "ajouté"]
    assert [text[span.start : span.end] for span in said.source] == ["elle"]
