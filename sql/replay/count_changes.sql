-- Grain: one way in which articles are read differently, with the number of them.
SELECT
    change,
    count(*) AS articles
FROM temp.reading_change
GROUP BY change
ORDER BY articles DESC, change
