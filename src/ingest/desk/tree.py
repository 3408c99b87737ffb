"""Where the articles of a family stand in the drawing of who took from whom. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.records import Record

MOST_DRAWN = 60  # articles: a larger family is a list

_COLUMN, _ROW, _BOX_WIDTH, _BOX_HEIGHT, _MARGIN = 290, 58, 230, 44, 12  # user units of the drawing


class Leaf(Record):
    """One article, or an agency that we know only from those who took from it."""

    key: str
    parent: str | None
    name: str  # outlet or agency
    note: str  # when, how far behind
    article_id: str | None  # None: an agency whose own page was never captured
    is_certain: bool


class Box(Record):
    """A leaf with its place, in user units."""

    leaf: Leaf
    x: int
    y: int
    width: int = _BOX_WIDTH
    height: int = _BOX_HEIGHT


class Line(Record):
    """From a parent's box to that of who took from it."""

    x1: int
    y1: int
    x2: int
    y2: int
    is_certain: bool


class Drawing(Record):
    """The whole tree, from the left to the right."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def drawn(leaves: Sequence[Leaf]) -> Drawing:
    """Place the leaves: parents left of their children, children in the order in which they come.

    A leaf whose parent is not among them, or that descends from itself, stands at the left.
    """
    by_key = {leaf.key: leaf for leaf in leaves}
    children: defaultdict[str | None, list[Leaf]] = defaultdict(list)
    for leaf in leaves:
        children[leaf.parent if _has_root(leaf, by_key) and leaf.parent in by_key else None].append(leaf)
    boxes: dict[str, Box] = {}
    rows = 0
    stack = [(leaf, 0) for leaf in reversed(children[None])]
    while stack:
        leaf, depth = stack.pop()
        below = children[leaf.key]
        boxes[leaf.key] = Box(leaf=leaf, x=_MARGIN + depth * _COLUMN, y=_MARGIN + rows * _ROW)
        rows += not below  # a parent stands level with its first child
        stack += [(child, depth + 1) for child in reversed(below)]
    return Drawing(
        width=max((box.x for box in boxes.values()), default=0) + _BOX_WIDTH + _MARGIN,
        height=max((box.y for box in boxes.values()), default=0) + _BOX_HEIGHT + _MARGIN,
        boxes=tuple(boxes.values()),
        lines=tuple(_lines(boxes.values(), boxes)),
    )


def _has_root(leaf: Leaf, by_key: dict[str, Leaf]) -> bool:
    """Whether going from parent to parent ends."""
    seen: set[str] = set()
    one: Leaf | None = leaf
    while one is not None:
        if one.key in seen:
            return False
        seen.add(one.key)
        one = by_key.get(one.parent) if one.parent else None
    return True


def _lines(placed: Iterable[Box], boxes: dict[str, Box]) -> Iterable[Line]:
    for box in placed:
        parent = boxes.get(box.leaf.parent or "")
        if parent is not None and parent.x < box.x:
            yield Line(
                x1=parent.x + parent.width,
                y1=parent.y + parent.height // 2,
                x2=box.x,
                y2=box.y + box.height // 2,
                is_certain=box.leaf.is_certain,
            )
