-- Grain: one outlet with its articles.
-- Title: How long after publication do we see an article?
-- Topic: operations
-- Meaning: Minutes between the publication that the latest version claims and our first capture: the median and nine in ten. Articles that we
--   first met more than two days late (a new feed's old entries) are counted apart.
-- Cannot know: Whether the claimed time is true.
-- Parameter at_least (integer, default 3): only outlets with so many dated articles
-- Chart: outlet by median_minutes
WITH lag AS (
    SELECT
        outlet_id,
        outlet,
        date_diff('minute', published_at, first_seen_at) AS minutes
    FROM news.headlines
    WHERE published_at IS NOT NULL AND published_precision IN ('second', 'minute')
)

SELECT
    outlet,
    count(*) FILTER (minutes BETWEEN 0 AND 2880) AS articles,
    quantile_cont(minutes, 0.5) FILTER (minutes BETWEEN 0 AND 2880) AS median_minutes,
    quantile_cont(minutes, 0.9) FILTER (minutes BETWEEN 0 AND 2880) AS nine_in_ten_minutes,
    count(*) FILTER (minutes > 2880) AS older
FROM lag
GROUP BY outlet_id, outlet
HAVING count(*) FILTER (minutes BETWEEN 0 AND 2880) >= $at_least::INTEGER
ORDER BY median_minutes DESC, outlet
