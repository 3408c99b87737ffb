-- Grain: one family that several outlets ran.
-- Title: Who had it first: by their own claim, and by what we can prove?
-- Topic: times
-- Meaning: The outlet with the earliest claimed publication, and the outlet whose page we saw first. Where they differ
--   the claim deserves a look. A claim that lies after our capture is cut to the capture.
-- Cannot know: Publications before our first poll of a feed; two outlets seen in the same run are told apart by minutes at most.
-- Parameter differing (boolean, default no): only families for which the two differ
-- Parameter rows (integer, default 50): rows at most
SELECT
    family.title,
    arg_min(article.outlet, (least(article.published_at, article.first_seen_at), article.article_id)) AS first_by_claim,
    arg_min(article.outlet, (article.first_seen_at, article.article_id)) AS first_by_capture,
    min(article.published_at) AS claimed_at,
    min(article.first_seen_at) AS captured_at,
    count(*) FILTER (article.published_at IS NULL OR article.published_precision = 'day') AS vague,
    family.family_id
FROM news.families AS family
INNER JOIN news.headlines AS article ON article.family_id = family.family_id
WHERE family.outlets > 1
GROUP BY family.family_id, family.title
HAVING NOT $differing::BOOLEAN OR first_by_claim <> first_by_capture
ORDER BY captured_at, family.family_id
LIMIT $rows::INTEGER
