-- Grain: one article that a feed lists and whose page was asked for since $since, as a 64-bit number.

SELECT DISTINCT ('0x' || article_id)::UBIGINT AS article_number
FROM main.fact_entry
WHERE
    article_id IS NOT NULL
    AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    AND link IN (
        SELECT url
        FROM main.fact_fetch
        WHERE kind = 'page' AND channel = 'request' AND fetched_at >= $since
    )
