-- Grain: one feed whose last poll gave nothing to read, with what is wrong.
WITH said AS (
    SELECT
        url,
        arg_max(outcome, (fetched_at, capture_id)) AS outcome,
        arg_max(detail, (fetched_at, capture_id)) FILTER (outcome <> 'unchanged') AS detail
    FROM main.fact_fetch
    WHERE kind = 'feed' AND channel = 'request'
    GROUP BY url
)

SELECT
    feed.feed_url,
    feed.outlet,
    CASE WHEN said.outcome IN ('fetched', 'unchanged') THEN 'rejected' ELSE said.outcome END AS outcome,
    said.detail AS reason,
    feed.polls,
    feed.polls - feed.polls_good AS failures,
    strftime(feed.last_polled_at, '%Y-%m-%dT%H:%M:%SZ') AS last_polled
FROM news.feeds AS feed
INNER JOIN said ON said.url = feed.feed_url
WHERE feed.last_good_at IS NULL OR feed.last_good_at < feed.last_polled_at
ORDER BY failures DESC, feed.feed_url
LIMIT $feeds;
