-- Grain: one article whose summary this load changes since a capture touched it.
INSERT INTO temp.changed_article
SELECT article_id
FROM temp.touched_article
