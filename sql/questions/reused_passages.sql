-- Grain: one pair of articles of which one holds part of the other.
-- Title: Which articles contain passages of others without being copies?
-- Topic: copies
-- Meaning: Embedded texts and excerpts: the outer article has words of its own around the inner one's.
-- Cannot know: Which of two articles was first where neither has an exact time.
-- Parameter rows (integer, default 50): rows at most
SELECT
    outer_article.outlet,
    outer_article.title,
    reuse.relation,
    inner_article.outlet AS inner_outlet,
    inner_article.title AS inner_title,
    round(reuse.score, 3) AS share_of_inner,
    reuse.article_id,
    reuse.inner_article_id
FROM news.reuses AS reuse
INNER JOIN news.headlines AS outer_article ON outer_article.article_id = reuse.article_id
INNER JOIN news.headlines AS inner_article ON inner_article.article_id = reuse.inner_article_id
ORDER BY reuse.score DESC, reuse.article_id, reuse.inner_article_id
LIMIT $rows::INTEGER
