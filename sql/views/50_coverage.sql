-- Grain: one outlet on one day of publication, from its first day to the last day of all, also where nothing is there.
CREATE OR REPLACE VIEW news.coverage AS
WITH sighting AS (
    SELECT
        article_id,
        bool_or(channel <> 'backfill') AS is_live
    FROM main.fact_fetch
    WHERE kind = 'page' AND version_id IS NOT NULL
    GROUP BY article_id
),

published AS (
    SELECT
        version.outlet_id,
        coalesce(version.published_day, version.first_seen_at::DATE) AS "day",
        count(*) AS articles,
        count(*) FILTER (sighting.is_live) AS live
    FROM main.fact_version AS version
    INNER JOIN sighting ON sighting.article_id = version.article_id
    WHERE version.version_no = 1 AND version.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    GROUP BY ALL
),

lost AS (
    SELECT
        outlet.outlet_id,
        capture.fetched_at::DATE AS "day",
        count(*) AS pages
    FROM (
        SELECT
            fetched_at,
            regexp_extract(url, '^https?://([^/:?#]+)', 1) AS host
        FROM main.fact_fetch
        WHERE kind = 'page' AND channel = 'backfill' AND outcome NOT IN ('fetched', 'unchanged')
    ) AS capture
    INNER JOIN (SELECT DISTINCT outlet_id, domain FROM main.dim_outlet) AS outlet
        ON capture.host = outlet.domain OR ends_with(capture.host, '.' || outlet.domain)
    GROUP BY ALL
),

present AS (
    SELECT
        outlet_id,
        "day"
    FROM published
    UNION
    SELECT
        outlet_id,
        "day"
    FROM lost
),

calendar AS (
    SELECT
        outlet_id,
        unnest(generate_series(first_day, (SELECT max("day") FROM present), INTERVAL 1 DAY))::DATE AS "day"
    FROM (
        SELECT
            outlet_id,
            min("day") AS first_day
        FROM present
        GROUP BY outlet_id
    )
)

SELECT
    calendar.outlet_id,
    calendar."day",
    coalesce(published.articles, 0) AS articles,
    coalesce(published.live, 0) AS live,
    coalesce(published.articles - published.live, 0) AS backfilled,
    coalesce(lost.pages, 0) AS unobtainable,
    CASE
        WHEN published.live > 0 THEN 'live'
        WHEN published.articles > 0 THEN 'backfilled'
        WHEN lost.pages > 0 THEN 'unobtainable'
        ELSE 'missing'
    END AS state
FROM calendar
LEFT JOIN published ON published.outlet_id = calendar.outlet_id AND published."day" = calendar."day"
LEFT JOIN lost ON lost.outlet_id = calendar.outlet_id AND lost."day" = calendar."day";

COMMENT ON VIEW news.coverage IS 'Grain: one outlet on one day of publication, from its first day to the last day of all, also where nothing is there.';
COMMENT ON COLUMN news.coverage.outlet_id IS 'publisher';
COMMENT ON COLUMN news.coverage.day IS 'local day of publication as the page claims it; where it claims none, UTC day of the first sighting';
COMMENT ON COLUMN news.coverage.articles IS 'articles of that day';
COMMENT ON COLUMN news.coverage.live IS 'those that were seen other than by a backfill, too';
COMMENT ON COLUMN news.coverage.backfilled IS 'those that only a backfill has seen';
COMMENT ON COLUMN news.coverage.unobtainable IS 'pages that a backfill asked an archive of that day for and did not get';
COMMENT ON COLUMN news.coverage.state IS 'live, backfilled, unobtainable (only failures), or missing (nothing at all, which may be a day without news)';
