-- Grain: one distinct content of one entry of one feed.
CREATE OR REPLACE VIEW news.entries AS
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
        JOIN news.feed_identity AS feed ON feed.feed_url = entry.feed_url
        WHERE entry.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
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

COMMENT ON VIEW news.entries IS 'Grain: one distinct content of one entry of one feed.';
COMMENT ON COLUMN news.entries.feed_url IS 'feed that lists it';
COMMENT ON COLUMN news.entries.entry_id IS 'identity of the entry in its feed: what it says may change, this does not';
COMMENT ON COLUMN news.entries.content_id IS 'identity of what the entry says';
COMMENT ON COLUMN news.entries.named_by IS 'what names the entry: guid, link or title (with its day); see news.feed_identity';
COMMENT ON COLUMN news.entries.version_no IS 'number of this content among those of the entry, from 1, by first sighting';
COMMENT ON COLUMN news.entries.changed IS 'what differs from the content before: title, text, link, guid, published; empty for the first, and where only the date of the update differs';
COMMENT ON COLUMN news.entries.guid IS 'the feed''s own identity for it';
COMMENT ON COLUMN news.entries.link IS 'address of the page';
COMMENT ON COLUMN news.entries.article_id IS 'article at that address';
COMMENT ON COLUMN news.entries.title IS 'title; may hold markup';
COMMENT ON COLUMN news.entries.published_at IS 'claimed publication, UTC; null where the zone is unknown';
COMMENT ON COLUMN news.entries.published_day IS 'local day as written';
COMMENT ON COLUMN news.entries.published_precision IS 'second, minute or day';
COMMENT ON COLUMN news.entries.published_raw IS 'the date as written';
COMMENT ON COLUMN news.entries.first_seen_at IS 'first capture that lists it';
COMMENT ON COLUMN news.entries.last_seen_at IS 'last capture that lists it';
COMMENT ON COLUMN news.entries.sightings IS 'captures that list it';
COMMENT ON COLUMN news.entries.capture_id IS 'capture of the first sighting';
