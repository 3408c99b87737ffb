-- Grain: one value that a filter of the river offers, with the number of articles first seen between $since and $until.
WITH seen AS (
    SELECT
        article.language,
        outlet.country,
        coalesce(article.agency_id, article.parent_agency_id) AS agency_id
    FROM main.article_summary AS article
    LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = article.outlet_id
    WHERE article.first_seen_at >= $since AND article.first_seen_at < $until
)

SELECT
    'language' AS field,
    language AS value,
    language AS label,
    count(*) AS articles
FROM seen
WHERE language IS NOT NULL
GROUP BY language
UNION ALL
SELECT
    'country',
    country,
    country,
    count(*)
FROM seen
WHERE country IS NOT NULL
GROUP BY country
UNION ALL
SELECT
    'agency',
    seen.agency_id,
    coalesce(min(agency.name), seen.agency_id),
    count(*)
FROM seen
LEFT JOIN main.dim_agency AS agency ON agency.agency_id = seen.agency_id
WHERE seen.agency_id IS NOT NULL
GROUP BY seen.agency_id
ORDER BY field, articles DESC, value
