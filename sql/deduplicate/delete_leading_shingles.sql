-- Grain: one of the first texts of a window that is ranked anew.
DELETE FROM main.leading_shingle
WHERE
    (shingle, bucket) IN (SELECT (shingle, bucket) FROM temp.ranked_shingle)
    OR (shingle, bucket) IN (SELECT (shingle, bucket) FROM temp.broken_group WHERE shingle BETWEEN $low AND $high)
