-- Grain: one article of the family of an article, in the order of publication; none where it is alone.
WITH mine AS (
    SELECT family_id
    FROM news.articles
    WHERE article_id = $article_id
)

SELECT
    article.article_id,
    article.outlet,
    article.title,
    article.url,
    article.relation,
    strftime(article.published_at, '%Y-%m-%dT%H:%M:%SZ') AS published,
    article.parent_id,
    coalesce(copied.evidence, '') AS evidence,
    coalesce(copied.confidence, 1.0) AS confidence
FROM news.articles AS article
INNER JOIN mine ON mine.family_id = article.family_id
LEFT JOIN news.copies AS copied ON copied.article_id = article.article_id
WHERE (SELECT count(*) FROM news.articles AS other INNER JOIN mine ON mine.family_id = other.family_id) > 1
ORDER BY article.published_at, article.article_id;
