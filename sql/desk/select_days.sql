-- Grain: one row: the UTC day $day, the newest with articles where it is null, and the days with articles around it.
WITH chosen AS (
    SELECT coalesce($day::DATE, (max(first_seen_at) AT TIME ZONE 'UTC')::DATE) AS day
    FROM main.article_summary
)

SELECT
    chosen.day,
    (max(article.first_seen_at) FILTER (article.first_seen_at < chosen.day::TIMESTAMP AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')::DATE AS before,
    (
        min(article.first_seen_at) FILTER (article.first_seen_at >= (chosen.day + 1)::TIMESTAMP AT TIME ZONE 'UTC')
        AT TIME ZONE 'UTC'
    )::DATE AS after
FROM chosen
LEFT JOIN main.article_summary AS article ON true
GROUP BY chosen.day
