-- Grain: one address that was ever asked for as a feed.
SELECT DISTINCT url
FROM main.fact_fetch
WHERE kind = 'feed' AND channel = 'request'
ORDER BY url
