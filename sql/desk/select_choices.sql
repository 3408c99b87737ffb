-- Grain: one value that a filter of the river offers, with the number of articles behind it.
SELECT
    'language' AS field,
    language AS value,
    language AS label,
    count(*) AS articles
FROM news.articles
WHERE language IS NOT NULL
GROUP BY language
UNION ALL
SELECT
    'country',
    outlet.country,
    outlet.country,
    count(*)
FROM news.articles AS article
INNER JOIN news.outlets AS outlet ON outlet.outlet_id = article.outlet_id
WHERE outlet.country IS NOT NULL
GROUP BY outlet.country
UNION ALL
SELECT
    'agency',
    agency_id,
    min(agency),
    count(*)
FROM news.articles
WHERE agency_id IS NOT NULL
GROUP BY agency_id
ORDER BY field, articles DESC, value
