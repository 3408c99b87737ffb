"""Parts that a text took from another: directed, and never a reason to join a family."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.deduplicate.corpus import Row
from ingest.records import Relation, Reuse

_MOST = 8  # reuses named for one outer article and one family: a wire story stands in hundreds of copies
_MOSTLY = 0.5  # a text of which so much stands in a longer one lies inside it as a whole


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair of different families."""

    row: Row
    articles: tuple[str, ...]  # that hold this text, in order
    family: int
    length: int
    cover: float  # share of it that stands in the other text


def reuses(pairs: Iterable[tuple[Side, Side]], originals: Mapping[int, str]) -> tuple[Reuse, ...]:
    """The reuses of each outer article, at most `_MOST` an inner family.

    Args:
        pairs: texts of different families of which one holds part of the other.
        originals: the article that each family comes from, where it was captured.
    """
    found: defaultdict[tuple[str, int], dict[str, Reuse]] = defaultdict(dict)
    for one, other in pairs:
        outer, inner, relation = _directed(one, other)
        for article_id in outer.articles:
            known = found[article_id, inner.family]
            for inner_id in inner.articles:
                reuse = Reuse(
                    article_id=article_id,
                    inner_article_id=inner_id,
                    relation=relation,
                    score=round(inner.cover, 6),
                )
                if inner_id not in known or known[inner_id].score < reuse.score:
                    known[inner_id] = reuse
    kept = [
        reuse
        for (_, family), known in found.items()
        for reuse in _chosen(list(known.values()), originals.get(family))
    ]
    return tuple(sorted(kept, key=lambda reuse: (reuse.article_id, reuse.inner_article_id)))


def _directed(one: Side, other: Side) -> tuple[Side, Side, Relation]:
    """Which text holds the other's words: the longer where the shorter lies in it, else the later one."""
    shorter, longer = sorted((one, other), key=lambda side: (side.length, side.articles))
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
