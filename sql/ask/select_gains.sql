-- Grain: everything that backfills added, in one row.
SELECT
    count(*) FILTER (gain = 'new article') AS new_articles,
    count(*) FILTER (gain = 'seen earlier') AS seen_earlier,
    coalesce(quantile_disc(seconds_gained, 0.5) FILTER (gain = 'seen earlier'), 0) AS median_seconds_gained,
    coalesce(sum(versions_gained) FILTER (gain <> 'new article'), 0)::BIGINT AS versions_gained,
    count(*) FILTER (is_new_original) AS new_originals,
    coalesce(sum(parents_found), 0)::BIGINT AS parents_found
FROM news.gains
WHERE
    (published_day >= $first OR $first IS NULL)
    AND (published_day <= $last OR $last IS NULL)
    AND (list_contains($outlets::TEXT[], outlet_id) OR len($outlets::TEXT[]) = 0)
