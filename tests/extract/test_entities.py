"""People, organisations and offices, in sentences of our own wording: what shows one, and what is none."""

# ruff: noqa: E501 - one case a line
import pytest
from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.records import EntityMention

# language, text, name, kind, role, evidence
CASES = [
    ("en", "“We go,” said Ana Silva.", "Ana Silva", "person", None, "speaks"),
    ("en", "Rain fell when Mr. Silva left the hall.", "Silva", "person", "Mr", "title"),
    ("en", "It met Prime Minister Ana Silva in May.", "Ana Silva", "person", "Prime Minister", "title"),
    ("en", "It met former president Ana Silva in May.", "Ana Silva", "person", "former president", "title"),
    ("en", "It met Ana R. Silva, the mayor of Porto.", "Ana R Silva", "person", "the mayor of Porto", "apposition"),
    ("en", "It met Ana Silva, a law professor, in May.", "Ana Silva", "person", "a law professor", "apposition"),
    ("en", "It met Ana Silva, head of the works council, in May.", "Ana Silva", "person", "head of the works council", "apposition"),
    ("en", "The prize of Porto Alegre University went to a farmer.", "Porto Alegre University", "organisation", None, "head"),
    ("en", "The prize of the Bank of Japan went to a farmer.", "Bank of Japan", "organisation", None, "list"),
    ("en", "The prize of the Ministry of Inland Waters went to her.", "Ministry of Inland Waters", "organisation", None, "head"),
    ("en", "A delegate of the UN came.", "United Nations", "organisation", None, "list"),
    ("en", "Nobody told NATO's council.", "NATO", "organisation", None, "list"),
    ("de", "Sie traf Bundeskanzlerin Ana Weber im Mai.", "Ana Weber", "person", "Bundeskanzlerin", "title"),
    ("de", "„Wir gehen“, sagte Ana Weber.", "Ana Weber", "person", None, "speaks"),
    ("fr", "Elle a vu le président Jean Roux en mai.", "Jean Roux", "person", "président", "title"),
    ("fr", "Elle a vu Jean Roux, maire de Lyon, en mai.", "Jean Roux", "person", "maire de Lyon", "apposition"),
    ("es", "Vio a la ministra Ana Ruiz en mayo.", "Ana Ruiz", "person", "ministra", "title"),
    ("it", "Ha visto il ministro Anna Bianchi a maggio.", "Anna Bianchi", "person", "ministro", "title"),
    ("pt", "Viu o presidente João Prado em maio.", "João Prado", "person", "presidente", "title"),
]  # fmt: skip
NOBODY = [
    "In Porto Alegre, the mayor left the hall.",
    "Shares of General Motors fell by a tenth.",
    "The company and the police left the hall.",
    "Fans in New York and South Africa sang.",
    "On Monday Spring Rain fell on Green Fields.",
    "Governor Signs Education Bill",
]


def _entities(text: str, language: str = "en") -> tuple[EntityMention, ...]:
    return extract_facts(article(text, language=language)).entities


@pytest.mark.parametrize(("language", "text", "name", "kind", "role", "evidence"), CASES)
def test_an_entity_has_its_evidence(
    language: str, text: str, name: str, kind: str, role: str | None, evidence: str
) -> None:
    found = [(one.name, one.kind, one.role, one.evidence) for one in _entities(text, language)]
    assert (name, kind, role, evidence) in found


@pytest.mark.parametrize("text", NOBODY)
def test_capitals_alone_are_nobody(text: str) -> None:
    assert _entities(text) == ()


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "“We go,” said Ana Silva. Friends of Silva wept. Mayor Silva left; Bob Silva stayed."
    found = [(text[one.start : one.end], one.name, one.evidence) for one in _entities(text)]
    assert found == [
        ("Ana Silva", "Ana Silva", "speaks"),
        ("Silva", "Ana Silva", "repeated"),
        ("Silva", "Ana Silva", "title"),
    ]


def test_known_bodies_share_an_identity_across_languages() -> None:
    names = [
        ("en", "It met the WHO."),
        ("fr", "Elle a vu l'OMS."),
        ("de", "Sie traf die WHO."),
        ("it", "Ha visto l'OMS."),
    ]
    found = {one.entity_id for language, text in names for one in _entities(text, language)}
    assert found == {"who"}


def test_a_headline_names_nobody() -> None:
    text = "Mayor Opens Silva Bridge\nThe bridge is long."
    assert _entities(text) == ()
