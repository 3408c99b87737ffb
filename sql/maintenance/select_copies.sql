-- Grain: one article in the family of an article of $articles that is not among them: it says the same words elsewhere.
SELECT
    copied.article_id,
    copied.outlet_id,
    copied.url
FROM main.article_summary AS copied
WHERE
    copied.family_id IN (SELECT family_id FROM main.article_summary WHERE article_id IN (SELECT unnest($articles::TEXT[])))
    AND copied.article_id NOT IN (SELECT unnest($articles::TEXT[]))
ORDER BY copied.outlet_id, copied.article_id
