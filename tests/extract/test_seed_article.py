"""The example of DESIGN section 8."""

import pytest
from tests.extract.articles import article
from tests.shared_data import seed_article

from ingest.extract import extract_facts
from ingest.records import Article, Facts


@pytest.fixture(scope="module")
def read() -> tuple[Article, Facts]:
    lines = [line for line in seed_article().read_text(encoding="utf-8").split("\n") if line.strip()]
    body = "\n".join(lines[4:-1])  # title, summary, stamp, image line; the last line repeats the summary
    made = article(body, url="https://www.devdiscourse.com/article/international/2809183", credit="ani")
    return made, extract_facts(made)


def test_kyodo_news_is_cited_three_times(read: tuple[Article, Facts]) -> None:
    made, facts = read
    kyodo = [citation for citation in facts.citations if citation.entity_id == "kyodo"]
    assert [made.text[citation.start : citation.end] for citation in kyodo] == ["Kyodo News"] * 3
    assert {(citation.role, citation.depth) for citation in kyodo} == {("cited", 1)}


def test_kyodo_news_cites_a_document(read: tuple[Article, Facts]) -> None:
    _, facts = read
    documents = {
        (citation.name, citation.depth) for citation in facts.citations if citation.kind == "document"
    }
    assert documents == {("an EU document", 2)}


def test_the_chain_leads_to_the_document(read: tuple[Article, Facts]) -> None:
    _, facts = read
    assert [(hop.depth, hop.name, hop.relation) for hop in facts.chain] == [
        (0, "Devdiscourse", "publishes"),
        (1, "ANI", "carries"),
        (2, "Kyodo News", "cites"),
        (3, "an EU document", "based-on"),
    ]


def test_the_quotations_belong_to_documents(read: tuple[Article, Facts]) -> None:
    _, facts = read
    assert [quote.speaker for quote in facts.quotes] == [
        "a joint statement",
        "an EU document",
        "an EU document",
    ]
    assert [quote.is_closed for quote in facts.quotes] == [True, True, False]


def test_the_dates_are_local_days(read: tuple[Article, Facts]) -> None:
    _, facts = read
    assert {mention.text: mention.value for mention in facts.dates} == {
        "Monday": "2024-02-19",
        "last July": "2023-07",
        "last year": "2023",
    }


def test_the_places_are_found(read: tuple[Article, Facts]) -> None:
    _, facts = read
    assert {place.name for place in facts.places} >= {
        "European Union", "Japan", "China", "East and South China Seas", "Taiwan Strait", "Indo-Pacific",
    }  # fmt: skip
