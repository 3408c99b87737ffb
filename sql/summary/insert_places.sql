-- Grain: one place that the latest version of an article that changed mentions.
INSERT INTO main.place_summary BY NAME
WITH
    article AS (
        SELECT *
        FROM main.article_summary
        WHERE article_id IN (SELECT article_id FROM temp.changed_article)
    ),

    place AS (
        SELECT DISTINCT
            version_id,
            name,
            country
        FROM main.fact_mention
        WHERE
            producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current)
            AND articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND version_id IN (SELECT version_id FROM article)
    )

SELECT
    article.article_key,
    article.family_key,
    place.name,
    place.country,
    row_number() OVER (PARTITION BY article.article_key, place.name ORDER BY place.country) = 1 AS is_first_of_name,
    row_number() OVER (PARTITION BY article.article_key, place.country ORDER BY place.name) = 1 AS is_first_of_country,
    article.relation = 'original' AND article.agency_id IS NULL AND article.parent_agency_id IS NULL AS is_own,
    article.first_seen_at::DATE AS seen_on
FROM place
INNER JOIN article ON article.version_id = place.version_id
ORDER BY seen_on
