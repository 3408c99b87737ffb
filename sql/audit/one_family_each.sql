-- Check: every article is in exactly one family, and every member is an article that we hold.
WITH
    article AS (
        SELECT DISTINCT article_id
        FROM main.fact_version
        WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    ),

    member AS (
        SELECT article_id
        FROM main.fact_family_member
        WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )

SELECT
    'every article is in one family' AS name,
    (SELECT count(*) FROM article) AS expected,
    (SELECT count(*) FROM member) AS found,
    (SELECT count(*) FROM article ANTI JOIN member USING (article_id))
    + (SELECT count(*) FROM member ANTI JOIN article USING (article_id))
    + (SELECT count(*) - count(DISTINCT article_id) FROM member) AS difference
