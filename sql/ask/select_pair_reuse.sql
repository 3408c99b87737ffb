-- Grain: one row at most: how one of the articles $left and $right holds a part of the other.
SELECT
    article_id,
    inner_article_id,
    relation,
    score
FROM news.reuses
WHERE (article_id = $left AND inner_article_id = $right) OR (article_id = $right AND inner_article_id = $left)
ORDER BY score DESC, article_id
LIMIT 1
