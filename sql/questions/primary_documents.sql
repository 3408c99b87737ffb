-- Grain: one kind of document, as it is named.
-- Title: Which documents stand at the end of the chains?
-- Topic: sources
-- Meaning: Documents that texts are based on, in how many independent texts and outlets, and how many of these texts
--   have the document only through another source.
-- Cannot know: Whether two documents that are named alike are the same.
-- Parameter rows (integer, default 25): rows at most
-- Chart: document by texts
SELECT
    lower(hop.name) AS document,
    count(DISTINCT article.family_key) AS texts,
    count(DISTINCT article.outlet_id) AS outlets,
    count(DISTINCT article.family_key) FILTER (hop.depth > 1) AS through_another
FROM news.lineage AS hop
INNER JOIN news.headlines AS article ON article.version_id = hop.version_id
WHERE hop.kind = 'document'
GROUP BY lower(hop.name)
ORDER BY texts DESC, document
LIMIT $rows::INTEGER
