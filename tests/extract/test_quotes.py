"""Layouts of quotation marks, one a row: what stands between marks, and whether they close."""

# ruff: noqa: RUF001 - typographic marks are the subject here

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.extract.quotes import quotations, quote_identity

LAYOUTS = [
    ('"We go," she said.', ["We go,"]),
    ("“We go,” she said.", ["We go,"]),
    ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
    ("„Wir gehen”, sagte sie.", ["Wir gehen"]),
    ("«Nous partons», dit-elle.", ["Nous partons"]),
    ("« Nous partons », dit-elle.", [" Nous partons "]),
    ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
    ("‹Nous partons›, dit-elle.", ["Nous partons"]),
    ("首相は「行きます」と述べた。", ["行きます"]),
    ("題名は『東京』です。", ["東京"]),
    ("”Vi går nu”, sade hon.", ["Vi går nu"]),
    ("‘We go now,’ she said.", ["We go now,"]),
    ("'We go now,' she said.", ["We go now,"]),
    ("‘We don’t go,’ she said.", ["We don’t go,"]),
    ("The workers’ rights and the owners’ rights", []),
    ("It's Anna's and it's Bob's.", []),
    ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
    ('"One," he said. "Two."', ["One,", "Two."]),
    ("“One,” he said. “Two.”", ["One,", "Two."]),
    ("A 5' 10\" man stood there.", []),
    ("“”", []),
    ('""""', []),
    ("(“We go”)", ["We go"]),
    ("He called it “mad”—and left.", ["mad"]),
    ("“First part.\n“Second part.”", ["First part.\n“Second part."]),
    ("« Un début.\nUne suite. »", [" Un début.\nUne suite. "]),
    ("“One.” “Two.”", ["One.", "Two."]),
    ("no marks at all", []),
]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS)
def test_marks_pair_by_kind(text: str, expected: list[str]) -> None:
    found = quotations(text)
    assert [text[slice(*quotation.inner)] for quotation in found] == expected
    assert all(quotation.is_closed for quotation in found)


UNCLOSED = [
    ("“We go, she said.", "We go, she said."),
    ('She said: "We go.\nHe left.', "We go."),
    ("“We go.\nHe left.", "We go."),
    ("„Wir gehen.\nEr ging.", "Wir gehen."),
]


@pytest.mark.parametrize(("text", "expected"), UNCLOSED)
def test_a_mark_that_nothing_closes_ends_with_its_paragraph(text: str, expected: str) -> None:
    (quotation,) = quotations(text)
    assert not quotation.is_closed
    assert text[slice(*quotation.inner)] == expected


SPEAKERS = [
    ("en", "“We will rebuild the school,” said Maria Lopez, the mayor.", "Maria Lopez"),
    ("en", "“We will rebuild the school,” Maria Lopez said on Monday.", "Maria Lopez"),
    ("en", "Maria Lopez told reporters: “We will rebuild the school.”", "Maria Lopez"),
    ("en", "Maria Lopez spoke. She said: “We will rebuild the school.”", None),
    ("en", "Maria Lopez said the roof fell. “We will rebuild the school,” she added.", "Maria Lopez"),
    ("en", "The two sides vowed to “deepen their trade” in a joint statement.", "a joint statement"),
    ("de", "„Wir bauen die Schule wieder auf“, sagte Maria Lopez.", "Maria Lopez"),
    ("fr", "« Nous allons reconstruire cette école », a déclaré Maria Lopez.", "Maria Lopez"),
    ("es", "«Vamos a reconstruir la escuela», dijo Maria Lopez.", "Maria Lopez"),
    ("it", "«Ricostruiremo presto la nostra scuola», ha detto Maria Lopez.", "Maria Lopez"),
    ("pt", "“Vamos reconstruir a nossa escola”, disse Maria Lopez.", "Maria Lopez"),
]


@pytest.mark.parametrize(("language", "text", "speaker"), SPEAKERS)
def test_a_quotation_has_the_speaker_that_the_text_names(
    language: str, text: str, speaker: str | None
) -> None:
    quotes = extract_facts(article(text, language=language)).quotes
    assert [quote.speaker for quote in quotes][-1:] == [speaker]


def test_copies_share_the_identity_of_a_quotation() -> None:
    assert quote_identity("We will go.") == quote_identity(" we WILL go,")
    assert quote_identity("We will go.") != quote_identity("We will stay.")


@given(st.text(alphabet="\"'“”„«»‹›「」‘’ab .,\n", max_size=60))
def test_quotations_never_overlap_and_never_raise(text: str) -> None:
    found = quotations(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= quotation.start < quotation.end <= len(text) for quotation in found)
