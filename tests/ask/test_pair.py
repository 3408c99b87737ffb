"""Two articles explained: what they are to each other, by which signals, and how it looks."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import html
from rich.console import Console
from tests.ask.golden import publish_golden
from tests.deduplicate.wording import story, text

from ingest.ask import PairExplanation, explain_pair, explain_sides, pair_page, show_pair, side_of
from ingest.errors import QueryRefused
from ingest.knowledge import packaged
from ingest.records import Article
from ingest.warehouse import Connection

SEEN = datetime(2024, 2, 20, 12, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script> & "quoted" [bold]'


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with publish_golden(tmp_path_factory.mktemp("golden")).reader() as connection:
        yield connection


def _article(golden: Connection, outlet: str) -> str:
    ((article_id,),) = golden.execute(
        "SELECT article_id FROM articles WHERE outlet = $outlet AND title LIKE 'Dam%'", {"outlet": outlet}
    ).fetchall()
    return str(article_id)


def _explained(left: str, right: str, *, title: str = "One thing") -> PairExplanation:
    sides = [
        side_of(
            Article.from_text(words, url=f"https://{name}.example/a").model_copy(update={"title": title}),
            outlet=name, seen_at=SEEN,
        )
        for name, words in (("left", left), ("right", right))
    ]  # fmt: skip
    return explain_sides(sides[0], sides[1], knowledge=packaged())


def _found(page: str, path: str) -> list[Any]:
    found: Any = html.document_fromstring(page).xpath(path)
    return list(found)


def _printed(explained: PairExplanation) -> str:
    console = Console(width=160, record=True)
    with console.capture() as capture:
        console.print(show_pair(explained))
    return capture.get()


def test_two_texts_alone_are_explained_as_a_family_of_two() -> None:
    found = _explained(text(1), f"HARTWELL - {text(1)}")
    assert found.verdict == "copy"
    assert found.sentence.startswith("One family")
    assert found.left.family_id == found.right.family_id


def test_an_embedded_text_is_named_with_its_direction() -> None:
    found = _explained(text(1, 7), " ".join([*story(2, 8), *story(1, 7), *story(3, 8)]))
    assert found.verdict == "embeds"
    assert "right has a text of its own around a part of left's" in found.sentence


def test_two_stories_are_not_copies() -> None:
    assert (_explained(text(1), text(2)).verdict, _explained("", "one").verdict) == ("none", "none")


def test_the_same_file_twice_is_explained_too() -> None:
    side = side_of(Article.from_text(text(1), url="https://left.example/a"), outlet="left", seen_at=SEEN)
    assert explain_sides(side, side, knowledge=packaged()).judgement.verdict == "equal"


def test_articles_of_the_snapshot_say_who_took_from_whom_and_by_what(golden: Connection) -> None:
    left, right = (_article(golden, outlet) for outlet in ("Wire Agency", "Alpha Post"))
    found = explain_pair(golden, left, right, knowledge=packaged())
    assert (
        found.sentence
        == "One family: Alpha Post was taken from Wire Agency (credit:byline, confidence 0.90)."
    )
    signals = {signal.name: signal.right for signal in found.signals}
    assert signals["published"] == "2024-02-21 05:30:00, to the minute"
    assert signals["credit"].startswith("wire")


def test_an_article_beside_itself_is_its_last_two_versions(golden: Connection) -> None:
    ((article_id,),) = golden.execute("SELECT article_id FROM articles WHERE title LIKE 'Mayor%'").fetchall()
    found = explain_pair(golden, article_id, article_id, knowledge=packaged())
    assert (found.verdict, found.sentence) == ("version_of", "Two versions of one article.")
    assert (found.left.version_no, found.right.version_no) == (1, 2)


def test_an_article_with_one_version_has_no_other(golden: Connection) -> None:
    ((article_id,),) = golden.execute("SELECT article_id FROM articles WHERE title LIKE 'Fair%'").fetchall()
    with pytest.raises(QueryRefused, match="one article with one version"):
        explain_pair(golden, article_id, article_id, knowledge=packaged())


def test_an_article_that_is_not_there_is_named(golden: Connection) -> None:
    with pytest.raises(QueryRefused, match=r"no article https://nowhere\.example/a in the snapshot"):
        explain_pair(
            golden, _article(golden, "Wire Agency"), "https://nowhere.example/a", knowledge=packaged()
        )


def test_the_terminal_shows_letters_as_they_are_written() -> None:
    shown = _printed(_explained(f"{HOSTILE} {text(1)}", text(1), title=HOSTILE))
    assert "<script>alert(1)</script>" in shown
    assert "[bold]" in shown


def test_the_page_runs_nothing_loads_nothing_and_escapes_everything() -> None:
    page = pair_page(_explained(f"{HOSTILE} {text(1)}", text(1), title=HOSTILE))
    runs = "//script | //iframe | //img | //link | //@style | //@*[starts-with(name(), 'on')]"
    assert _found(page, runs) == []
    assert HOSTILE in _found(page, "//td//text()")
    (policy,) = _found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'", policy
    )


def test_the_page_marks_what_only_one_of_them_says() -> None:
    page = pair_page(_explained(f"12 dead. {text(1)}", f"14 dead. {text(1)}"))
    assert (_found(page, "//del//text()"), _found(page, "//ins//text()")) == (["12 "], ["14 "])
