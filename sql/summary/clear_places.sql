-- Grain: one place of an article whose summary is made anew.
DELETE FROM main.place_summary
WHERE article_key IN (SELECT md5_number_lower(article_id) FROM temp.changed_article)
