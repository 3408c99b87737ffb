"""The published snapshot tells which feed documents list pages that nobody has asked for."""

from pathlib import Path

from tests.warehouse.segments import Answer, Press, load_into

from ingest.archive import Archive
from ingest.capture.known import KnownArticles
from ingest.warehouse import Warehouse, numbers, rows

SINCE = "2024-02-01T00:00:00Z"


def test_loaded_documents_are_unfinished_until_every_page_was_asked_for(tmp_path: Path) -> None:
    press = Press(Archive(tmp_path / "home"))
    answers = [Answer(f"https://paper.example/{number}", number, "Words.") for number in range(3)]
    first, second = press.segment(1, answers), press.segment(2, answers[2:])
    with Warehouse(tmp_path).writer() as replica:
        load_into(press, replica, [first, second])
        connection = replica.connection

        def unfinished() -> list[str]:
            found = rows(connection, "capture/select_unfinished_documents", since=SINCE)
            return [str(file) for _, file, _ in found]

        def known() -> KnownArticles:
            return KnownArticles(numbers(connection, "capture/select_known_articles", since=SINCE))

        assert unfinished() == []
        assert known() == KnownArticles().with_ids(answer.article_id for answer in answers)
        assert rows(connection, "capture/select_known_addresses", since=SINCE) == []
        connection.execute("DELETE FROM main.fact_fetch WHERE url = 'https://paper.example/1'")
        assert len(unfinished()) == 1
        assert known() == KnownArticles().with_ids(answer.article_id for answer in (answers[0], answers[2]))
        connection.execute("DELETE FROM main.fact_entry WHERE link = 'https://paper.example/0'")
        assert rows(connection, "capture/select_known_addresses", since=SINCE) == [
            ("https://paper.example/0",)
        ]
