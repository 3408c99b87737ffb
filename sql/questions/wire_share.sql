-- Grain: one outlet with its articles.
-- Title: How much of each outlet is wire copy?
-- Topic: copies
-- Meaning: The share of an outlet's articles that were taken from an agency: copies whose parent is an agency or an
--   agency's page, and texts that credit one.
-- Cannot know: Rewritten copy without a credit and without common passages.
-- Parameter at_least (integer, default 5): only outlets with so many articles
-- Parameter since (day, default none): only articles first seen on or after this day
-- Chart: outlet by percent
SELECT
    article.outlet,
    count(*) AS articles,
    count(*) FILTER (article.agency_id IS NOT NULL OR article.parent_agency_id IS NOT NULL OR parent.outlet_kind = 'agency') AS wire,
    round(100.0 * wire / count(*), 1) AS percent
FROM news.headlines AS article
LEFT JOIN news.headlines AS parent ON parent.article_key = article.parent_key
WHERE
    article.outlet_kind <> 'agency'
    AND ($since::DATE IS NULL OR article.first_seen_at >= $since::DATE)
GROUP BY article.outlet_id, article.outlet
HAVING count(*) >= $at_least::INTEGER
ORDER BY percent DESC, article.outlet
