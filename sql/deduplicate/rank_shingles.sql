-- Grain: one text in a window of a frequent shingle that a waiting text holds: more than $most texts do. A range of shingles at a time.
CREATE OR REPLACE TEMP TABLE ranked_shingle AS
WITH
    waiting AS (
        SELECT
            shingle,
            bucket,
            source_no,
            text_no
        FROM temp.waiting_shingle
        WHERE shingle BETWEEN $low AND $high
    ),

    touched AS (
        SELECT DISTINCT
            shingle,
            bucket
        FROM waiting
    ),

    pool AS (
        SELECT
            shingle,
            bucket,
            source_no,
            text_no,
            true AS is_waiting
        FROM waiting
        UNION ALL
        SELECT
            shingle,
            bucket,
            source_no,
            text_no,
            false AS is_waiting
        FROM main.text_shingle
        SEMI JOIN touched USING (shingle, bucket)
    ),

    crowded AS (
        SELECT
            shingle,
            bucket
        FROM pool
        GROUP BY shingle, bucket
        HAVING count(*) > $most
    )

SELECT
    pool.*,
    row_number() OVER (
        PARTITION BY pool.shingle, pool.bucket
        ORDER BY entry.day NULLS LAST, entry.mark, entry.text_no
    ) AS place
FROM pool
SEMI JOIN crowded USING (shingle, bucket)
INNER JOIN main.indexed_text AS entry ON entry.text_no = pool.text_no
