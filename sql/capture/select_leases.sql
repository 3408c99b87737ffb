-- Grain: one subscription with a WebSub hub.
SELECT
    feed_url,
    hub_url,
    topic,
    asked,
    asked_at,
    asks,
    answer,
    answered_at,
    subscribed_until,
    delivered_at
FROM news.leases
ORDER BY feed_url, hub_url, topic
