-- Grain: one feed document seen since $since that lists an article nobody has asked for, the newest first.
WITH
    entry AS (
        SELECT
            article_id,
            link,
            capture_id,
            last_seen_at
        FROM main.fact_entry
        WHERE
            article_id IS NOT NULL
            AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    ),

    asked AS (
        SELECT DISTINCT article_id
        FROM entry
        WHERE link IN (SELECT url FROM main.fact_fetch WHERE kind = 'page' AND channel = 'request')
    )

SELECT
    document.url AS feed_url,
    document.warc_file,
    document.warc_offset
FROM main.fact_fetch AS document
WHERE
    document.kind = 'feed'
    AND document.capture_id IN (
        SELECT capture_id
        FROM entry
        WHERE last_seen_at >= $since AND article_id NOT IN (SELECT article_id FROM asked)
    )
ORDER BY document.fetched_at DESC, document.capture_id
