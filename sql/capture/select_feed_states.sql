-- Grain: one feed that was ever polled: how its polls went, and what to send back the next time.

WITH polls AS (
    SELECT
        url, fetched_at, outcome, result, capture_id, payload_sha256, etag, last_modified, retry_after, interval_floor,
        row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, capture_id DESC) AS recency,
        max(fetched_at) FILTER (WHERE outcome = 'fetched') OVER (PARTITION BY url) AS body_at,
        max(fetched_at) FILTER (WHERE outcome IN ('fetched', 'unchanged') AND result <> 'rejected')
            OVER (PARTITION BY url) AS success_at
    FROM main.fact_fetch
    WHERE kind = 'feed' AND channel = 'request'
)

SELECT
    url,
    max(fetched_at) AS last_asked_at,
    max(outcome) FILTER (WHERE recency = 1) AS last_outcome,
    count(*) FILTER (WHERE success_at IS NULL OR fetched_at > success_at) AS failures,
    min(fetched_at) FILTER (WHERE recency <= 20) AS recent_since,
    count(*) FILTER (WHERE recency <= 20 AND outcome = 'fetched') AS recent_changes,
    max(interval_floor) FILTER (WHERE fetched_at >= body_at) AS interval_floor,
    max(retry_after) FILTER (WHERE recency = 1) AS retry_after,
    max(capture_id) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS body_capture_id,
    max(payload_sha256) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS payload_sha256,
    max(etag) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS etag,
    max(last_modified) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS last_modified
FROM polls
GROUP BY url
ORDER BY url
