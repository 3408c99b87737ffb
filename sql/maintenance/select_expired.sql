-- Grain: one article whose outlet's terms let it be kept for so many days and no longer, with the days and the terms.
SELECT
    article.article_id,
    terms.days,
    terms.terms
FROM main.article_summary AS article
INNER JOIN (
    SELECT
        unnest($outlets::TEXT[]) AS outlet_id,
        unnest($days::INTEGER[]) AS days,
        unnest($terms::TEXT[]) AS terms
) AS terms ON terms.outlet_id = article.outlet_id
WHERE article.first_seen_at < $now::TIMESTAMPTZ - to_days(terms.days)
ORDER BY article.article_id
