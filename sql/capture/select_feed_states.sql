-- Grain: one feed that was ever polled: how its polls went, what to send back the next time.

WITH fetches AS (
    SELECT
        asked.url, asked.fetched_at, asked.outcome, asked.result, asked.capture_id, asked.payload_sha256, asked.etag,
        asked.last_modified, asked.retry_after, asked.interval_floor, asked.document_floor, asked.skip_hours, asked.skip_days,
        asked.entries_listed, asked.moved_to,
        poll.is_good
    FROM main.fact_fetch AS asked
    JOIN news.polls AS poll ON poll.capture_id = asked.capture_id
),

polls AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, capture_id DESC) AS recency,
        max(fetched_at) FILTER (WHERE outcome = 'fetched') OVER (PARTITION BY url) AS body_at,
        max(fetched_at) FILTER (WHERE is_good) OVER (PARTITION BY url) AS success_at
    FROM fetches
),

-- the good polls since the feed last was where it is not now
moves AS (
    SELECT
        url,
        any_value(moved_to_now) AS moved_to,
        min(fetched_at) AS moved_since,
        count(*) AS moved_polls
    FROM (
        SELECT
            url, fetched_at, moved_to_now,
            count(*) FILTER (moved_to IS DISTINCT FROM moved_to_now) OVER newest_first AS others_since
        FROM (
            SELECT
                url, fetched_at, capture_id, moved_to,
                first_value(moved_to) OVER newest_first AS moved_to_now
            FROM polls
            WHERE is_good
            WINDOW newest_first AS (PARTITION BY url ORDER BY fetched_at DESC, capture_id DESC)
        ) AS good
        WHERE moved_to_now IS NOT NULL
        WINDOW newest_first AS (PARTITION BY url ORDER BY fetched_at DESC, capture_id DESC)
    ) AS streak
    WHERE others_since = 0
    GROUP BY url
)

SELECT
    polls.url,
    max(polls.fetched_at) AS last_asked_at,
    max(polls.outcome) FILTER (WHERE polls.recency = 1) AS last_outcome,
    count(*) FILTER (WHERE polls.success_at IS NULL OR polls.fetched_at > polls.success_at) AS failures,
    max(polls.interval_floor) FILTER (WHERE polls.fetched_at >= polls.body_at) AS interval_floor,
    max(polls.document_floor) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at) AS document_floor,
    max(polls.retry_after) FILTER (WHERE polls.recency = 1) AS retry_after,
    coalesce(max(polls.skip_hours) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at), []) AS skip_hours,
    coalesce(max(polls.skip_days) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at), []) AS skip_days,
    nullif(max(polls.entries_listed) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at), 0) AS entries_listed,
    any_value(moves.moved_to) AS moved_to,
    any_value(moves.moved_since) AS moved_since,
    coalesce(any_value(moves.moved_polls), 0) AS moved_polls,
    max(polls.capture_id) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at) AS body_capture_id,
    max(polls.payload_sha256) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at) AS payload_sha256,
    max(polls.etag) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at) AS etag,
    max(polls.last_modified) FILTER (WHERE polls.outcome = 'fetched' AND polls.fetched_at = polls.body_at) AS last_modified
FROM polls
LEFT JOIN moves ON moves.url = polls.url
GROUP BY polls.url
ORDER BY polls.url
