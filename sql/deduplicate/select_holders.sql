-- Grain: one indexed text of an outlet that holds a probed shingle of the same outlet.
WITH held AS (
    SELECT
        shingle,
        source_no,
        text_no
    FROM main.text_shingle
    UNION ALL
    SELECT
        shingle,
        source_no,
        text_no
    FROM main.tail_shingle
    UNION ALL
    SELECT
        shingle,
        source_no,
        text_no
    FROM temp.waiting_shingle
)

SELECT
    source_no,
    shingle,
    text_no
FROM held
SEMI JOIN temp.probed_shingle USING (source_no, shingle)
