"""`find_families`: anyone's table of articles in, a table of families out."""

import pyarrow as pa

from ingest.deduplicate.analysis import copies
from ingest.records import Relation

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
    found = copies(articles)
    family = {member.article_id: member.family_id for member in found.members}
    lines = [
        (one.article_id, one.family_id, one.parent_id, one.relation.value, one.score, one.method)
        for one in found.members
    ]
    for reuse in found.reuses:
        outer, inner = reuse.article_id, reuse.inner_article_id
        taker, giver = (inner, outer) if reuse.relation is Relation.EXCERPT_OF else (outer, inner)
        lines.append((taker, family[taker], giver, reuse.relation.value, reuse.score, "containment"))
    return pa.table(
        {
            name: pa.array([line[place] for line in lines], kind)
            for place, (name, kind) in enumerate(_TYPES.items())
        }
    )
