-- Grain: one hop of one provenance chain: the longest that names a document, the surest first.
WITH chosen AS (
    SELECT hop.version_id
    FROM news.lineage AS hop
    INNER JOIN news.articles AS article ON article.version_id = hop.version_id
    GROUP BY hop.version_id
    HAVING count(DISTINCT hop.depth) = count(*)
    ORDER BY bool_or(hop.kind = 'document') DESC, max(hop.depth) DESC, min(hop.score) DESC, hop.version_id
    LIMIT 1
)

SELECT
    article.article_id,
    article.title,
    hop.depth,
    hop.name,
    hop.kind,
    hop.relation,
    hop.evidence
FROM news.lineage AS hop
INNER JOIN chosen ON chosen.version_id = hop.version_id
INNER JOIN news.articles AS article ON article.version_id = hop.version_id
ORDER BY hop.depth;
