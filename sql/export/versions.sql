-- Grain: one version of an article with the month in which it was first seen, by which a data set is partitioned.
SELECT
    *,
    strftime(first_seen_at, '%Y-%m') AS "month"
FROM news.versions
ORDER BY "month", first_seen_at, version_id
