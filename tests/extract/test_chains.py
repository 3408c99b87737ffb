"""Our own set of citations and chains: no public one scores them (shared/research/facts.md)."""

import re

import pytest
from tests.extract.articles import article
from tests.extract.cases import cases

from ingest.extract import extract_facts

FEWEST = 250
EXACT = 0.95  # share of the sentences whose chain is exact, in depth and words
CASES = cases("chains", 3)


def _chain(language: str, text: str) -> list[str]:
    """The hops that the text itself shows, as the cases write them."""
    made = article(text, language=language, url="https://example.org/a")
    facts = extract_facts(made)
    channels = {(one.start, one.end) for one in facts.citations if one.role == "channel"}
    return sorted(
        f"{hop.depth}:{'~' * ((hop.start, hop.end) in channels)}{_bare(text[hop.start : hop.end])}"
        for hop in facts.chain
        if hop.start is not None
    )


def _bare(words: str) -> str:
    """Words without the article of a name; `a memo` keeps its own."""
    return re.sub(r"^(?:[Tt]he |[Dd]er |[Dd]ie |[Ll]\W)(?=[A-ZÄÖÜ])", "", words)


def _wanted(chain: str) -> list[str]:
    parts = [f" {part}" for part in f" {chain}".split(" ") if part]
    joined = "".join(
        f"\n{part.strip()}" if part.strip()[:2] in {"1:", "2:", "3:"} else part for part in parts
    )
    hops = (hop.partition(":") for hop in filter(None, joined.split("\n")))
    return sorted(f"{depth}:{'~' * name.startswith('~')}{_bare(name.lstrip('~'))}" for depth, _, name in hops)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= FEWEST
    assert len({text for _, text, _ in CASES}) == len(CASES)


def test_nearly_all_chains_are_exact() -> None:
    wrong = []
    for language, written, chain in CASES:
        text = written.replace(" / ", "\n")
        found = _chain(language, text)
        if found != _wanted(chain):
            wrong.append((text, _wanted(chain), found))
    assert len(wrong) <= (1 - EXACT) * len(CASES), wrong


@pytest.mark.parametrize("credit", ["ani", "reuters"])
def test_a_credited_agency_stands_between_publisher_and_sources(credit: str) -> None:
    made = article("The port will close, Kyodo News reported citing an EU document.", credit=credit)
    assert [hop.depth for hop in extract_facts(made).chain] == [0, 1, 2, 3]
