-- Grain: one shingle whose text stands behind the first of its window.
INSERT INTO main.tail_shingle BY NAME
SELECT
    shingle,
    bucket,
    source_no,
    text_no
FROM temp.ranked_shingle
WHERE place > $most
