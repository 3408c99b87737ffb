-- Grain: one article of the family $family_id, in the order of publication.
WITH copied AS (
    SELECT
        article_id,
        evidence,
        confidence,
        lag_minutes
    FROM news.copies
    WHERE family_id = $family_id
)

SELECT
    article.article_id,
    article.title,
    article.outlet,
    article.url,
    article.relation,
    article.published_at,
    article.first_seen_at,
    article.versions,
    article.word_count,
    article.parent_id,
    article.parent_agency_id,
    agency.name AS parent_agency,
    coalesce(copied.evidence, '') AS evidence,
    coalesce(copied.confidence, 1.0) AS confidence,
    copied.lag_minutes
FROM news.headlines AS article
LEFT JOIN copied ON copied.article_id = article.article_id
LEFT JOIN news.agencies AS agency ON agency.agency_id = article.parent_agency_id
WHERE article.family_key = md5_number_lower($family_id)
ORDER BY coalesce(article.published_at, article.first_seen_at), article.article_id
