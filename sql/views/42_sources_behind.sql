-- Grain: one source that the texts of a family name, with how far behind the publisher it stands.
CREATE OR REPLACE MACRO news.sources_behind(family) AS TABLE
SELECT
    arg_min(hop.name, (length(hop.name), hop.name)) AS source,
    hop.kind,
    min(hop.depth) AS nearest_depth,
    max(hop.depth) AS farthest_depth,
    string_agg(DISTINCT hop.relation, ', ' ORDER BY hop.relation) AS relations,
    count(DISTINCT hop.article_id) AS named_by_articles,
    arg_max(hop.evidence, (hop.score, hop.evidence)) AS evidence
FROM news.lineage AS hop
INNER JOIN news.headlines AS article ON article.version_id = hop.version_id
WHERE article.family_id = family AND hop.depth > 0
GROUP BY coalesce(hop.entity_id, lower(hop.name)), hop.kind
ORDER BY farthest_depth, source;

COMMENT ON MACRO TABLE news.sources_behind IS 'Grain: one source that the texts of a family (its family_id) name, with how far behind the publisher it stands.';
