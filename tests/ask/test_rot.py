"""Pages that were redesigned show as fields that went missing."""

from pathlib import Path

from tests.deduplicate.wording import text
from tests.warehouse.segments import Answer, Press, publish_all

from ingest.archive import Archive
from ingest.ask import night_report
from ingest.warehouse import Warehouse

DAY = 24 * 60  # minutes
SITE = "https://one.example"


def day(number: int, *, has_date: bool, articles: int = 3) -> list[Answer]:
    """The new articles of one day; on some days their pages say no hour of publication."""
    return [
        Answer(
            f"{SITE}/{number}-{place}", number * DAY + place, text=text(100 * number + place),
            title=f"Story {number}-{place}", claimed=-10 if has_date else None,
        )
        for place in range(articles)
    ]  # fmt: skip


def lost(home: Path, days: list[list[Answer]]) -> list[tuple[str, str, float, float]]:
    """Load the days; which fields the report then says have gone missing."""
    press, warehouse = Press(Archive(home)), Warehouse(home)
    for number, answers in enumerate(days, start=1):
        press.segment(number, answers)
    publish_all(press, warehouse)
    with warehouse.reader() as connection:
        return [
            (line.outlet, line.field, line.share, line.usual_share) for line in night_report(connection).rot
        ]


def test_a_field_that_went_missing_is_named_with_what_is_usual(tmp_path: Path) -> None:
    days = [*(day(number, has_date=True) for number in range(4)), day(4, has_date=False)]
    assert lost(tmp_path, days) == [("one.example", "published_at", 1.0, 0.0)]


def test_what_was_always_missing_is_not_rotten(tmp_path: Path) -> None:
    assert lost(tmp_path, [day(number, has_date=False) for number in range(5)]) == []


def test_one_article_or_one_day_before_proves_nothing(tmp_path: Path) -> None:
    few = [*(day(number, has_date=True) for number in range(4)), day(4, has_date=False, articles=1)]
    assert lost(tmp_path, few) == []


def test_days_further_back_than_28_do_not_count(tmp_path: Path) -> None:
    days = [*(day(number, has_date=True) for number in range(4)), day(40, has_date=False)]
    assert lost(tmp_path, days) == []
