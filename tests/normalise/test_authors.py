"""Who wrote it, where marks for machines name nobody or only the publisher."""

import pytest
from tests.normalise.pages import SENTENCES, article, page, paragraphs

PUBLISHER = "<meta property='og:site_name' content='Example Post'><meta name='author' content='Example Post'>"


def names(body: str = "", head: str = PUBLISHER) -> list[str]:
    return [author.name for author in article(page(body + paragraphs(*SENTENCES), head)).authors]


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>Mara Olsen/Jon Ek</strong></p>",
        "<ul><li><b>Autorin/Autor</b> Mara Olsen and Jon Ek</li></ul>",
        "<p>Author: Mara Olsen, Jon Ek</p>",
    ],
)
def test_a_line_of_names_counts_where_machines_are_told_only_the_publisher(line: str) -> None:
    assert names(line) == ["Mara Olsen", "Jon Ek"]


def test_a_name_before_a_date_is_the_authors() -> None:
    assert names("<div>Mara Olsen | 20.02.2024</div>") == ["Mara Olsen"]


@pytest.mark.parametrize("line", ["<p><strong>What Has Happened?</strong></p>", "<p><b>3 Days Later</b></p>"])
def test_a_bold_line_that_is_no_name_is_nobody(line: str) -> None:
    assert names(line) == ["Example Post"]


def test_another_organisation_comes_before_the_publisher() -> None:
    head = PUBLISHER + "<meta name='articleAuthor' content='Norrvik News Agency'>"
    assert names(head=head) == ["Norrvik News Agency"]


def test_semicolons_part_names_that_hold_other_signs() -> None:
    assert names(head="<meta name='author' content='xyz/hosb;kesm'>") == ["xyz/hosb", "kesm"]


def test_an_office_that_machines_are_told_is_the_role() -> None:
    head = (
        "<script type='application/ld+json'>"
        '{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Mara Olsen", "jobTitle": "Editor"}}'
        "</script>"
    )
    (author,) = article(page(head=head)).authors
    assert (author.name, author.role) == ("Mara Olsen", "Editor")


def test_capitals_behind_a_label_are_an_organisation() -> None:
    line = "<p>By NNA, in World, Business, Travel, Sports, Harbours · 31 Jan 2024, 20:02 · 0 Comments</p>"
    (author,) = article(page(line + paragraphs(*SENTENCES))).authors
    assert (author.name, author.is_organisation) == ("NNA", True)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee and Bo Ek", "Ann Lee, Bo Ek", "Ann Lee; Bo Ek", "Ann Lee & Bo Ek", "Ann Lee | Bo Ek",
        "Von Ann Lee und Bo Ek", "Par Ann Lee et Bo Ek", "Por Ann Lee y Bo Ek", "Por Ann Lee e Bo Ek",
        "di Ann Lee e Bo Ek", "Door Ann Lee en Bo Ek", "Av Ann Lee och Bo Ek", "Af Ann Lee og Bo Ek",
        "Ann Lee ja Bo Ek", "Ann Lee i Bo Ek", "Ann Lee oraz Bo Ek", "Ann Lee a Bo Ek", "Ann Lee és Bo Ek",
        "Ann Lee ve Bo Ek", "Ann Lee și Bo Ek", "Ann Lee и Bo Ek", "Ann Lee та Bo Ek", "Ann Lee και Bo Ek",
        "Ann Lee dan Bo Ek", "Ann Lee và Bo Ek", "Ann Lee、Bo Ek", "Ann Lee، Bo Ek", "Ann Lee • Bo Ek",
        "ANN LEE AND BO EK",
    ],
)  # fmt: skip
def test_lists_of_names_are_taken_apart_in_many_languages(line: str) -> None:
    found = names(head=f"<meta name='author' content='{line}'>")
    assert [name.casefold() for name in found] == ["ann lee", "bo ek"]


@pytest.mark.parametrize("name", ["John E Smith", "Mary A Jones", "José I Ruiz", "Tran Y Nhi"])
def test_an_initial_is_no_sign_of_a_list(name: str) -> None:
    assert names(head=f"<meta name='author' content='{name}'>") == [name]


@pytest.mark.parametrize(
    "words",
    [
        "Share", "Follow us", "Read more", "View all", "Updated", "admin", "Guest", "https://a.example/u/1",
        "@annlee",
    ],
)  # fmt: skip
def test_words_of_the_page_are_nobody(words: str) -> None:
    head = f"<meta name='author' content='{words}'>"
    assert [author.name for author in article(page(head=head)).authors] == []


@pytest.mark.parametrize(
    "name",
    [
        "Harbour Desk",
        "Norrvik News Agency",
        "Redaktion",
        "La Redazione",
        "Редакция",
        "Staff",
        "World Service",
    ],
)
def test_desks_and_agencies_are_organisations(name: str) -> None:
    (author,) = article(page(head=f"<meta name='author' content='{name}'>")).authors
    assert (author.name, author.is_organisation) == (name, True)
