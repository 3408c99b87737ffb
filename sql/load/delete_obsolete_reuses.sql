-- Grain: one reuse that an article whose reuses were told anew no longer shows.
DELETE FROM main.fact_reuse
WHERE
    producer = $producer
    AND article_id IN (SELECT article_id FROM temp.staged_outer)
    AND (article_id, inner_article_id, relation) NOT IN (SELECT (article_id, inner_article_id, relation) FROM temp.staged_reuse)
