-- Grain: one page first asked for since $since: when it was seen, how the last request ended, what to send back.

WITH requests AS (
    SELECT
        url, feed_url, fetched_at, outcome, capture_id, payload_sha256, etag, last_modified, warc_file, warc_offset,
        outcome IN ('fetched', 'unchanged', 'gone', 'missing') AS was_seen,
        row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, capture_id DESC) AS recency,
        max(fetched_at) FILTER (WHERE outcome = 'fetched') OVER (PARTITION BY url) AS body_at
    FROM main.fact_fetch
    WHERE kind = 'page' AND channel = 'request' AND outcome <> 'withheld'
)

SELECT
    url,
    max(feed_url) FILTER (WHERE recency = 1) AS feed_url,
    count(*) AS attempts,
    max(fetched_at) AS last_asked_at,
    max(outcome) FILTER (WHERE recency = 1) AS last_outcome,
    min(fetched_at) FILTER (WHERE was_seen) AS first_seen_at,
    max(fetched_at) FILTER (WHERE was_seen) AS last_seen_at,
    max(warc_file) FILTER (WHERE recency = 1) AS warc_file,
    max(warc_offset) FILTER (WHERE recency = 1) AS warc_offset,
    max(capture_id) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS body_capture_id,
    max(payload_sha256) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS payload_sha256,
    max(etag) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS etag,
    max(last_modified) FILTER (WHERE outcome = 'fetched' AND fetched_at = body_at) AS last_modified
FROM requests
GROUP BY url
HAVING min(fetched_at) >= $since
ORDER BY url
