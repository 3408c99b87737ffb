-- Grain: one pair of articles of which one holds part of the other without being its copy. Joins no family.

CREATE TABLE main.fact_reuse (
    producer TEXT NOT NULL,
    article_id TEXT NOT NULL,
    inner_article_id TEXT NOT NULL,
    relation TEXT NOT NULL,
    score DOUBLE NOT NULL
);

COMMENT ON TABLE main.fact_reuse IS 'Grain: one pair of articles of which one holds part of the other without being its copy. Joins no family.';
COMMENT ON COLUMN main.fact_reuse.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_reuse.article_id IS 'the outer text';
COMMENT ON COLUMN main.fact_reuse.inner_article_id IS 'the inner text';
COMMENT ON COLUMN main.fact_reuse.relation IS 'embeds or excerpt_of';
COMMENT ON COLUMN main.fact_reuse.score IS 'share of the inner text found in the outer';
