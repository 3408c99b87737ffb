-- Grain: one feed with its health: subscribed to, or polled at some time.
CREATE OR REPLACE VIEW news.feeds AS
WITH poll AS (
    SELECT
        url,
        capture_id,
        fetched_at,
        outcome,
        entries_kept,
        -- an unchanged document is as good as it was when it was read: a login page stays a login page
        outcome IN ('fetched', 'unchanged') AND coalesce(
            last_value(CASE WHEN outcome = 'fetched' THEN result END IGNORE NULLS) OVER (
                PARTITION BY url ORDER BY fetched_at, capture_id
            ),
            'feed'
        ) <> 'rejected' AS is_good
    FROM main.fact_fetch
    WHERE kind = 'feed' AND channel = 'request'
)

SELECT
    feed.feed_url,
    feed.title,
    feed.outlet_id,
    coalesce(outlet.name, feed.outlet_id) AS outlet,
    feed.folder,
    feed.is_subscribed,
    count(poll.capture_id) AS polls,
    count(*) FILTER (poll.is_good) AS polls_good,
    max(poll.fetched_at) AS last_polled_at,
    max(poll.fetched_at) FILTER (poll.is_good) AS last_good_at,
    arg_max(poll.outcome, (poll.fetched_at, poll.capture_id)) AS last_outcome,
    coalesce(sum(poll.entries_kept), 0)::BIGINT AS entries_kept
FROM main.dim_feed AS feed
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = feed.outlet_id
LEFT JOIN poll ON poll.url = feed.feed_url
GROUP BY ALL;

COMMENT ON VIEW news.feeds IS 'Grain: one feed with its health: subscribed to, or polled at some time.';
COMMENT ON COLUMN news.feeds.feed_url IS 'address that is polled';
COMMENT ON COLUMN news.feeds.title IS 'title in the list of subscriptions';
COMMENT ON COLUMN news.feeds.outlet_id IS 'the outlet that publishes it';
COMMENT ON COLUMN news.feeds.outlet IS 'its name';
COMMENT ON COLUMN news.feeds.folder IS 'folder in the list of subscriptions';
COMMENT ON COLUMN news.feeds.is_subscribed IS 'whether the list of subscriptions had it at the last load';
COMMENT ON COLUMN news.feeds.polls IS 'times it was asked';
COMMENT ON COLUMN news.feeds.polls_good IS 'times it answered with a feed, or that nothing changed';
COMMENT ON COLUMN news.feeds.last_polled_at IS 'last time it was asked';
COMMENT ON COLUMN news.feeds.last_good_at IS 'last time it answered';
COMMENT ON COLUMN news.feeds.last_outcome IS 'how the last request ended';
COMMENT ON COLUMN news.feeds.entries_kept IS 'entries kept in all polls together';
