-- Grain: one step of a touched article that its captures no longer show, since an older capture came between.
DELETE FROM main.fact_edit
WHERE
    producer = $producer
    AND article_id IN (SELECT article_id FROM temp.touched_article)
    AND (article_id, capture_id) NOT IN (SELECT (article_id, capture_id) FROM temp.staged_edit)
