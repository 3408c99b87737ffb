-- Check: every capture has exactly one outcome.
WITH
    expected AS (
        SELECT count(*) AS n
        FROM main.fact_fetch
    ),

    found AS (
        SELECT coalesce(sum(items), 0)::BIGINT AS n
        FROM news.outcomes
        WHERE item <> 'entry'
    )

SELECT
    'every poll and page has one outcome' AS name,
    expected.n AS expected,
    found.n AS found,
    abs(expected.n - found.n) AS difference
FROM expected
CROSS JOIN found
