-- Grain: one address of a page that was asked for since $since, whatever came of it.

SELECT DISTINCT url
FROM main.fact_fetch
WHERE kind = 'page' AND fetched_at >= $since
ORDER BY url
