-- Grain: one feed whose last poll gave nothing to read.
SELECT
    feed.feed_url,
    feed.outlet,
    last_poll.outcome,
    coalesce(nullif(last_poll.reason, ''), capture.detail) AS reason,
    feed.polls,
    feed.polls - feed.polls_good AS failures,
    strftime(feed.last_polled_at, '%Y-%m-%dT%H:%M:%SZ') AS last_polled
FROM news.feeds AS feed
INNER JOIN news.polls AS last_poll
    ON last_poll.feed_url = feed.feed_url AND last_poll.polled_at = feed.last_polled_at
INNER JOIN main.fact_fetch AS capture ON capture.capture_id = last_poll.capture_id
WHERE feed.last_good_at IS NULL OR feed.last_good_at < feed.last_polled_at
ORDER BY failures DESC, feed.feed_url
LIMIT $feeds;
