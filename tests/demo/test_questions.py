"""The question library on the demonstration's warehouse, against what the simulated press knows."""

import pytest
from tests.demonstration import Demonstrated

from ingest.archive import Archive
from ingest.ask import library, question_named, values
from ingest.newsroom.truth import ArticleTruth
from ingest.records import Relation
from ingest.warehouse import Answer, Warehouse, answer

NAMES = [question.name for question in library()]
ROOTS_OFF = 0.35  # share by which the roots may differ: the texts name documents that the truth does not list


def _asked(demonstrated: Demonstrated, name: str) -> Answer:
    question = question_named(name)
    with Warehouse(demonstrated.home).reader() as connection:
        return answer(connection, question.statement, values(question, {}), seconds=60, row_limit=1000)


def _truth(demonstrated: Demonstrated) -> dict[str, list[ArticleTruth]]:
    (path,) = demonstrated.home.glob("truth/**/articles.parquet")
    families: dict[str, list[ArticleTruth]] = {}
    for article in Archive(demonstrated.home).read_records(path, ArticleTruth):
        families.setdefault(article.family_id, []).append(article)
    return families


def _root(family: list[ArticleTruth]) -> str:
    """Who is cited last, else the agency that wrote it, else the publisher."""
    citations = max((article.citations for article in family), key=len)
    if citations:
        return citations[-1].lower()
    agencies = {article.parent_agency_id for article in family} | {
        credit.agency_id for article in family for credit in article.credits
    }
    original = min(
        family, key=lambda article: (article.relation is not Relation.ORIGINAL, article.published_at)
    )
    return min((agency for agency in agencies if agency), default=original.outlet_domain)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_on_a_real_warehouse(name: str, demonstrated: Demonstrated) -> None:
    assert _asked(demonstrated, name).columns


def test_independent_texts_and_roots_are_those_of_the_truth(demonstrated: Demonstrated) -> None:
    families = _truth(demonstrated)
    answered = _asked(demonstrated, "independent_texts")
    (found,) = answered.as_objects()
    assert found["articles"] == sum(map(len, families.values()))
    assert found["outlets"] == len(
        {article.outlet_domain for family in families.values() for article in family}
    )
    assert found["texts"] == len(families)
    assert found["roots"] == pytest.approx(len(set(map(_root, families.values()))), rel=ROOTS_OFF)
