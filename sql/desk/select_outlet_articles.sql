-- Grain: one of the $limit newest articles of the outlet $outlet.
SELECT
    article_id,
    title,
    relation,
    coalesce(agency, '') AS agency,
    published_at,
    first_seen_at,
    versions
FROM news.headlines
WHERE outlet_id = $outlet
ORDER BY first_seen_at DESC, published_at DESC, article_id
LIMIT $limit
