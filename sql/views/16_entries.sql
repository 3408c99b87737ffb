-- Grain: one distinct content of one entry of one feed.
CREATE OR REPLACE VIEW news.entries AS
SELECT
    feed_url,
    entry_id,
    content_id,
    named_by,
    version_no,
    changed,
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
FROM main.entries_of_feeds(NULL::TEXT[]);

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
