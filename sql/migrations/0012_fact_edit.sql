-- Grain: one step in the life of one article: to other words, to nothing, to another article, or back; seen by one capture.

CREATE TABLE main.fact_edit (
    producer TEXT NOT NULL,
    article_id TEXT NOT NULL,
    capture_id TEXT NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    from_version_id TEXT NOT NULL,
    to_version_id TEXT,
    to_article_id TEXT,
    headline_changed BOOLEAN NOT NULL,
    body_changed BOOLEAN NOT NULL,
    figures_changed INTEGER NOT NULL,
    notices_added TEXT[] NOT NULL,
    seconds_since_publication BIGINT
);

COMMENT ON TABLE main.fact_edit IS 'Grain: one step in the life of one article: to other words, to nothing, to another article, or back; seen by one capture.';
COMMENT ON COLUMN main.fact_edit.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_edit.article_id IS 'article';
COMMENT ON COLUMN main.fact_edit.capture_id IS 'capture that shows the step';
COMMENT ON COLUMN main.fact_edit.seen_at IS 'when it was seen: the step happened before';
COMMENT ON COLUMN main.fact_edit.kind IS 'correction (a new notice), edit, deletion, redirect or return';
COMMENT ON COLUMN main.fact_edit.from_version_id IS 'last version seen before';
COMMENT ON COLUMN main.fact_edit.to_version_id IS 'version seen now; null for a deletion or redirect';
COMMENT ON COLUMN main.fact_edit.to_article_id IS 'redirect: article that the address leads to now';
COMMENT ON COLUMN main.fact_edit.headline_changed IS 'title differs';
COMMENT ON COLUMN main.fact_edit.body_changed IS 'summary or text differ';
COMMENT ON COLUMN main.fact_edit.figures_changed IS 'figures of the new title, summary and text that the old did not have';
COMMENT ON COLUMN main.fact_edit.notices_added IS 'correction, update and withdrawal notices that the old version did not have';
COMMENT ON COLUMN main.fact_edit.seconds_since_publication IS 'from the claimed publication of the first version; null where its instant is unknown';
