-- Grain: one shingle whose text stands behind the first of its window now.
DELETE FROM main.text_shingle
WHERE (shingle, bucket, text_no) IN (
    SELECT (shingle, bucket, text_no)
    FROM temp.ranked_shingle
    WHERE NOT is_waiting AND place > $most
)
