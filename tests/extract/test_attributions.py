"""Who says what, in sentences of our own wording: source, cue, content, and the kind of source."""

import pytest
from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.records import Attribution

# text, source, cue, content
CASES = [
    ("The mayor said the bridge was safe.", "The mayor", "said", "the bridge was safe"),
    ("The bridge was entirely safe, the mayor said.", "the mayor", "said", "The bridge was entirely safe"),
    ("The bridge was entirely safe, said the mayor.", "the mayor", "said", "The bridge was entirely safe"),
    (
        "“The bridge is safe,” said Ana Silva, the mayor.",
        "Ana Silva, the mayor",
        "said",
        "“The bridge is safe,”",
    ),
    ("According to the mayor, the bridge was safe.", "the mayor", "According to", "the bridge was safe"),
    ("The bridge was safe, according to the mayor.", "the mayor", "according to", "The bridge was safe"),
    (
        "Ana Silva, the mayor, said the bridge was safe.",
        "Ana Silva, the mayor,",
        "said",
        "the bridge was safe",
    ),
    ("On Monday the mayor said that rents fell.", "the mayor", "said", "that rents fell"),
    ("The mayor told reporters that rents fell.", "The mayor", "told", "that rents fell"),
    ("The mayor has also warned that rents may rise.", "The mayor", "has also warned", "that rents may rise"),
    ("The mayor did not say whether rents had risen.", "The mayor", "did not say", "whether rents had risen"),
    ("The figures show that rents rose.", "The figures", "show", "that rents rose"),
    ("The plan was criticised by the mayor.", "the mayor", "was criticised", "The plan"),
    ("The council vowed to repair the bridge.", "The council", "vowed", "to repair the bridge"),
    ("The council called for a new bridge.", "The council", "called for", "a new bridge"),
    ("The council did not respond to three letters.", "The council", "did not respond to", "three letters"),
    ("The mayor urged drivers to stay at home.", "The mayor", "urged", "to stay at home"),
    ("Teresa May said the ferry was late.", "Teresa May", "said", "the ferry was late"),
    ("The Argus on Tuesday wrote that rents fell.", "The Argus", "wrote", "that rents fell"),
    ("“Who will pay for it?” Ana Silva asked.", "Ana Silva", "asked", "“Who will pay for it?”"),
    ("''We will pay for it,'' said Mr. Silva.", "Mr. Silva", "said", "''We will pay for it,''"),
    ("Ana Silva rose and asked the council to wait.", "Ana Silva", "asked", "the council to wait"),
    ("The mayor's claim that rents fell was wrong.", "The mayor's", "claim", "that rents fell was wrong"),
    ("The mayor is worried about the old bridge.", "The mayor", "is worried about", "the old bridge"),
    ("A study that appeared in May found rents fell.", "A study that appeared in May", "found", "rents fell"),
    (
        "All rents fell, said Ana R. Silva, who chairs the council.",
        "Ana R. Silva, who chairs the council",
        "said",
        "All rents fell",
    ),
    (
        "All rents fell, said Mary Lee (D-Ohio), head of the panel.",
        "Mary Lee (D-Ohio), head of the panel",
        "said",
        "All rents fell",
    ),
    (
        "“Our rents fell last year.” — Ana Silva, Porto",
        "Ana Silva, Porto",
        "—",
        "“Our rents fell last year.”",
    ),
    ("SILVA: Well, rents fell last year.", "SILVA", ":", "Well, rents fell last year"),
    ("The Argus reported:\nRents fell last year.", "The Argus", "reported", "Rents fell last year."),
    ("In a letter, the council blamed the bank.", "the council", "blamed", "the bank"),
]


def _words(text: str, attribution: Attribution, role: str) -> str:
    return " ".join(text[span.start : span.end] for span in getattr(attribution, role))


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_a_sentence_gives_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    (found,) = extract_facts(article(text)).attributions
    parts = [_words(text, found, role) for role in ("source", "cue", "content")]
    assert parts == [source, cue, content]


NONE = [
    "The report is long.",
    "Nurses start at six and finish at two.",
    "The United States borders two oceans.",
    "Many calls to the office went unanswered.",
    "Twelve member states have no coast.",
    "UPDATE: the road is open again.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_sentence_without_a_speaker_gives_nothing(text: str) -> None:
    assert extract_facts(article(text)).attributions == ()


def test_an_elided_subject_is_the_one_before() -> None:
    text = "The mayor said rents fell, adding that taxes would stay."
    found = extract_facts(article(text)).attributions
    assert [_words(text, one, "cue") for one in found] == ["said", "adding"]
    assert [_words(text, one, "source") for one in found] == ["The mayor", "The mayor"]
    assert [_words(text, one, "content") for one in found] == ["rents fell", "that taxes would stay"]


def test_a_relative_clause_and_its_main_clause_are_two_attributions() -> None:
    text = "Mr. Berg, who knew that the plan was weak, told his staff to wait."
    found = extract_facts(article(text)).attributions
    assert [_words(text, one, "cue") for one in found] == ["knew", "told"]
    assert _words(text, found[0], "content") == "that the plan was weak"


def test_what_opens_a_sentence_ends_at_its_comma() -> None:
    text = "Though Berg noted that rents fell, the mayor said taxes would rise."
    found = extract_facts(article(text)).attributions
    assert [_words(text, one, "source") for one in found] == ["Berg", "the mayor"]
    assert _words(text, found[0], "content") == "that rents fell"


def test_a_pronoun_takes_the_last_source_that_fits() -> None:
    text = "Ana Silva said rents fell. The ministry said they rose. She said it was wrong."
    assert [one.source_name for one in extract_facts(article(text)).attributions][-1] == "Ana Silva"


def test_a_surname_is_the_person_named_before() -> None:
    text = "Ana Silva said rents fell. Taxes would stay as they are, Silva said."
    assert {one.source_name for one in extract_facts(article(text)).attributions} == {"Ana Silva"}


def test_a_quotation_that_goes_on_belongs_to_its_speaker() -> None:
    text = "“Rents fell last year,” Ana Silva said. “Taxes will stay as they are.”"
    (found,) = extract_facts(article(text)).attributions
    assert len(found.content) == 2
    assert found.kind == "direct"


TYPES = [
    ("Ana Silva said rents fell.", "person"),
    ("The foreign minister said rents fell.", "office"),
    ("The finance ministry said rents fell.", "organisation"),
    ("A senior official said rents fell.", "anonymous"),
    ("Reuters said rents fell.", "agency"),
    ("The statement said rents fell.", "document"),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_a_source_has_a_type(text: str, kind: str) -> None:
    (found,) = extract_facts(article(text)).attributions
    assert found.source_type == kind


POLARITIES = [
    ("en", "The mayor said rents fell.", "said"),
    ("en", "The mayor denied that rents fell.", "denied"),
    ("en", "The mayor did not say whether rents fell.", "withheld"),
    ("en", "The mayor declined to say whether rents fell.", "withheld"),
    ("fr", "La maire n'a pas dit que le pont était sûr.", "withheld"),
    ("es", "La alcaldesa no dijo que el puente es seguro.", "withheld"),
]


@pytest.mark.parametrize(("language", "text", "polarity"), POLARITIES)
def test_a_denial_and_a_refusal_are_told_from_a_statement(language: str, text: str, polarity: str) -> None:
    (found,) = extract_facts(article(text, language=language)).attributions
    assert found.polarity == polarity


FOREIGN = [
    ("de", "Die Brücke sei sicher, sagte die Bürgermeisterin.", "die Bürgermeisterin"),
    ("de", "Die Bürgermeisterin sagte, dass die Brücke sicher sei.", "Die Bürgermeisterin"),
    ("de", "Laut Polizei war die Brücke gesperrt.", "Polizei"),
    ("fr", "Le pont est sûr, a déclaré la maire.", "la maire"),
    ("fr", "Selon la maire, le pont est sûr.", "la maire"),
    ("es", "El puente es seguro, dijo la alcaldesa.", "la alcaldesa"),
    ("es", "La alcaldesa dijo que el puente es seguro.", "La alcaldesa"),
    ("it", "La sindaca ha detto che il ponte è sicuro.", "La sindaca"),
    ("it", "Secondo la sindaca, il ponte è sicuro.", "la sindaca"),
    ("pt", "A ponte é segura, disse a prefeita.", "a prefeita"),
    ("pt", "A prefeita afirmou que a ponte é segura.", "A prefeita"),
]


@pytest.mark.parametrize(("language", "text", "source"), FOREIGN)
def test_other_languages_have_their_own_words(language: str, text: str, source: str) -> None:
    found = extract_facts(article(text, language=language)).attributions
    assert [_words(text, one, "source") for one in found][:1]
    assert _words(text, found[0], "source").startswith(source)


def test_the_language_is_found_where_nobody_says_it() -> None:
    text = "Die Brücke ist sicher und die Straße ist frei, sagte die Bürgermeisterin am Montag in der Stadt."
    made = article(text).model_copy(update={"language": None})
    assert len(extract_facts(made).attributions) == 1
