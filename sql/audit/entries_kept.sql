-- Check: every entry that was kept is a sighting of one content of one entry.
WITH
    expected AS (
        SELECT coalesce(sum(entries_kept), 0)::BIGINT AS n
        FROM main.fact_fetch
    ),

    found AS (
        SELECT coalesce(sum(sightings), 0)::BIGINT AS n
        FROM main.fact_entry
        WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )

SELECT
    'every kept entry is a sighting' AS name,
    expected.n AS expected,
    found.n AS found,
    abs(expected.n - found.n) AS difference
FROM expected
CROSS JOIN found
