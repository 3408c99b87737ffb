-- Grain: one feed or page of the staged segments that was refused.
INSERT INTO main.fact_rejection (producer, capture_id, item, position, url, reason, seen_at)
SELECT
    $producer,
    capture_id,
    kind,
    NULL,
    final_url,
    reason,
    fetched_at
FROM read_parquet($fetches)
WHERE result = 'rejected'
