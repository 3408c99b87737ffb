-- Grain: one address of a page that was asked for since $since and that no feed lists.

SELECT DISTINCT url
FROM main.fact_fetch
WHERE
    kind = 'page' AND channel = 'request'
    AND fetched_at >= $since
    AND url NOT IN (
        SELECT link
        FROM main.fact_entry
        WHERE
            link IS NOT NULL
            AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    )
ORDER BY url
