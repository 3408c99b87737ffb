-- Grain: one distinct content of one entry of one feed of a list (null: all).
CREATE OR REPLACE MACRO main.entries_of_feeds(feeds) AS TABLE
WITH
    entry AS (
        SELECT *
        FROM main.fact_entry
        WHERE
            producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND (feeds IS NULL OR list_contains(feeds, feed_url))
    ),

    shared_guid AS (
        SELECT DISTINCT
            feed_url,
            guid
        FROM entry
        WHERE shares_guid
    ),

    shared_link AS (
        SELECT DISTINCT
            feed_url,
            article_id
        FROM entry
        WHERE shares_link
    ),

    named AS (
        SELECT
            entry.*,
            CASE
                WHEN feed.policy = 'guid' AND entry.guid IS NOT NULL AND shared_guid.guid IS NULL THEN 'guid'
                WHEN feed.policy <> 'title' AND entry.article_id IS NOT NULL AND shared_link.article_id IS NULL THEN 'link'
                ELSE 'title'
            END AS named_by
        FROM entry
        INNER JOIN main.identity_of_feeds(feeds) AS feed ON feed.feed_url = entry.feed_url
        LEFT JOIN shared_guid ON shared_guid.feed_url = entry.feed_url AND shared_guid.guid = entry.guid
        LEFT JOIN shared_link ON shared_link.feed_url = entry.feed_url AND shared_link.article_id = entry.article_id
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
