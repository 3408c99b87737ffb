-- Grain: one feed entry of the staged segments that was refused.
INSERT INTO main.fact_rejection (producer, capture_id, item, position, url, reason, seen_at)
SELECT
    $producer,
    capture_id,
    'entry',
    position,
    coalesce(link, feed_url),
    reason,
    seen_at
FROM read_parquet($entries)
WHERE result = 'rejected'
