"""Sentences of our own wording: who is cited, how deep, and what only looks like a citation."""

import pytest
from tests.extract.articles import article

from ingest.extract import extract_facts
from ingest.knowledge import Knowledge
from ingest.records import Agency, Outlet

KNOWN = Knowledge(
    outlets=(
        Outlet(outlet_id="devdiscourse.com", domain="devdiscourse.com", name="Devdiscourse"),
        Outlet(outlet_id="bbc.co.uk", domain="bbc.co.uk", name="BBC"),
        Outlet(outlet_id="theguardian.com", domain="theguardian.com", name="The Guardian"),
        Outlet(outlet_id="nytimes.com", domain="nytimes.com", name="The New York Times"),
        Outlet(outlet_id="spiegel.de", domain="spiegel.de", name="Der Spiegel"),
        Outlet(outlet_id="bild.de", domain="bild.de", name="Bild"),
        Outlet(outlet_id="lemonde.fr", domain="lemonde.fr", name="Le Monde"),
        Outlet(outlet_id="elpais.com", domain="elpais.com", name="El País"),
        Outlet(outlet_id="repubblica.it", domain="repubblica.it", name="La Repubblica"),
    ),
    agencies=(
        Agency(agency_id="reuters", name="Reuters"),
        Agency(agency_id="afp", name="Agence France-Presse", aliases=("AFP",)),
        Agency(agency_id="ap", name="Associated Press", aliases=("AP", "The Associated Press")),
        Agency(agency_id="ani", name="Asian News International", aliases=("ANI",)),
        Agency(agency_id="kyodo", name="Kyodo News", aliases=("Kyodo",)),
        Agency(agency_id="xinhua", name="Xinhua", aliases=("Xinhua News Agency",)),
        Agency(agency_id="dpa", name="dpa", aliases=("Deutsche Presse-Agentur",)),
    ),
)

# text, citations as (role, name, depth)
CASES: list[tuple[str, str, list[tuple[str, str, int]]]] = [
    ("en", "The port will close in May, Reuters reported.", [("cited", "Reuters", 1)]),
    ("en", "Reuters reported that the port will close in May.", [("cited", "Reuters", 1)]),
    ("en", "According to Reuters, the port will close in May.", [("cited", "Reuters", 1)]),
    ("en", "The port will close in May, according to Reuters.", [("cited", "Reuters", 1)]),
    ("en", "The port will close in May, the BBC said on Monday.", [("cited", "BBC", 1)]),
    (
        "en",
        "According to the BBC, which quoted from a leaked audit, the port will close.",
        [("cited", "BBC", 1), ("cited", "a leaked audit", 2)],
    ),
    ("en", "The New York Times reported that the mayor would resign.", [("cited", "The New York Times", 1)]),
    (
        "en",
        "The port will close, Reuters reported citing a memo.",
        [("cited", "Reuters", 1), ("cited", "a memo", 2)],
    ),
    (
        "en",
        "The port will close, Reuters reported, citing an internal memo.",
        [("cited", "Reuters", 1), ("cited", "an internal memo", 2)],
    ),
    (
        "en",
        "Kyodo News said the port will close, citing two court filings.",
        [("cited", "Kyodo News", 1), ("cited", "two court filings", 2)],
    ),
    (
        "en",
        "AFP reported, citing Xinhua, that the port will close.",
        [("cited", "Agence France-Presse", 1), ("cited", "Xinhua", 2)],
    ),
    ("en", "The plan was first reported by the Guardian.", [("cited", "The Guardian", 1)]),
    (
        "en",
        "The port will close, according to a memo seen by Reuters.",
        [("cited", "a memo", 2), ("cited", "Reuters", 1)],
    ),
    (
        "en",
        "The port will close, according to a draft obtained by the BBC.",
        [("cited", "a draft", 2), ("cited", "BBC", 1)],
    ),
    ("en", "A government report found that rents had doubled.", [("cited", "A government report", 1)]),
    ("en", "According to a survey of 900 nurses, pay is the main worry.", [("cited", "a survey", 1)]),
    ("en", "The study showed that the reef is growing.", [("cited", "The study", 1)]),
    ("en", "The poll found that voters were tired.", [("cited", "The poll", 1)]),
    ("en", "The mayor told the BBC that the bridge was safe.", [("channel", "BBC", 1)]),
    ("en", "“The bridge is quite safe,” the mayor told Reuters.", [("channel", "Reuters", 1)]),
    (
        "en",
        "In an interview with Der Spiegel, the mayor said the bridge was safe.",
        [("channel", "Der Spiegel", 1)],
    ),
    ("en", "Speaking to the BBC, the mayor said the bridge was safe.", [("channel", "BBC", 1)]),
    ("en", "The mayor told the German newspaper Bild that the bridge was safe.", [("channel", "Bild", 1)]),
    ("en", "The Riverton Herald reported that the mill had been sold.", [("cited", "Riverton Herald", 1)]),
    ("en", "According to the Lakeside Tribune, the mill had been sold.", [("cited", "Lakeside Tribune", 1)]),
    (
        "en",
        "The mill was sold, Northern Light News Agency reported.",
        [("cited", "Northern Light News Agency", 1)],
    ),
    ("en", "The mill had been sold, according to a report in the Guardian.", [("cited", "The Guardian", 1)]),
    (
        "en",
        "The Associated Press reported on Friday that the mill had been sold.",
        [("cited", "Associated Press", 1)],
    ),
    ("en", "Xinhua, the state news agency, said the dam was full.", [("cited", "Xinhua", 1)]),
    ("en", "The dam was full, state news agency Xinhua reported.", [("cited", "Xinhua", 1)]),
    ("en", "The letter said the dam was full.", [("cited", "The letter", 1)]),
    ("en", "According to scmp.com, the dam was full.", [("cited", "South China Morning Post", 1)]),
    ("en", "NBC News first published the emails.", [("cited", "NBC News", 1)]),
    ("en", "State media said the dam was full.", [("cited", "State media", 1)]),
    ("en", "In a survey of 900 nurses, most said pay was low.", [("cited", "a survey", 1)]),
    ("en", "“The dam is full of water,” the letter reads.", [("cited", "the letter", 1)]),
    ("en", "A ministry report released last year found the dam full.", [("cited", "A ministry report", 1)]),
    (
        "en",
        "The Denver Post reported the sale on Monday. The Post said the mill was sold.",
        [("cited", "Denver Post", 1), ("cited", "Denver Post", 1)],
    ),
    (
        "de",
        "Der Hafen schließt, berichtete der Spiegel unter Berufung auf ein internes Papier.",
        [("cited", "Der Spiegel", 1), ("cited", "ein internes Papier", 2)],
    ),
    ("de", "Der Hafen schließt im Mai, berichtet Reuters.", [("cited", "Reuters", 1)]),
    ("de", "Laut Bild schließt der Hafen im Mai.", [("cited", "Bild", 1)]),
    ("fr", "Selon Le Monde, le port fermera en mai.", [("cited", "Le Monde", 1)]),
    ("fr", "Le port fermera en mai, rapporte Reuters.", [("cited", "Reuters", 1)]),
    ("es", "Según El País, el puerto cerrará en mayo.", [("cited", "El País", 1)]),
    ("es", "El puerto cerrará en mayo, informó Reuters.", [("cited", "Reuters", 1)]),
    ("it", "Secondo La Repubblica, il porto chiuderà a maggio.", [("cited", "La Repubblica", 1)]),
    ("pt", "Segundo a Reuters, o porto fechará em maio.", [("cited", "Reuters", 1)]),
]

LOOK_ALIKES = [
    "Reuters reporter Ana Silva won a prize.",
    "She reads the Guardian every day.",
    "The post office on Main Street will close in May.",
    "He subscribed to the New York Times.",
    "Nurses report for duty at six.",
    "The Guardian building was sold to a bank.",
    "A former BBC presenter said the mill was for sale.",
    "The mayor said the mill was for sale.",
    "The mayor told parliament that the mill was for sale.",
    "They will study the matter in May.",
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_a_citation_has_its_role_and_depth(
    language: str, text: str, expected: list[tuple[str, str, int]]
) -> None:
    made = article(text, language=language)
    found = extract_facts(made, knowledge=KNOWN).citations
    assert sorted((one.role, one.name, one.depth) for one in found) == sorted(expected)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_a_look_alike_is_no_citation(text: str) -> None:
    assert extract_facts(article(text), knowledge=KNOWN).citations == ()


CHAINS = [
    ("reuters", "The port will close, AFP reported.", ["Devdiscourse", "REUTERS", "Agence France-Presse"]),
    ("ani", "The port will close, a minister told ANI.", ["Devdiscourse", "ANI"]),
    (None, "The port will close, Reuters reported.", ["Devdiscourse", "Reuters"]),
    (None, "The port will close.", ["Devdiscourse"]),
    ("ani", "It closes, AFP reported citing a memo. The memo said so.",
     ["Devdiscourse", "ANI", "Agence France-Presse", "a memo"]),
    (None, "A new report found it will close. The report said so.", ["Devdiscourse", "A new report"]),
]  # fmt: skip


@pytest.mark.parametrize(("credit", "text", "names"), CHAINS)
def test_a_chain_names_each_step_once(credit: str | None, text: str, names: list[str]) -> None:
    chain = extract_facts(article(text, credit=credit), knowledge=KNOWN).chain
    assert [hop.name for hop in chain] == names
    assert [hop.depth for hop in chain] == sorted(hop.depth for hop in chain)


def test_every_hop_says_what_shows_it() -> None:
    text = "The port will close, Kyodo News reported citing an EU document."
    chain = extract_facts(article(text, credit="ani"), knowledge=KNOWN).chain
    assert [hop.evidence for hop in chain] == ["address", "credit:byline", text, text]
    assert [hop.relation for hop in chain] == ["publishes", "carries", "cites", "based-on"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to a draft of the budget, the port will close.", "a draft of the budget"),
        ("Reuters reported, citing a copy of the contract, that it would close.", "a copy of the contract"),
        ("A transcript of the call seen by AFP said it would close.", "A transcript of the call"),
        ("The minutes of the meeting showed that nobody spoke.", "The minutes of the meeting"),
    ],
)
def test_a_document_is_named_with_what_it_holds(text: str, name: str) -> None:
    assert name in [one.name for one in extract_facts(article(text)).citations if one.kind == "document"]
