"""A user's own model behind the same facts: the rules come first, and stand without it."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.extract.articles import article

from ingest.errors import MisconfiguredError
from ingest.extract import extract_facts, names_model
from ingest.extract.model_names import ModelName

TEXT = "“We go,” said Ana Silva. Bob Roe stayed at Kite Works with Silva."
BOB, KITE = TEXT.index("Bob"), TEXT.index("Kite")


def _named(names: list[ModelName]) -> list[tuple[str, str, str]]:
    facts = extract_facts(article(TEXT), names=lambda _: names)
    return [(one.name, one.kind, one.evidence) for one in facts.entities]


def test_a_model_adds_what_the_rules_are_not_sure_of() -> None:
    names = [ModelName(BOB, BOB + 7, "person"), ModelName(KITE, KITE + 10, "organisation")]
    assert _named(names) == [
        ("Ana Silva", "person", "speaks"), ("Bob Roe", "person", "model"),
        ("Kite Works", "organisation", "model"), ("Ana Silva", "person", "repeated"),
    ]  # fmt: skip


def test_what_the_rules_have_shown_no_model_overrules() -> None:
    start = TEXT.index("Ana")
    assert _named([ModelName(start, start + 9, "organisation")])[0] == ("Ana Silva", "person", "speaks")


@pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is here")
def test_without_spacy_the_error_says_what_to_install() -> None:
    with pytest.raises(MisconfiguredError, match=r"pip install 'ingest\[nlp\]'"):
        names_model("en_core_web_sm")


def test_a_pipeline_that_is_not_there_is_named_with_what_to_do() -> None:
    pytest.importorskip("spacy")
    with pytest.raises(MisconfiguredError, match="no spaCy pipeline none_such: name an installed package"):
        names_model("none_such")


def test_a_pipeline_of_spacy_is_read_from_its_folder(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    blank = spacy.blank("en")
    ruler = blank.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Bob Roe"}, {"label": "GPE", "pattern": "Kite Works"}])
    blank.to_disk(tmp_path / "own")
    found = extract_facts(article(TEXT), names=names_model(str(tmp_path / "own"))).entities
    assert [(one.name, one.kind) for one in found if one.evidence == "model"] == [("Bob Roe", "person")]
