-- Grain: one feed of which a document was read: the hubs that the last one names, and the topic that they know it by.
SELECT
    url AS feed_url,
    arg_max(hub_urls, (fetched_at, capture_id)) AS hub_urls,
    nullif(arg_max(coalesce(topic, ''), (fetched_at, capture_id)), '') AS topic
FROM main.fact_fetch
WHERE kind = 'feed' AND channel = 'request' AND result = 'feed'
GROUP BY url
ORDER BY url
