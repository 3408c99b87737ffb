-- Grain: one outlet on one UTC day between the first and the last capture, also when nothing happened.
CREATE OR REPLACE VIEW news.outlet_days AS
WITH span AS (
    SELECT
        min(fetched_at)::DATE AS first_day,
        max(fetched_at)::DATE AS last_day
    FROM main.fact_fetch
),

calendar AS (
    SELECT
        outlet_id,
        unnest(generate_series(span.first_day, span.last_day, INTERVAL 1 DAY))::DATE AS "day"
    FROM (SELECT DISTINCT outlet_id FROM main.dim_feed) AS polled
    CROSS JOIN span
),

poll AS (
    SELECT
        feed.outlet_id,
        capture.fetched_at::DATE AS "day",
        count(*) AS polls,
        count(*) FILTER (
            capture.outcome IN ('fetched', 'unchanged') AND capture.result <> 'rejected'
        ) AS polls_good
    FROM main.fact_fetch AS capture
    INNER JOIN main.dim_feed AS feed ON feed.feed_url = capture.url
    WHERE capture.kind = 'feed' AND capture.channel = 'request'
    GROUP BY ALL
),

shown AS (
    SELECT
        outlet_id,
        first_seen_at::DATE AS "day",
        count(*) AS new_articles
    FROM main.fact_version
    WHERE version_no = 1 AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    GROUP BY ALL
)

SELECT
    calendar.outlet_id,
    calendar."day",
    coalesce(poll.polls, 0) AS polls,
    coalesce(poll.polls_good, 0) AS polls_good,
    coalesce(shown.new_articles, 0) AS new_articles,
    CASE
        WHEN coalesce(shown.new_articles, 0) > 0 THEN 'published'
        WHEN coalesce(poll.polls, 0) = 0 THEN 'not polled'
        WHEN poll.polls_good = 0 THEN 'blocked'
        WHEN quantile_disc(coalesce(shown.new_articles, 0), 0.5) OVER (PARTITION BY calendar.outlet_id) > 0
            THEN 'silent'
        ELSE 'quiet'
    END AS state
FROM calendar
LEFT JOIN poll ON poll.outlet_id = calendar.outlet_id AND poll."day" = calendar."day"
LEFT JOIN shown ON shown.outlet_id = calendar.outlet_id AND shown."day" = calendar."day";

COMMENT ON VIEW news.outlet_days IS 'Grain: one outlet on one UTC day between the first and the last capture, also when nothing happened.';
COMMENT ON COLUMN news.outlet_days.outlet_id IS 'outlet with a feed';
COMMENT ON COLUMN news.outlet_days.day IS 'UTC day';
COMMENT ON COLUMN news.outlet_days.polls IS 'times that its feeds were asked';
COMMENT ON COLUMN news.outlet_days.polls_good IS 'times that one answered';
COMMENT ON COLUMN news.outlet_days.new_articles IS 'articles first seen on that day';
COMMENT ON COLUMN news.outlet_days.state IS 'published, silent (it usually publishes), quiet (it often does not), blocked (no poll got through) or not polled';
