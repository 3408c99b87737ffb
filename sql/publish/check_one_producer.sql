-- Check: no segment is loaded only with a producer that readers no longer see; its rows would be invisible.
WITH
    segment AS (SELECT DISTINCT segment_id FROM main.ledger),

    current AS (
        SELECT DISTINCT segment_id
        FROM main.ledger
        WHERE articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current) AND facts_producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current)
    )

SELECT
    'every loaded segment is loaded with the current producers' AS name,
    (SELECT count(*) FROM segment) AS expected,
    (SELECT count(*) FROM current) AS found,
    (SELECT count(*) FROM segment ANTI JOIN current USING (segment_id)) AS difference
