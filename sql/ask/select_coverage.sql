-- Grain: one outlet in one period, with how many of its days are in which state and what they hold.
SELECT
    coverage.outlet_id,
    coalesce(max(outlet.name), coverage.outlet_id) AS outlet,
    date_trunc($period, coverage."day")::DATE::TEXT AS period,
    count(*) FILTER (coverage.state = 'live') AS live_days,
    count(*) FILTER (coverage.state = 'backfilled') AS backfilled_days,
    count(*) FILTER (coverage.state = 'unobtainable') AS unobtainable_days,
    count(*) FILTER (coverage.state = 'missing') AS missing_days,
    sum(coverage.live)::BIGINT AS live,
    sum(coverage.backfilled)::BIGINT AS backfilled,
    sum(coverage.unobtainable)::BIGINT AS unobtainable
FROM news.coverage AS coverage
LEFT JOIN news.outlets AS outlet ON outlet.outlet_id = coverage.outlet_id
WHERE
    (coverage."day" >= $first OR $first IS NULL)
    AND (coverage."day" <= $last OR $last IS NULL)
    AND (list_contains($outlets::TEXT[], coverage.outlet_id) OR len($outlets::TEXT[]) = 0)
GROUP BY coverage.outlet_id, period
ORDER BY outlet, coverage.outlet_id, period
