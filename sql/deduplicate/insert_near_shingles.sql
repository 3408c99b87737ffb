-- Grain: one waiting shingle whose text is among the first of its window.
INSERT INTO main.text_shingle BY NAME
SELECT
    waiting.shingle,
    waiting.bucket,
    waiting.source_no,
    waiting.text_no
FROM temp.waiting_shingle AS waiting
ANTI JOIN temp.ranked_shingle AS ranked ON ranked.shingle = waiting.shingle AND ranked.bucket = waiting.bucket
WHERE waiting.shingle BETWEEN $low AND $high
UNION ALL
SELECT
    shingle,
    bucket,
    source_no,
    text_no
FROM temp.ranked_shingle
WHERE is_waiting AND place <= $most
