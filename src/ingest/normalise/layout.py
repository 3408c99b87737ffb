"""A page's tree made ready for reading: what its author hides or only lays out is taken out of the way.

Changes the tree in place, once, before anybody reads it. Machine-readable marks stay where they are.
"""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from ingest.parsing.html import HEADINGS, lineage, seen_text
from ingest.parsing.words import one_line, word_count, word_key
from ingest.records import DroppedLine

_KEPT_AS_WRITTEN = frozenset({"pre", "textarea", "script", "style"})
_BREAKS = re.compile(r"[\t\n\f\r ]*[\n\r][\t\n\f\r ]*")
_LINE_HOLDERS = frozenset({"p", "li", "blockquote", "dd", *HEADINGS})
_UNSEEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|a11y-hidden|u-hidden|is-hidden|"
    r"(?:tool-?tip|rollover|hover-?card|popover|pop-?up)[\w-]*)(?=\s|$)",
    re.IGNORECASE,
)
_MACHINE_MARKS = "descendant-or-self::*[@itemprop or @itemscope or self::script or self::meta or self::time]"
_CELL_PARTS = ("p", "div", "h1", "h2", "h3", "table", "ul")
_BRIEF = 200  # characters that are kept of what is taken out
_MOST_TAKEN = 30  # things: an endless page has hundreds of other articles
_WORDS_OF_A_COLUMN = 100  # a cell that holds more is a column of the page's layout
_LARGEST_ASIDE = (
    0.9  # words of nested articles beside the outer one's: more, and the nesting is the body's own
)


def made_readable(tree: HtmlElement) -> tuple[DroppedLine, ...]:
    """Take hidden words inside lines and other articles out of a tree, and make its layout tables blocks.

    White space with a line feed becomes one space, as a browser shows it (CSS Text 3, section 4.1.1);
    left in, it would look like the end of a paragraph.

    Returns:
        What was taken out, each thing once and in brief: it is no part of the article, nor are its credits.
    """
    _join_lines(tree)
    taken: list[DroppedLine] = []
    for reason, found in (
        ("hidden", _hidden),
        ("inner-article", _inner_articles),
        ("other-article", _others_beside),
    ):
        for element in found(tree):
            taken.append(DroppedLine(line=_in_brief(element), reason=reason))
            _remove(element)
    for table in [*tree.iter("table")]:
        if _is_layout(table):
            _flatten(table)
    return tuple(dict.fromkeys(one for one in taken if one.line))[:_MOST_TAKEN]


def _in_brief(element: HtmlElement) -> str:
    return one_line(seen_text(element)[: 2 * _BRIEF])[:_BRIEF].rstrip()


def _join_lines(tree: HtmlElement) -> None:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.text and "\n" in element.text and element.tag not in _KEPT_AS_WRITTEN:
            element.text = _joined(element.text)
        if element.tail and "\n" in element.tail:
            parent = element.getparent()
            if parent is None or parent.tag not in _KEPT_AS_WRITTEN:
                element.tail = _joined(element.tail)


def _joined(text: str) -> str:
    return _BREAKS.sub(" ", text)


def _hidden(tree: HtmlElement) -> list[HtmlElement]:
    """Elements inside a line of text that no reader sees: hover cards, labels for screen readers."""
    return [
        element
        for element in tree.iter("span", "a", "div", "i", "b", "em", "strong", "small", "sup")
        if _is_hidden(element) and _stands_in_a_line(element) and not element.xpath(_MACHINE_MARKS)
    ]


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _UNSEEN_STYLE.search(style):
        return True
    name = element.get("class")
    return bool(name and _UNSEEN_CLASS.search(name))


def _stands_in_a_line(element: HtmlElement) -> bool:
    return any(outer.tag in _LINE_HOLDERS for outer in element.iterancestors())


def _inner_articles(tree: HtmlElement) -> list[HtmlElement]:
    """Articles nested in an article: comments and other articles (HTML standard, section 4.3.2).

    Some pages nest wrappers of one article in each other: nothing is taken from an article that would be
    left with less than it loses.
    """
    found: list[HtmlElement] = []
    for outer in tree.iter("article"):
        if outer.getparent() is None or any(one.tag == "article" for one in outer.iterancestors()):
            continue
        inner = [one for one in outer.iter("article") if one is not outer and _is_another(one)]
        inner = [one for one in inner if not any(up in inner for up in one.iterancestors("article"))]
        lost = sum(word_count(seen_text(one)) for one in inner)
        if inner and lost < _LARGEST_ASIDE * word_count(seen_text(outer)):
            found += inner
    return found


def _others_beside(tree: HtmlElement) -> list[HtmlElement]:
    """Articles beside the one that has the page's title: with a title of their own, or lists of articles.

    The first are the next articles of an endless page.
    """
    outer = [one for one in tree.iter("article") if next(one.iterancestors("article"), None) is None]
    titled = [one for one in outer if next(one.iter("h1"), None) is not None]
    of_the_page = [one for one in titled if _has_title_of(tree, one)] or titled
    if len(of_the_page) != 1 or word_count(seen_text(of_the_page[0])) < _WORDS_OF_A_COLUMN:
        return []
    return [
        one for one in outer
        if one is not of_the_page[0] and (one in titled or len([*one.iter("article")]) > 2)
    ]  # fmt: skip


def _has_title_of(tree: HtmlElement, article: HtmlElement) -> bool:
    head = word_key(" ".join(str(title.text_content()) for title in tree.iter("title")))
    return any((key := word_key(seen_text(heading))) and key in head for heading in article.iter("h1"))


def _is_another(article: HtmlElement) -> bool:
    """Whether an article has a heading of its own that leads to its own page."""
    return any(
        heading.find(".//a[@href]") is not None or heading.getparent().tag == "a"
        for heading in article.iter(*HEADINGS)
    )


def _is_layout(table: HtmlElement) -> bool:
    """Whether a table arranges the page: a cell of it holds a column of text, not a value."""
    for cell in table.iter("td"):
        holds_parts = next(cell.iter(*_CELL_PARTS), None) is not None or cell.find("br") is not None
        if holds_parts and word_count(seen_text(cell)) >= _WORDS_OF_A_COLUMN:
            return True
    return False


def _flatten(table: HtmlElement) -> None:
    """Name the parts of one table `div`; tables in its cells are judged by themselves."""
    own: Iterable[HtmlElement] = [
        part for part in table.iter("thead", "tbody", "tfoot", "tr", "td", "th", "caption")
        if next(part.iterancestors("table"), None) is table
    ]  # fmt: skip
    for part in own:
        part.tag = "div"
    table.tag = "div"


def _remove(element: HtmlElement) -> None:
    """Take an element out and leave the text behind it."""
    if element.getparent() is not None and len(lineage(element)) > 0:
        element.drop_tree()
