-- Grain: one feed, subscribed to or met in captures.

CREATE TABLE main.dim_feed (
    feed_url TEXT NOT NULL,
    feed_id TEXT NOT NULL,
    outlet_id TEXT NOT NULL,
    title TEXT,
    home_url TEXT,
    folder TEXT,
    is_subscribed BOOLEAN NOT NULL,
    PRIMARY KEY (feed_url)
);

COMMENT ON TABLE main.dim_feed IS 'Grain: one feed, subscribed to or met in captures.';
COMMENT ON COLUMN main.dim_feed.feed_url IS 'address that is polled';
COMMENT ON COLUMN main.dim_feed.feed_id IS 'identity of the address';
COMMENT ON COLUMN main.dim_feed.outlet_id IS 'the outlet that publishes it';
COMMENT ON COLUMN main.dim_feed.title IS 'title in the list of subscriptions';
COMMENT ON COLUMN main.dim_feed.home_url IS 'the page that the feed belongs to';
COMMENT ON COLUMN main.dim_feed.folder IS 'folder in the list of subscriptions, by convention the country';
COMMENT ON COLUMN main.dim_feed.is_subscribed IS 'whether the list of subscriptions had it at the last load';
