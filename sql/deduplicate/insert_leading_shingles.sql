-- Grain: one of the first texts of a window that hold a frequent shingle.
INSERT INTO main.leading_shingle BY NAME
SELECT
    shingle,
    bucket,
    text_no
FROM temp.ranked_shingle
WHERE place <= $leaders
