-- Grain: one hour of the day in UTC.
-- Title: At which hours is news published?
-- Topic: times
-- Meaning: Articles by the hour of their claimed publication, and how many of them are copies.
-- Cannot know: Articles without a known zone or an exact time are left out.
-- Parameter outlet (text, default none): only this outlet, by its domain
-- Chart: hour by articles
SELECT
    hour(published_at) AS "hour",
    count(*) AS articles,
    count(*) FILTER (relation <> 'original') AS copies
FROM news.headlines
WHERE
    published_at IS NOT NULL
    AND published_precision IN ('second', 'minute')
    AND ($outlet::TEXT IS NULL OR outlet_id = $outlet::TEXT)
GROUP BY hour(published_at)
ORDER BY "hour"
