-- Grain: one text that meets others than before by some shingle, since a text before it came or went.
INSERT INTO temp.changed_text (text_no)
WITH
    led AS (
        SELECT
            shingle,
            bucket,
            text_no
        FROM main.leading_shingle
        SEMI JOIN temp.ranked_shingle USING (shingle, bucket)
    ),

    leads AS (
        SELECT
            ranked.shingle,
            ranked.bucket,
            ranked.text_no
        FROM temp.ranked_shingle AS ranked
        SEMI JOIN led USING (shingle, bucket)
        WHERE ranked.place <= $leaders
    ),

    moved AS (
        SELECT text_no
        FROM temp.ranked_shingle
        WHERE NOT is_waiting AND place > $most
        UNION
        SELECT waiting.text_no
        FROM temp.waiting_shingle AS waiting
        ANTI JOIN temp.ranked_shingle AS ranked
            ON ranked.shingle = waiting.shingle
            AND ranked.bucket = waiting.bucket
            AND ranked.text_no = waiting.text_no
            AND ranked.place > $most
        WHERE waiting.shingle BETWEEN $low AND $high
        UNION
        SELECT text_no
        FROM (SELECT * FROM led EXCEPT SELECT * FROM leads)
        UNION
        SELECT text_no
        FROM (SELECT * FROM leads EXCEPT SELECT * FROM led)
    )

SELECT text_no
FROM moved
ANTI JOIN temp.changed_text USING (text_no)
SEMI JOIN main.indexed_text USING (text_no)
