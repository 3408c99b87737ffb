-- Check: the new snapshot has no fewer articles than the published one.
WITH counted AS (
    SELECT count(DISTINCT article_id) AS articles
    FROM main.fact_version
    WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
)

SELECT
    'no fewer articles than published' AS name,
    $published_articles::BIGINT AS expected,
    articles AS found,
    greatest($published_articles::BIGINT - articles, 0) AS difference
FROM counted
