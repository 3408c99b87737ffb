-- Grain: one article whose summary is made anew.
DELETE FROM main.article_summary
WHERE article_id IN (SELECT article_id FROM temp.changed_article)
