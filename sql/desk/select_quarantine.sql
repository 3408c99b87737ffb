-- Grain: one of the $limit newest captures and entries that could not be used, with the reason.
SELECT
    item,
    reason,
    url,
    seen_at,
    capture_id
FROM news.rejections
ORDER BY seen_at DESC, capture_id, position
LIMIT $limit
