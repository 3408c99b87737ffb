-- Check: every capture in the WARC files of loaded segments has its line in the books, and no line is without a capture.
-- An unreadable record may have a line or not: nobody can say what it held.
WITH
    archived AS (
        SELECT
            unnest($segments::TEXT[]) AS segment_id,
            unnest($readable::BIGINT[]) AS readable,
            unnest($unreadable::BIGINT[]) AS unreadable
    ),

    booked AS (
        SELECT
            segment_id,
            count(*) AS found
        FROM main.fact_fetch
        GROUP BY segment_id
    ),

    compared AS (
        SELECT
            coalesce(archived.readable, 0) AS readable,
            coalesce(archived.unreadable, 0) AS unreadable,
            coalesce(booked.found, 0) AS found
        FROM archived
        FULL JOIN booked ON booked.segment_id = archived.segment_id
        WHERE
            booked.segment_id IS NOT NULL
            OR archived.segment_id IN (SELECT segment_id FROM main.ledger)
    )

SELECT
    'every capture is in the books' AS name,
    coalesce(sum(readable), 0)::BIGINT AS expected,
    coalesce(sum(found), 0)::BIGINT AS found,
    coalesce(sum(greatest(readable - found, found - readable - unreadable, 0)), 0)::BIGINT AS difference
FROM compared
