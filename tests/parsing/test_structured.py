# ruff: noqa: E501 - tables of cases
"""What pages say about themselves for machines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.html import html_tree
from ingest.parsing.structured import (
    Structured,
    about_page,
    lenient_json,
    plain_text,
    structured,
    text_of,
    texts_of,
)
from ingest.parsing.words import word_key


def read(markup: str) -> Structured:
    tree = html_tree(f"<html><body>{markup}</body></html>")
    assert tree is not None
    return structured(tree)


def script(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def test_a_graph_with_references_is_read_and_the_best_node_comes_first() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "page", "datePublished": "2024-01-01"},
            {"@type": "Article", "headline": "second"},
            {"@type": ["NewsArticle"], "headline": "first", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        ]
    }
    data = read(script(graph))
    assert [value for _, value in data.values("headline")] == ["first", "second"]
    author = next(value for _, value in data.values("author"))
    assert text_of(data.resolved(author)) == "Ann Lee"
    assert list(data.values("datePublished")) == []
    assert list(data.values("datePublished", weak=True)) == [("jsonld:datePublished", "2024-01-01")]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": [1, 2,],}',
        '<!-- {"a": [1, 2]} -->',
        '//<![CDATA[\n{"a": [1, 2]}\n//]]>',
        '{"a": [1, 2]};',
        "{&quot;a&quot;: [1, 2]}",
    ],
)
def test_faults_that_publishers_make_are_forgiven(text: str) -> None:
    assert lenient_json(text) == {"a": [1, 2]}


def test_a_bottomless_document_is_nothing() -> None:
    assert lenient_json("[" * 100_000) is None
    assert read(f"<script type='application/ld+json'>{'[' * 100_000}</script>").articles == ()


def test_microdata_has_the_same_form() -> None:
    data = read(
        "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>Title</h1>"
        "<div itemprop='author' itemscope itemtype='http://schema.org/Person'><b itemprop='name'>Ann Lee</b></div>"
        "<time itemprop='datePublished' datetime='2024-02-20'>yesterday</time></div>"
    )
    assert list(data.values("headline")) == [("microdata:headline", "Title")]
    assert texts_of(next(value for _, value in data.values("author"))) == ["Ann Lee"]
    assert list(data.values("datePublished")) == [("microdata:datePublished", "2024-02-20")]


def test_nested_items_keep_their_names_apart() -> None:
    data = read(
        "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>Title</h1>"
        "<span itemprop='author' itemscope itemtype='http://schema.org/Person'><a itemprop='url' href='/u'></a>"
        "<b itemprop='name'>Ann Lee</b></span>"
        "<span itemprop='author' itemscope itemtype='http://schema.org/Person'><b itemprop='name'>Bo Ek</b></span>"
        "<div itemprop='publisher' itemscope itemtype='http://schema.org/Organization'>"
        "<div itemprop='logo' itemscope itemtype='http://schema.org/ImageObject'><b itemprop='name'>Logo</b></div>"
        "<meta itemprop='name' content='Example Post'></div></div>"
    )
    (authors,) = (value for _, value in data.values("author"))
    (publisher,) = (value for _, value in data.values("publisher"))
    assert texts_of(authors) == ["Ann Lee", "Bo Ek"]
    assert texts_of(publisher) == ["Example Post"]
    assert [value for _, value in data.values("name")] == []


def test_meta_elements_are_found_by_any_of_their_names() -> None:
    data = read(
        "<meta property='OG:Title' content=' a '><meta name='author' content='b'><meta name='author' content=''>"
    )
    assert list(data.meta("og:title", "author")) == [("meta:og:title", "a"), ("meta:author", "b")]


def test_markup_in_a_value_becomes_text() -> None:
    assert plain_text("<p>a &amp;amp; b</p>c") == "\na & b\nc"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read(value: object) -> None:
    data = read(script({"@type": "NewsArticle", "author": value, "headline": value}))
    for _, found in data.values("author", "headline"):
        texts_of(data.resolved(found))


OWN = {"@type": "NewsArticle", "headline": "Norrvik rebuilds its breakwater", "url": "https://a.example/own"}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Another story of another town",
    "url": "https://a.example/other",
}


def headlines(data: Structured, *titles: str) -> list[object]:
    about = about_page(data, lambda link: link == "https://a.example/own", map(word_key, titles))
    return [value for _, value in about.values("headline")]


@pytest.mark.parametrize(
    "value",
    [
        [OTHER, OWN],
        {"@graph": [OTHER, OWN]},
        [OTHER, {**OWN, "url": None, "mainEntityOfPage": {"@id": "https://a.example/own"}}],
    ],
)
def test_of_several_articles_the_one_at_the_pages_address_is_the_pages(value: object) -> None:
    assert headlines(read(script(value))) == [OWN["headline"]]


def test_of_several_articles_the_one_with_the_pages_title_is_the_pages() -> None:
    data = read(script([OTHER, {**OWN, "url": "https://a.example/elsewhere"}]))
    assert headlines(data, "Norrvik rebuilds its breakwater | Example Post") == [OWN["headline"]]


def test_where_no_article_is_known_to_be_the_pages_all_stay() -> None:
    assert len(headlines(read(script([OTHER, {**OTHER, "headline": "A third story of a third town"}])))) == 2


@pytest.mark.parametrize("name", ["liveBlogUpdate", "comment", "itemListElement", "citation", "isBasedOn"])
def test_works_that_an_article_speaks_of_are_not_the_pages(name: str) -> None:
    data = read(script({**OWN, name: [OTHER, {"@type": "ListItem", "item": OTHER}]}))
    assert [value for _, value in data.values("headline")] == [OWN["headline"]]
