-- Check: every listed entry has exactly one outcome.
WITH
    expected AS (
        SELECT coalesce(sum(entries_listed), 0)::BIGINT AS n
        FROM main.fact_fetch
    ),

    found AS (
        SELECT coalesce(sum(items), 0)::BIGINT AS n
        FROM news.outcomes
        WHERE item = 'entry'
    )

SELECT
    'every entry has one outcome' AS name,
    expected.n AS expected,
    found.n AS found,
    abs(expected.n - found.n) AS difference
FROM expected
CROSS JOIN found
