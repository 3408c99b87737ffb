-- Grain: one segment, loaded with one pair of producers. A line is written in the transaction that holds the segment's rows.

CREATE TABLE main.ledger (
    segment_id TEXT NOT NULL,
    articles_producer TEXT NOT NULL,
    facts_producer TEXT NOT NULL,
    fetches BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    versions BIGINT NOT NULL,
    PRIMARY KEY (segment_id, articles_producer, facts_producer)
);

COMMENT ON TABLE main.ledger IS 'Grain: one segment, loaded with one pair of producers. A line is written in the transaction that holds the segment''s rows.';
COMMENT ON COLUMN main.ledger.segment_id IS 'capture segment';
COMMENT ON COLUMN main.ledger.articles_producer IS 'normalise''s producer';
COMMENT ON COLUMN main.ledger.facts_producer IS 'extract''s producer';
COMMENT ON COLUMN main.ledger.fetches IS 'captures that the segment''s books list';
COMMENT ON COLUMN main.ledger.entries IS 'feed entries that the segment lists';
COMMENT ON COLUMN main.ledger.versions IS 'sightings of article versions in the segment';
