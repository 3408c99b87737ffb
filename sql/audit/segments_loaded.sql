-- Check: every segment of the archive stands in the ledger, and no other.
WITH
    archived AS (SELECT unnest($segments::TEXT[]) AS segment_id),

    loaded AS (
        SELECT segment_id
        FROM main.ledger
        WHERE articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current) AND facts_producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current)
    )

SELECT
    'every segment is loaded' AS name,
    (SELECT count(*) FROM archived) AS expected,
    (SELECT count(*) FROM loaded) AS found,
    (SELECT count(*) FROM archived ANTI JOIN loaded USING (segment_id))
    + (SELECT count(*) FROM loaded ANTI JOIN archived USING (segment_id)) AS difference
