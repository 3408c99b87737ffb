-- Grain: one feed that listed entries: how often it brings news.
SELECT
    feed_url,
    entries_recent,
    entries_since,
    entries_by_hour
FROM main.feed_rhythm
WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
ORDER BY feed_url
