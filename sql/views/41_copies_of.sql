-- Grain: one article that was taken from an article, directly or over others, with the number of hops.
CREATE OR REPLACE MACRO news.copies_of(article) AS TABLE
WITH RECURSIVE taken AS (
    SELECT
        article_id,
        1 AS hops
    FROM main.fact_family_member
    WHERE
        parent_id = article
        AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    UNION
    SELECT
        member.article_id,
        taken.hops + 1
    FROM main.fact_family_member AS member
    INNER JOIN taken ON member.parent_id = taken.article_id
    WHERE
        member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
        AND taken.hops < 1000
)

SELECT
    copied.article_id,
    copied.outlet,
    copied.title,
    taken.hops,
    copied.taken_from,
    copied.lag_minutes,
    copied.published_at,
    copied.score,
    copied.evidence,
    copied.confidence,
    copied.url
FROM taken
INNER JOIN news.copies AS copied ON copied.article_id = taken.article_id
ORDER BY taken.hops, copied.published_at, copied.article_id;

COMMENT ON MACRO TABLE news.copies_of IS 'Grain: one article that was taken from an article (its article_id), directly or over others, with the number of hops.';
