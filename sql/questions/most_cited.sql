-- Grain: one source that texts name.
-- Title: Which sources do others cite most, directly and through another?
-- Topic: sources
-- Meaning: In how many independent texts a source is cited; copies of one text count once. `through_another` are the
--   texts that have it only from somebody else.
-- Cannot know: Sources that the seeds don't know count under each way they are written.
-- Parameter kind (text, default none): outlet, agency or document
-- Parameter rows (integer, default 25): rows at most
-- Chart: source by texts
SELECT
    arg_min(citation.name, (length(citation.name), citation.name)) AS source,
    citation.kind,
    count(DISTINCT article.family_key) AS texts,
    count(DISTINCT article.article_key) AS articles,
    count(DISTINCT article.family_key) - count(DISTINCT article.family_key) FILTER (citation.depth = 1) AS through_another
FROM news.citations AS citation
INNER JOIN news.headlines AS article ON article.version_id = citation.version_id
WHERE $kind::TEXT IS NULL OR citation.kind = $kind::TEXT
GROUP BY coalesce(citation.entity_id, lower(citation.name)), citation.kind
ORDER BY texts DESC, articles DESC, source
LIMIT $rows::INTEGER
