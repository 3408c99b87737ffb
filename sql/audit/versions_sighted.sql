-- Check: every version was sighted by a capture.
WITH
    expected AS (
        SELECT count(*) AS n
        FROM main.fact_version
        WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    ),

    found AS (
        SELECT count(*) AS n
        FROM main.fact_version
        WHERE sightings > 0 AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )

SELECT
    'every version was sighted' AS name,
    expected.n AS expected,
    found.n AS found,
    abs(expected.n - found.n) AS difference
FROM expected
CROSS JOIN found
