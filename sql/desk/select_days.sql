-- Grain: one UTC day on which articles were first seen, the newest first.
SELECT
    (first_seen_at AT TIME ZONE 'UTC')::DATE AS day,
    count(*) AS articles
FROM news.articles
GROUP BY day
ORDER BY day DESC
