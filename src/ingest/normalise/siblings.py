"""Paragraphs that the base extractor lost: same shape in the document as those that it took."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.normalise.wording import FURNITURE, HEADLINE, given_names
from ingest.parsing.html import HEADINGS, Block, lineage, shape
from ingest.parsing.words import one_line, word_key

_CONTAINERS = frozenset({"aside", "footer", "figure", "figcaption", "form", "nav", "header"})
_ENOUGH = 3  # accepted paragraphs of one shape
_SHARE = 0.35  # of all text in that shape
_SENTENCE_END = re.compile("[.!?\u2026\u3002\uff01\uff1f][\\W_]*$")
_SHORTEST = 8  # words


def with_lost_siblings(lines: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """The lines with lost paragraphs put back where they stand in the document.

    Advertisements between paragraphs split containers, and extractors keep one half. A linked heading
    behind the last accepted paragraph starts the next article of a list: nothing is taken from there.
    """
    position_of: dict[str, int] = {}
    for position, line in enumerate(lines):
        position_of.setdefault(word_key(line), position)
    shapes = {id(block): shape(block.element) for block in blocks if block.tag == "p"}
    accepted = _accepted_shapes(blocks, shapes, position_of)
    if not accepted:
        return list(lines)
    text = "".join(position_of)
    last = max(i for i, b in enumerate(blocks) if b.key in position_of and shapes.get(id(b)) in accepted)
    found: list[tuple[int, str]] = []
    current, is_other_article = -1, False
    for index, block in enumerate(blocks):
        if block.key in position_of:
            current, is_other_article = position_of[block.key], False
        elif block.tag in HEADINGS and block.link_share > 0.5:
            is_other_article = True
        elif index > last and is_other_article:
            continue
        elif current >= 0 and (
            (shapes.get(id(block)) in accepted and _is_lost(block, text))
            or _is_lost_between(index, blocks, position_of, text)
        ):
            found.append((current, one_line(block.text)))
    return _merged(lines, found)


def _accepted_shapes(
    blocks: Sequence[Block], shapes: dict[int, tuple[str, ...]], accepted_keys: dict[str, int]
) -> frozenset[tuple[str, ...]]:
    all_text: Counter[tuple[str, ...]] = Counter()
    taken_text: Counter[tuple[str, ...]] = Counter()
    taken: Counter[tuple[str, ...]] = Counter()
    for block in blocks:
        if block.tag != "p":
            continue
        own = shapes[id(block)]
        all_text[own] += len(block.key)
        if block.key in accepted_keys:
            taken_text[own] += len(block.key)
            taken[own] += 1
    return frozenset(
        own for own in taken if taken[own] >= _ENOUGH and taken_text[own] >= _SHARE * all_text[own]
    )


def _is_lost(block: Block, text: str) -> bool:
    """Whether a paragraph of the right shape is running text that is not there yet."""
    if block.link_share >= 0.3 or len(block.text.split()) < _SHORTEST or block.key in text:
        return False
    around = lineage(block.element)
    if _CONTAINERS & {str(element.tag) for element in around}:
        return False
    return not any(FURNITURE.search(given_names(element)) for element in around[:3])


def _is_lost_between(index: int, blocks: Sequence[Block], taken: Mapping[str, int], text: str) -> bool:
    """Whether a heading or a short paragraph stands between two taken paragraphs of one container."""
    block = blocks[index]
    if not 0 < index < len(blocks) - 1 or block.link_share >= 0.5 or block.key in text:
        return False
    is_heading = block.tag in HEADINGS or HEADLINE.search(given_names(block.element)) is not None
    if not is_heading and not (block.tag == "p" and _SENTENCE_END.search(block.text)):
        return False
    parent = block.element.getparent()
    around = (blocks[index - 1], blocks[index + 1])
    if any(one.element.getparent() is not parent or one.key not in taken for one in around):
        return False
    return not FURNITURE.search(given_names(block.element))


def _merged(lines: Sequence[str], found: Sequence[tuple[int, str]]) -> list[str]:
    merged = list(lines)
    for shift, (behind, text) in enumerate(found):
        merged.insert(behind + 1 + shift, text)
    return merged
