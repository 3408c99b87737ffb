-- Grain: one state of feeds that are subscribed to.
SELECT
    state,
    count(*) AS feeds
FROM news.feeds
GROUP BY state
ORDER BY state;
