-- Grain: one article with the month in which it was first seen, by which a data set is partitioned.
SELECT
    *,
    strftime(first_seen_at, '%Y-%m') AS "month"
FROM news.articles
ORDER BY "month", first_seen_at, article_id
