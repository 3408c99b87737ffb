-- Grain: one article of one of the largest families, the original first.
WITH largest AS (
    SELECT
        family_id,
        articles,
        title
    FROM news.families
    WHERE articles > 1
    ORDER BY articles DESC, family_id
    LIMIT $families
)

SELECT
    largest.family_id,
    largest.articles AS size,
    largest.title,
    member.outlet,
    member.relation,
    copied.taken_from,
    coalesce(copied.evidence, '') AS evidence,
    date_diff('minute', min(member.published_at) OVER (PARTITION BY largest.family_id), member.published_at) AS lag_minutes
FROM largest
INNER JOIN news.articles AS member ON member.family_id = largest.family_id
LEFT JOIN news.copies AS copied ON copied.article_id = member.article_id
ORDER BY size DESC, largest.family_id, member.relation <> 'original', member.published_at, member.article_id;
