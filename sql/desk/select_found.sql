-- Grain: one of the articles $articles with what the river's filters look at, in their order.
WITH found AS (
    SELECT
        unnest($articles::TEXT[]) AS article_id,
        generate_subscripts($articles::TEXT[], 1) AS place
)

SELECT
    article.family_id,
    coalesce(outlet.country, '') AS country,
    coalesce(article.language, '') AS language,
    coalesce(article.agency_id, article.parent_agency_id, '') AS agency,
    coalesce(agency.name, article.agency_id, article.parent_agency_id, '') AS agency_name
FROM found
INNER JOIN main.article_summary AS article ON article.article_key = md5_number_lower(found.article_id)
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = article.outlet_id
LEFT JOIN main.dim_agency AS agency ON agency.agency_id = coalesce(article.agency_id, article.parent_agency_id)
WHERE article.family_id IS NOT NULL
ORDER BY found.place
