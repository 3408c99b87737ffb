-- Grain: one way in which captures of a kind and channel ended.
SELECT
    kind,
    channel,
    outcome,
    count(*) AS captures
FROM news.fetches
GROUP BY ALL
ORDER BY
    kind,
    channel,
    outcome;
