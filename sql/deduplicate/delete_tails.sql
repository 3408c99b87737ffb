-- Grain: one shingle of a tail that waits for its place again, or whose text is withdrawn.
DELETE FROM main.tail_shingle
WHERE
    (shingle, bucket) IN (SELECT (shingle, bucket) FROM temp.broken_group)
    OR text_no IN (SELECT text_no FROM temp.asked_text)
