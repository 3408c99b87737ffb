-- Grain: one feed with its health: subscribed to, or polled at some time.
CREATE OR REPLACE VIEW news.feeds AS
-- an entry that claims a time counts from then, where that can be; else from when it was first seen
WITH entry AS (
    SELECT
        feed_url,
        least(coalesce(published_at, first_seen_at), first_seen_at) AS appeared_at
    FROM news.entries
    WHERE version_no = 1
),

rhythm AS (
    SELECT
        feed_url,
        max(appeared_at) AS newest_entry_at,
        to_seconds(quantile_cont(gap_seconds, 0.5)) AS usual_gap
    FROM (
        SELECT
            feed_url,
            appeared_at,
            epoch(appeared_at - lag(appeared_at) OVER (PARTITION BY feed_url ORDER BY appeared_at)) AS gap_seconds
        FROM entry
        QUALIFY row_number() OVER (PARTITION BY feed_url ORDER BY appeared_at DESC) <= 20
    ) AS recent
    GROUP BY feed_url
),

health AS (
    SELECT
        feed_url,
        count(*) FILTER (last_good_at IS NULL OR polled_at > last_good_at) AS failures,
        arg_max(moved_to, (polled_at, capture_id)) FILTER (is_good) AS moved_to,
        arg_max(CASE WHEN outcome IN ('fetched', 'unchanged') THEN 'no feed' ELSE outcome END, (polled_at, capture_id)) AS ending,
        arg_max(coalesce(nullif(detail, ''), reason), (polled_at, capture_id)) FILTER (outcome <> 'unchanged') AS said
    FROM (
        SELECT
            feed_url, polled_at, capture_id, is_good, outcome, reason, detail, moved_to,
            max(polled_at) FILTER (is_good) OVER (PARTITION BY feed_url) AS last_good_at
        FROM news.polls
    ) AS judged
    GROUP BY feed_url
),

hub AS (
    SELECT
        feed_url,
        max(subscribed_until) AS subscribed_until,
        arg_max(why, (asked_at, hub_url)) AS why
    FROM news.leases
    GROUP BY feed_url
),

stated AS (
    SELECT
        feed.feed_url,
        rhythm.newest_entry_at,
        health.moved_to,
        coalesce(health.failures, 0) AS failures,
        coalesce(health.said, '') AS said,
        rhythm.usual_gap,
        CASE
            WHEN health.feed_url IS NULL THEN 'not polled'
            WHEN health.failures > 0 AND health.ending = 'gone' THEN 'gone'
            WHEN health.failures > 0 AND health.ending IN ('refused', 'throttled', 'disallowed') THEN 'blocked'
            WHEN health.failures > 0 THEN 'failing'
            WHEN rhythm.newest_entry_at IS NULL THEN 'quiet'
            WHEN asked.last_polled_at - rhythm.newest_entry_at > greatest(rhythm.usual_gap * 10, INTERVAL 3 DAY) THEN 'silent'
            WHEN rhythm.usual_gap > INTERVAL 7 DAY THEN 'quiet'
            ELSE 'healthy'
        END AS "state"
    FROM main.dim_feed AS feed
    LEFT JOIN health ON health.feed_url = feed.feed_url
    LEFT JOIN rhythm ON rhythm.feed_url = feed.feed_url
    LEFT JOIN (SELECT feed_url, max(polled_at) AS last_polled_at FROM news.polls GROUP BY feed_url) AS asked ON asked.feed_url = feed.feed_url
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
    max(poll.polled_at) AS last_polled_at,
    max(poll.polled_at) FILTER (poll.is_good) AS last_good_at,
    arg_max(poll.outcome, (poll.polled_at, poll.capture_id)) AS last_outcome,
    coalesce(sum(poll.entries_kept), 0)::BIGINT AS entries_kept,
    stated."state",
    CASE stated."state"
        WHEN 'not polled' THEN 'nobody has asked it yet'
        WHEN 'healthy' THEN CASE WHEN stated.moved_to IS NULL THEN '' ELSE 'moved to ' || stated.moved_to END
        WHEN 'quiet' THEN 'it seldom brings anything'
        WHEN 'silent' THEN 'nothing since ' || strftime(stated.newest_entry_at, '%Y-%m-%d %H:%M') || ' UTC'
        ELSE stated.said
    END AS why,
    stated.failures,
    stated.moved_to,
    stated.newest_entry_at,
    hub.subscribed_until,
    hub.why AS hub_why
FROM main.dim_feed AS feed
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = feed.outlet_id
LEFT JOIN news.polls AS poll ON poll.feed_url = feed.feed_url
LEFT JOIN stated ON stated.feed_url = feed.feed_url
LEFT JOIN hub ON hub.feed_url = feed.feed_url
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
COMMENT ON COLUMN news.feeds."state" IS 'healthy, quiet (seldom brings anything), silent (usually does, and has not for long), blocked (refused, throttled), failing, gone (410) or not polled';
COMMENT ON COLUMN news.feeds.why IS 'why it is in that state, in words';
COMMENT ON COLUMN news.feeds.failures IS 'polls since it last answered well';
COMMENT ON COLUMN news.feeds.moved_to IS 'where its last good answer came from, by permanent redirects only';
COMMENT ON COLUMN news.feeds.newest_entry_at IS 'when its newest entry appeared';
COMMENT ON COLUMN news.feeds.subscribed_until IS 'when the last lease with a WebSub hub ends or ended';
COMMENT ON COLUMN news.feeds.hub_why IS 'why a hub refused or denied the subscription';
