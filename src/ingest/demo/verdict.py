"""What was found, held against what the simulated press knows to be true. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ingest.newsroom import ArticleTruth, Truth
from ingest.parsing.urls import article_identity
from ingest.records import Precision, Record, Relation

_MINUTE = 60.0  # seconds: what an instant may differ, since a page that shows minutes hides the seconds


class Found(Record):
    """What the warehouse says about one article."""

    article_id: str
    published_at: datetime | None
    published_day: date | None
    family_id: str
    relation: str
    parent_id: str | None
    parent_agency_id: str | None
    credits: tuple[str, ...]  # agencies credited for the text


class Planted(Record):
    """How many the press planted."""

    articles: int
    copies: int
    embedded: int
    agency_credits: int
    instants: int


class Right(Record):
    """How many of the planted were found as planted."""

    copies: int  # right family and right parent
    agency_credits: int
    instants: int


class Wrong(Record):
    """What was found that nobody planted."""

    agency_credits: int
    copies: int  # articles joined to a family that is not theirs


class Verdict(Record):
    """Planted against found."""

    truth: Planted
    found_articles: int
    right: Right
    kept_apart: int  # stories that quote a passage of another and stayed out of its family
    wrong: Wrong


def judge(truth: Truth, found: Sequence[Found]) -> Verdict:
    """Compare what was found with what is true."""
    by_id = {one.article_id: one for one in found}
    seen = [(planted, by_id.get(article_identity(planted.url))) for planted in truth.articles]
    pairs = [(planted, one) for planted, one in seen if one is not None]
    families = _families(pairs)
    copies = [planted for planted in truth.articles if planted.relation is Relation.COPY]
    return Verdict(
        truth=Planted(
            articles=len(truth.articles),
            copies=len(copies),
            embedded=sum(planted.embeds is not None for planted in truth.articles),
            agency_credits=sum(len(_credited(planted)) for planted in truth.articles),
            instants=len(truth.articles),
        ),
        found_articles=len(pairs),
        right=Right(
            copies=sum(_is_right_copy(planted, one, families) for planted, one in pairs),
            agency_credits=sum(len(_credited(planted) & set(one.credits)) for planted, one in pairs),
            instants=sum(_is_right_instant(planted, one) for planted, one in pairs),
        ),
        kept_apart=sum(_is_apart(planted, one, by_id) for planted, one in pairs),
        wrong=Wrong(
            agency_credits=sum(len(set(one.credits) - _credited(planted)) for planted, one in pairs),
            copies=sum(families.get(planted.family_id) != one.family_id for planted, one in pairs),
        ),
    )


def _families(pairs: Sequence[tuple[ArticleTruth, Found]]) -> Mapping[str, str]:
    """The found family that stands for each true one: that of most members, and of no other true family."""
    members: dict[str, Counter[str]] = {}
    owners: dict[str, Counter[str]] = {}
    for planted, one in pairs:
        members.setdefault(planted.family_id, Counter())[one.family_id] += 1
        owners.setdefault(one.family_id, Counter())[planted.family_id] += 1
    chosen = {
        true: min(counted.items(), key=lambda item: (-item[1], item[0]))[0]
        for true, counted in members.items()
    }
    return {
        true: family
        for true, family in chosen.items()
        if min(owners[family].items(), key=lambda item: (-item[1], item[0]))[0] == true
    }


def _is_right_copy(planted: ArticleTruth, one: Found, families: Mapping[str, str]) -> bool:
    if planted.relation is not Relation.COPY or families.get(planted.family_id) != one.family_id:
        return False
    if planted.parent_url is not None:
        return one.parent_id == article_identity(planted.parent_url)
    return one.parent_id is None and one.parent_agency_id == planted.parent_agency_id


def _is_apart(planted: ArticleTruth, one: Found, by_id: Mapping[str, Found]) -> bool:
    if planted.embeds is None:
        return False
    inner = by_id.get(article_identity(planted.embeds))
    return inner is not None and inner.family_id != one.family_id


def _is_right_instant(planted: ArticleTruth, one: Found) -> bool:
    if planted.precision is Precision.DAY:
        return one.published_day == planted.day
    return (
        one.published_at is not None
        and abs((one.published_at - planted.published_at).total_seconds()) < _MINUTE
    )


def _credited(planted: ArticleTruth) -> set[str]:
    return {credit.agency_id for credit in planted.credits}
