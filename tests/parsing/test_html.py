"""Bytes to trees and blocks."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.parsing.html import blocks, decoded_text, html_tree, lineage, seen_text, shape


def test_utf_8_comes_before_a_wrong_declaration() -> None:
    assert decoded_text("Zoë".encode(), "text/html; charset=iso-8859-1") == "Zoë"
    assert decoded_text("Zoë".encode("latin-1"), "text/html; charset=iso-8859-1") == "Zoë"
    assert decoded_text("“Zoë”".encode("cp1252"), "text/html; charset=iso-8859-1") == "“Zoë”"
    assert decoded_text("Zoë".encode("utf-8-sig")) == "Zoë"
    assert decoded_text("Zoë".encode("utf-16")) == "Zoë"


def test_blocks_are_the_innermost_elements_with_text() -> None:
    tree = html_tree(
        "<body><div><p>One <b>two</b></p><p> </p><ul><li><a href='/x'>three</a></li></ul></div>four</body>"
    )
    assert tree is not None
    found = blocks(tree)
    assert [(block.tag, block.key, block.link_share) for block in found] == [
        ("p", "onetwo", 0.0),
        ("li", "three", 1.0),
    ]
    assert [element.tag for element in lineage(found[1].element)] == ["li", "ul", "div"]


def test_scripts_are_not_seen_and_breaks_are_spaces() -> None:
    tree = html_tree("<p>a<br>b<script>c</script>d<style>e</style></p>f")
    assert tree is not None
    assert seen_text(tree).strip() == "a bdf"


def test_paragraphs_of_one_article_have_one_shape() -> None:
    tree = html_tree("<div class='x'><p>a</p><p>b</p></div><div><p>c</p></div>")
    assert tree is not None
    first, second, other = tree.iter("p")
    assert shape(first) == shape(second) != shape(other)


@given(st.binary(max_size=500))
def test_any_bytes_give_text_and_any_text_a_tree_or_none(payload: bytes) -> None:
    text = decoded_text(b"<div>" + payload)
    tree = html_tree(text)
    assert tree is None or all(block.key for block in blocks(tree))
