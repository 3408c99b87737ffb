-- Grain: one article whose reuses are told anew.
SELECT DISTINCT article_id
FROM temp.outer_text
ORDER BY article_id
