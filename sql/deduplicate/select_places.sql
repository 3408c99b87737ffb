-- Grain: one article among those asked for, with its family as it was loaded, and where that family comes from.
SELECT
    member.article_id,
    member.family_id,
    member.relation
FROM main.fact_family_member AS member
INNER JOIN main.dim_producer AS current ON current.producer = member.producer
WHERE
    current.step = 'articles' AND current.is_current
    AND member.family_id IN (
        SELECT family_id
        FROM main.fact_family_member
        WHERE article_id IN (SELECT article_id FROM temp.asked_article)
    )
    AND (member.relation = 'original' OR member.article_id IN (SELECT article_id FROM temp.asked_article))
