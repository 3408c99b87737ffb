"""The opening paragraph that base extractors take for part of the page's head.

Most of the press outside the English language sets its first paragraph apart (Vorspann, chapô, entradilla,
ingress) and does not repeat it below: without it the text begins in the middle. What is set as a heading is a
stand-first and stays out; so does what stands in the head of the page or is called a title, subtitle or deck,
unless it is too long for one.
"""

import re
from collections.abc import Collection, Sequence

from ingest.normalise.wording import FURNITURE, HEADLINE, given_names
from ingest.parsing.html import Block, lineage
from ingest.parsing.words import word_key

_LEAD = re.compile(
    r"(?<![a-z])(lead|lede|intro\w*|teaser|abstract|summary|chapo|chapeau|excerpt|preface|vorspann|entradilla|"
    r"ingress|sumario|bajada|lid|zajawka|hook|short-?info|abstrak|lead-?text)(?![a-z])"
)
_OF_THE_TITLE = re.compile(r"(?<![a-z])(heading|title)(?![a-z])")
_ELSEWHERE = frozenset({"figure", "figcaption", "aside", "nav", "form", "footer", "li", "td", "table"})
_WORDS = 20  # a shorter one is a stand-first
_PARAGRAPH = 25  # words: no deck has as many, so that in the page's head as well it is a paragraph
_REACH = 12  # blocks above the first paragraph
_SENTENCE_END = re.compile("[.!?\u2026\u3002\uff01\uff1f][\\W_]*$")
_SAME = 40  # letters in which a description and a lead agree


def opening_lead(lines: Sequence[str], blocks: Sequence[Block], described: Collection[str]) -> Block | None:
    """The block of the lead between the page's title and the first line, or None.

    Args:
        lines: the body as found.
        blocks: those of the page.
        described: word keys of how the page describes itself: a lead is most often given there too.
    """
    keys = [word_key(line) for line in lines]
    first = next((i for i, block in enumerate(blocks) if block.key in keys), None)
    title = max((i for i, block in enumerate(blocks[:first]) if block.tag == "h1"), default=None)
    if first is None or title is None:
        return None
    text = "".join(keys)
    above = blocks[max(title + 1, first - _REACH) : first]
    return next((block for block in above if block.key not in text and _is_lead(block, described)), None)


def _is_lead(block: Block, described: Collection[str]) -> bool:
    if block.tag not in {"p", "div"} or block.words < _WORDS or block.link_share >= 0.3:
        return False
    around = lineage(block.element)
    if not _SENTENCE_END.search(block.text) or any(element.tag in _ELSEWHERE for element in around):
        return False
    names = [given_names(element) for element in around[:3]]
    if any(_is_furniture(name) for name in names):
        return False
    if block.words < _PARAGRAPH and _is_of_the_head(block, names):
        return False
    is_described = any(block.key.startswith(key[:_SAME]) for key in described if len(key) >= _SAME)
    return is_described or any(_LEAD.search(name) for name in names[:2])


def _is_of_the_head(block: Block, names: Sequence[str]) -> bool:
    if any(element.tag in {"header", "hgroup"} for element in lineage(block.element)):
        return True
    return any(HEADLINE.search(name) or _OF_THE_TITLE.search(name) for name in names[:2])


def _is_furniture(name: str) -> bool:
    return bool(set(FURNITURE.findall(name)) - {"teaser"})
