-- Grain: one article, as far as the press knows the truth about it.
WITH credited AS (
    SELECT
        version_id,
        list(DISTINCT agency_id ORDER BY agency_id) AS agencies
    FROM main.fact_credit
    WHERE kind <> 'image'
    GROUP BY version_id
)

SELECT
    article.article_id,
    article.published_at,
    article.published_day,
    article.family_id,
    article.relation,
    article.parent_id,
    article.parent_agency_id,
    coalesce(credited.agencies, []) AS credits
FROM news.articles AS article
LEFT JOIN credited ON credited.version_id = article.version_id
ORDER BY article.article_id;
