"""Parts that a text took from another: directed, and never a reason to join a family."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.deduplicate.corpus import Row
from ingest.deduplicate.pairs import Likenesses
from ingest.records import Relation, Reuse

_MOST = 16  # reuses named for one outer article and one family: a wire story stands in hundreds of copies
_MOSTLY = 0.5  # a text of which so much stands in a longer one lies inside it as a whole


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair of different families."""

    row: Row
    family: str
    length: int
    cover: float  # share of it that stands in the other text


def sides(
    rows: Sequence[Row], likenesses: Likenesses, family: Mapping[str, str]
) -> Iterator[tuple[Side, Side]]:
    """Pairs of texts that share a part and whose families differ.

    Args:
        rows: the texts.
        likenesses: between them.
        family: of each article.
    """
    names = {name: number for number, name in enumerate(sorted(set(family.values())))}
    number = np.array([names[family[row.article_id]] for row in rows], np.int64)
    for likeness in likenesses.at(np.flatnonzero(number[likenesses.first] != number[likenesses.second])):
        one, other = rows[likeness.first], rows[likeness.second]
        yield (
            Side(one, family[one.article_id], likeness.first_length, likeness.first_cover),
            Side(other, family[other.article_id], likeness.second_length, likeness.second_cover),
        )


def reuses(pairs: Iterable[tuple[Side, Side]], originals: Mapping[str, str]) -> tuple[Reuse, ...]:
    """The reuses of each outer article, at most `_MOST` an inner family.

    Args:
        pairs: texts of different families of which one holds part of the other.
        originals: the article that each family comes from, where it was captured.
    """
    found: defaultdict[tuple[str, str], dict[str, Reuse]] = defaultdict(dict)
    for one, other in pairs:
        outer, inner, relation = _directed(one, other)
        known = found[outer.row.article_id, inner.family]
        inner_id = inner.row.article_id
        reuse = Reuse(
            article_id=outer.row.article_id,
            inner_article_id=inner_id,
            relation=relation,
            score=round(inner.cover, 6),
        )
        if inner_id not in known or _rank(reuse) > _rank(known[inner_id]):
            known[inner_id] = reuse
    kept = [
        reuse
        for (_, family), known in found.items()
        for reuse in _chosen(list(known.values()), originals.get(family))
    ]
    return tuple(sorted(kept, key=lambda reuse: (reuse.article_id, reuse.inner_article_id)))


def _rank(reuse: Reuse) -> tuple[float, str]:
    return (reuse.score, reuse.relation)


def _directed(one: Side, other: Side) -> tuple[Side, Side, Relation]:
    """Which text holds the other's words: the longer where the shorter lies in it, else the later one."""
    shorter, longer = sorted((one, other), key=lambda side: (side.length, side.row.article_id, side.cover))
    if shorter.cover >= _MOSTLY:
        is_excerpt = _is_later(shorter.row, longer.row)
        return longer, shorter, Relation.EXCERPT_OF if is_excerpt else Relation.EMBEDS
    if _is_later(shorter.row, longer.row):
        return shorter, longer, Relation.EMBEDS
    return longer, shorter, Relation.EMBEDS


def _is_later(one: Row, other: Row) -> bool:
    return one.earliest is not None and other.latest is not None and one.earliest >= other.latest


def _chosen(known: Sequence[Reuse], original: str | None) -> list[Reuse]:
    """The original first, then those of which most is found: a passage stands in every copy of a story."""
    ranked = sorted(
        known, key=lambda reuse: (reuse.inner_article_id != original, -reuse.score, reuse.inner_article_id)
    )
    return ranked[:_MOST]
