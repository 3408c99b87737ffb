"""One article as a page of its own: the text is whole, strangers' markup is words, each fact is coloured."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import html
from tests.shared_data import seed_article

from ingest.ask import Explanation, article_page
from ingest.cli import main
from ingest.extract import extract_facts
from ingest.knowledge import packaged
from ingest.records import Article

SEED_URL = "https://www.devdiscourse.com/article/international/2809183"
HOSTILE = 'It costs <script>alert(1)</script> "much" & more,\nsaid <b onclick="x()">Ana Silva</b> on Monday.'


def _page(text: str, title: str = "Rain") -> str:
    article = Article.from_text(text, url="https://example.org/a").model_copy(update={"title": title})
    return article_page(
        Explanation(
            article=article, outlet=packaged().outlet_of(article.url), facts=extract_facts(article),
            seen_at=datetime(2024, 2, 20, tzinfo=UTC).isoformat(),
        )
    )  # fmt: skip


def _found(page: str, path: str) -> list[Any]:
    return cast("list[Any]", html.fromstring(page).xpath(path))


@pytest.mark.parametrize("text", [HOSTILE, "“We go,” said Ana Silva.\nShe left on Monday.", "x"])
def test_the_text_on_the_page_is_the_text(text: str) -> None:
    lines = _found(_page(text), "//div[@class='text']/p")
    assert "\n".join(line.text_content() for line in lines) == text


def test_markup_of_strangers_is_words() -> None:
    page = _page(HOSTILE, title="</title><script>alert(2)</script>")
    assert _found(page, "//script | //b | //@onclick | //link | //img") == []


def test_every_kind_of_mark_has_a_colour_in_light_and_dark() -> None:
    page = _page(
        "“We go to Japan,” said Ana Silva, citing a memo seen by Reuters on Monday. It killed 12 people."
    )
    kinds = {kind for names in _found(page, "//mark/@class") for kind in names.split()}
    assert kinds >= {"quote", "place", "source", "cue", "claim", "citation", "date", "entity", "figure"}
    assert all(len(re.findall(rf"--{kind}:#", page)) == 2 for kind in kinds)


def test_the_policy_lets_nothing_in() -> None:
    (policy,) = _found(_page("x"), "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_explain_writes_the_seed_article_as_a_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.html"
    assert main(["explain", str(seed_article()), "--url", SEED_URL, "--html", str(target)]) == 0
    assert "Provenance" in capsys.readouterr().out
    page = target.read_text(encoding="utf-8")
    chain = _found(page, "//ol[@class='chain']/li/strong/text()")
    assert chain == ["Devdiscourse", "ANI", "Kyodo News", "an EU document"]
    assert set(_found(page, "//mark[contains(@class, 'date')]/text()")) >= {"Monday", "last July"}
