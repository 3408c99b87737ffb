-- Check: every feed and page that was rejected has a row with its reason.
WITH
    expected AS (
        SELECT count(*) AS n
        FROM main.fact_fetch
        WHERE result = 'rejected'
    ),

    found AS (
        SELECT count(*) AS n
        FROM main.fact_rejection
        WHERE item <> 'entry' AND reason <> '' AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )

SELECT
    'every rejected feed and page has its reason' AS name,
    expected.n AS expected,
    found.n AS found,
    abs(expected.n - found.n) AS difference
FROM expected
CROSS JOIN found
