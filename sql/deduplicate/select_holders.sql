-- Grain: one indexed text of an outlet that holds a probed shingle of the same outlet; the probed outlets are $first to $last.
-- Texts are entered outlet by outlet, so the range spares most of the index a look.
WITH held AS (
    SELECT
        shingle,
        source_no,
        text_no
    FROM main.text_shingle
    WHERE source_no BETWEEN $first AND $last
    UNION ALL
    SELECT
        shingle,
        source_no,
        text_no
    FROM main.tail_shingle
    WHERE source_no BETWEEN $first AND $last
    UNION ALL
    SELECT
        shingle,
        source_no,
        text_no
    FROM temp.waiting_shingle
    WHERE source_no BETWEEN $first AND $last
)

SELECT
    source_no,
    shingle,
    text_no
FROM held
SEMI JOIN temp.probed_shingle USING (source_no, shingle)
