"""The table of `find_families`: everyone's place in a family, then the parts that texts took."""

from collections.abc import Mapping

import pyarrow as pa

from ingest.deduplicate.analysis import Analysis
from ingest.deduplicate.reuse import reuses, sides
from ingest.records import Relation, Reuse

_Line = tuple[str, str, str | None, str, float, str]

_TYPES: dict[str, pa.DataType] = {
    "article_id": pa.string(),
    "family_id": pa.string(),
    "parent_id": pa.string(),
    "relation": pa.string(),
    "score": pa.float64(),
    "method": pa.string(),
}


def families_of(found: Analysis) -> pa.Table:
    """The table of `find_families`: by article, then what it holds."""
    lines: list[_Line] = []
    originals: dict[str, str] = {}
    family: dict[str, str] = {}
    for members in found.members():
        for one in members:
            family[one.article_id] = one.family_id
            if one.relation is Relation.ORIGINAL:
                originals[one.family_id] = one.article_id
            lines.append(
                (one.article_id, one.family_id, one.parent_id, one.relation.value, one.score, one.method)
            )
    lines.sort(key=lambda line: line[0])
    pairs = sides(found.read.rows, found.comparison.likenesses, family)
    lines.extend(_reused(reuse, family) for reuse in reuses(pairs, originals))
    return pa.table(
        {
            name: pa.array([line[place] for line in lines], kind)
            for place, (name, kind) in enumerate(_TYPES.items())
        }
    )


def _reused(reuse: Reuse, family: Mapping[str, str]) -> _Line:
    outer, inner = reuse.article_id, reuse.inner_article_id
    taker, giver = (inner, outer) if reuse.relation is Relation.EXCERPT_OF else (outer, inner)
    return (taker, family[taker], giver, reuse.relation.value, reuse.score, "containment")
