-- Grain: one outlet with its articles.
-- Title: How long after the source does each outlet publish its copies?
-- Topic: copies
-- Meaning: Minutes between the publication that the source claims and the one that the copy claims: the median and
--   nine in ten. Only times that are exact to the minute and whose zone is known count.
-- Cannot know: The lag behind an agency whose own page was never captured; whether a claimed time is true.
-- Parameter at_least (integer, default 3): only outlets with so many copies
-- Chart: outlet by median_minutes
SELECT
    copied.outlet,
    count(*) AS copies,
    quantile_cont(copied.lag_minutes, 0.5) AS median_minutes,
    quantile_cont(copied.lag_minutes, 0.9) AS nine_in_ten_minutes,
    count(*) FILTER (copied.lag_minutes < 0) AS before_their_source
FROM news.copies AS copied
INNER JOIN news.headlines AS article ON article.article_id = copied.article_id
INNER JOIN news.headlines AS parent ON parent.article_id = copied.parent_id
WHERE
    copied.lag_minutes IS NOT NULL
    AND article.published_precision IN ('second', 'minute')
    AND parent.published_precision IN ('second', 'minute')
GROUP BY copied.outlet_id, copied.outlet
HAVING count(*) >= $at_least::INTEGER
ORDER BY median_minutes, copied.outlet
