-- Grain: one distinct content of one entry of one feed of a list (null: all).
CREATE OR REPLACE MACRO main.entries_of_feeds(feeds) AS TABLE
WITH
    named AS (
        SELECT
            entry.*,
            CASE
                WHEN
                    feed.policy = 'guid' AND entry.guid IS NOT NULL
                    AND NOT bool_or(entry.shares_guid) OVER (PARTITION BY entry.feed_url, entry.guid)
                    THEN 'guid'
                WHEN
                    feed.policy <> 'title' AND entry.article_id IS NOT NULL
                    AND NOT bool_or(entry.shares_link) OVER (PARTITION BY entry.feed_url, entry.article_id)
                    THEN 'link'
                ELSE 'title'
            END AS named_by
        FROM main.fact_entry AS entry
        JOIN main.identity_of_feeds(feeds) AS feed ON feed.feed_url = entry.feed_url
        WHERE
            entry.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND (feeds IS NULL OR list_contains(feeds, entry.feed_url))
    ),

    identified AS (
        SELECT
            * EXCLUDE (entry_id),
            CASE named_by WHEN 'guid' THEN entry_id WHEN 'link' THEN article_id ELSE title_id END AS entry_id
        FROM named
    )

SELECT
    feed_url,
    entry_id,
    content_id,
    named_by,
    row_number() OVER versions AS version_no,
    CASE
        WHEN row_number() OVER versions = 1 THEN []
        ELSE list_filter(
            [
                CASE WHEN title IS DISTINCT FROM lag(title) OVER versions THEN 'title' END,
                CASE WHEN text_id IS DISTINCT FROM lag(text_id) OVER versions THEN 'text' END,
                CASE WHEN link IS DISTINCT FROM lag(link) OVER versions THEN 'link' END,
                CASE WHEN guid IS DISTINCT FROM lag(guid) OVER versions THEN 'guid' END,
                CASE WHEN published_raw IS DISTINCT FROM lag(published_raw) OVER versions THEN 'published' END
            ],
            lambda field: field IS NOT NULL
        )
    END AS changed,
    guid,
    link,
    article_id,
    title,
    published_at,
    published_day,
    published_precision,
    published_raw,
    first_seen_at,
    last_seen_at,
    sightings,
    capture_id
FROM identified
WINDOW versions AS (PARTITION BY feed_url, entry_id ORDER BY first_seen_at, capture_id, position);
