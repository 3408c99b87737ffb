-- Grain: one of the addresses $urls whose page is there, or of which a backfill was told that nobody has it.

SELECT DISTINCT url
FROM main.fact_fetch
WHERE
    url IN (SELECT unnest($urls::TEXT[]))
    AND kind = 'page'
    AND (outcome IN ('fetched', 'unchanged') OR (channel = 'backfill' AND NOT list_contains($passing::TEXT[], outcome)))
ORDER BY url
