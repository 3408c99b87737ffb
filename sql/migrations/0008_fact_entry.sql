-- Grain: one distinct content of one entry of one feed, however often it was seen.

CREATE TABLE main.fact_entry (
    producer TEXT NOT NULL,
    feed_url TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    content_id TEXT NOT NULL,
    capture_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    guid TEXT,
    link TEXT,
    article_id TEXT,
    title TEXT,
    published_at TIMESTAMPTZ,
    published_day DATE,
    published_precision TEXT,
    published_basis TEXT,
    published_origin TEXT,
    published_raw TEXT,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    sightings BIGINT NOT NULL
);

COMMENT ON TABLE main.fact_entry IS 'Grain: one distinct content of one entry of one feed, however often it was seen.';
COMMENT ON COLUMN main.fact_entry.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_entry.feed_url IS 'feed that lists it';
COMMENT ON COLUMN main.fact_entry.entry_id IS 'identity of the entry in its feed';
COMMENT ON COLUMN main.fact_entry.content_id IS 'identity of what the entry says';
COMMENT ON COLUMN main.fact_entry.capture_id IS 'capture of the first sighting';
COMMENT ON COLUMN main.fact_entry.position IS 'from 0, in the document of the first sighting';
COMMENT ON COLUMN main.fact_entry.guid IS 'the feed''s own identity for it';
COMMENT ON COLUMN main.fact_entry.link IS 'address of the page';
COMMENT ON COLUMN main.fact_entry.article_id IS 'article at that address';
COMMENT ON COLUMN main.fact_entry.title IS 'title; may hold markup';
COMMENT ON COLUMN main.fact_entry.published_at IS 'publication as the feed claims it: the instant, UTC; null where the zone is unknown';
COMMENT ON COLUMN main.fact_entry.published_day IS 'publication as the feed claims it: the local day as written';
COMMENT ON COLUMN main.fact_entry.published_precision IS 'how exact: second, minute or day';
COMMENT ON COLUMN main.fact_entry.published_basis IS 'how the zone was found: offset, abbreviation, outlet or none';
COMMENT ON COLUMN main.fact_entry.published_origin IS 'which mark of the page or feed it comes from';
COMMENT ON COLUMN main.fact_entry.published_raw IS 'the mark as written';
COMMENT ON COLUMN main.fact_entry.first_seen_at IS 'first capture that lists it';
COMMENT ON COLUMN main.fact_entry.last_seen_at IS 'last capture that lists it';
COMMENT ON COLUMN main.fact_entry.sightings IS 'captures that list it: the sum over all rows is the sum of entries_kept';
