-- Grain: one statement that one version attributes to a source.

CREATE TABLE main.fact_attribution (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    source STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    cue STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    content STRUCT("start" INTEGER, "end" INTEGER)[] NOT NULL,
    kind TEXT NOT NULL,
    source_type TEXT NOT NULL,
    source_name TEXT,
    score DOUBLE NOT NULL
);

COMMENT ON TABLE main.fact_attribution IS 'Grain: one statement that one version attributes to a source.';
COMMENT ON COLUMN main.fact_attribution.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_attribution.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_attribution.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_attribution.article_id IS 'its article';
COMMENT ON COLUMN main.fact_attribution.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_attribution.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_attribution.source IS 'who says it';
COMMENT ON COLUMN main.fact_attribution.cue IS 'the words that attribute';
COMMENT ON COLUMN main.fact_attribution.content IS 'what is said';
COMMENT ON COLUMN main.fact_attribution.kind IS 'direct, mixed or indirect';
COMMENT ON COLUMN main.fact_attribution.source_type IS 'person, office, outlet, agency, document, organisation, anonymous or unknown';
COMMENT ON COLUMN main.fact_attribution.source_name IS 'the source as a name';
COMMENT ON COLUMN main.fact_attribution.score IS 'confidence, 0 to 1';
