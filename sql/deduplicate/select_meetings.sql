-- Grain: one pair of texts within a window that share enough sampled shingles to be read; one of them was asked for.
-- A shingle counts between two of the first texts of their windows, and between the first three of one window and all others in it.
WITH
    own AS (
        SELECT
            shingle,
            bucket,
            text_no
        FROM main.text_shingle
        SEMI JOIN temp.asked_text USING (text_no)
    ),

    own_tail AS (
        SELECT
            shingle,
            bucket,
            text_no
        FROM main.tail_shingle
        SEMI JOIN temp.asked_text USING (text_no)
    ),

    own_lead AS (
        SELECT
            shingle,
            bucket,
            text_no
        FROM main.leading_shingle
        SEMI JOIN temp.asked_text USING (text_no)
    ),

    meeting AS (
        SELECT
            own.text_no AS one_no,
            met.text_no AS met_no
        FROM own
        INNER JOIN main.text_shingle AS met ON met.shingle = own.shingle
        WHERE
            met.text_no <> own.text_no
            AND (abs(met.bucket - own.bucket) <= 1 OR least(met.bucket, own.bucket) = $undated)
            AND (met.text_no < own.text_no OR NOT $all_changed)
        UNION ALL
        SELECT
            own.text_no AS one_no,
            met.text_no AS met_no
        FROM own_tail AS own
        INNER JOIN main.leading_shingle AS met ON met.shingle = own.shingle
        WHERE
            met.bucket = own.bucket
            AND (met.text_no < own.text_no OR NOT $all_changed)
        UNION ALL
        SELECT
            own.text_no AS one_no,
            met.text_no AS met_no
        FROM own_lead AS own
        INNER JOIN main.tail_shingle AS met ON met.shingle = own.shingle
        WHERE
            met.bucket = own.bucket
            AND (met.text_no < own.text_no OR NOT $all_changed)
    ),

    counted AS (
        SELECT
            one_no,
            met_no,
            count(*) AS shared
        FROM meeting
        GROUP BY one_no, met_no
        HAVING count(*) >= $fewest
    )

SELECT
    least(counted.one_no, counted.met_no) AS first_no,
    greatest(counted.one_no, counted.met_no) AS second_no
FROM counted
INNER JOIN main.indexed_text AS one ON one.text_no = counted.one_no
INNER JOIN main.indexed_text AS met ON met.text_no = counted.met_no
LEFT JOIN temp.changed_text AS changed ON changed.text_no = counted.met_no
WHERE
    (changed.text_no IS NULL OR counted.met_no < counted.one_no)
    AND coalesce(abs(one.day - met.day) <= $window, true)
    AND (
        counted.shared >= $passage
        OR counted.shared >= $share * CASE
            WHEN one.is_whole AND met.is_whole THEN least(one.sampled, met.sampled)
            ELSE least(one.thinned, met.thinned)
        END
    )
ORDER BY first_no, second_no
