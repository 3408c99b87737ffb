-- Grain: one item that was refused: a feed, a page or an entry of a feed, with its reason and its capture.

CREATE TABLE main.fact_rejection (
    producer TEXT NOT NULL,
    capture_id TEXT NOT NULL,
    item TEXT NOT NULL,
    position INTEGER,
    url TEXT,
    reason TEXT NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);

COMMENT ON TABLE main.fact_rejection IS 'Grain: one item that was refused: a feed, a page or an entry of a feed, with its reason and its capture.';
COMMENT ON COLUMN main.fact_rejection.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_rejection.capture_id IS 'capture that holds the bytes';
COMMENT ON COLUMN main.fact_rejection.item IS 'feed, page, robots or entry';
COMMENT ON COLUMN main.fact_rejection.position IS 'entries: from 0, in document order';
COMMENT ON COLUMN main.fact_rejection.url IS 'address of the page, feed or entry';
COMMENT ON COLUMN main.fact_rejection.reason IS 'short stable code';
COMMENT ON COLUMN main.fact_rejection.seen_at IS 'when it was captured';
