"""`find_families`: anyone's table of articles in, a table of families out."""

from collections.abc import Mapping

import pyarrow as pa

from ingest.deduplicate.analysis import Analysis, analysed
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


def find_families(articles: pa.Table) -> pa.Table:
    """Group articles into families of copies, with who copied whom and which texts hold parts of others.

    Args:
        articles: columns `article_id`, `source`, `published_at`, `title`, `text`; used when present:
            `url`, `canonical_url`, `credited_agencies` (list of `agency` or `agency:where`),
            `source_agency` (the agency whose own site this is), `published_precision`
            (second, minute, day), `first_seen_at`, and `group_id` (rows with the same one are
            versions of one article). No order of the rows changes the result.

    Returns:
        `article_id`, `family_id`, `parent_id`, `relation`, `score` (0 to 1), `method`: one row for
        each article with its place in its family, and one more (`embeds`, `excerpt_of`) for each
        part that a text shares with a text of another family; `parent_id` is then the other text.

    Raises:
        KeyError: there is no column `article_id` or `text`.
    """
    return families_of(analysed(articles))


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
    lines.extend(_reused(reuse, family) for reuse in found.reuses(originals))
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
