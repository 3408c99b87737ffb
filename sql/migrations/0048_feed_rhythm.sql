-- Grain: one feed that listed entries: how often it brings news. Derived from fact_entry, renewed by loads.

CREATE TABLE main.feed_rhythm (
    feed_url TEXT NOT NULL,
    producer TEXT NOT NULL,
    entries_recent INTEGER NOT NULL,
    entries_since TIMESTAMPTZ,
    entries_by_hour BIGINT[] NOT NULL
);

COMMENT ON TABLE main.feed_rhythm IS 'Grain: one feed that listed entries: how often it brings news. Derived from fact_entry, renewed by loads.';
COMMENT ON COLUMN main.feed_rhythm.feed_url IS 'feed';
COMMENT ON COLUMN main.feed_rhythm.producer IS 'normalise''s producer, whose entries were counted';
COMMENT ON COLUMN main.feed_rhythm.entries_recent IS 'the last 20 entries of which the time is known, or fewer';
COMMENT ON COLUMN main.feed_rhythm.entries_since IS 'when the first of them appeared';
COMMENT ON COLUMN main.feed_rhythm.entries_by_hour IS 'of the last 200 entries, how many appeared in each hour of the day, GMT; empty where none did';
