-- Grain: one hop of one version's provenance chain, from the publisher to the primary source.

CREATE TABLE main.fact_lineage (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT,
    kind TEXT NOT NULL,
    relation TEXT NOT NULL,
    evidence TEXT NOT NULL,
    "start" INTEGER,
    "end" INTEGER,
    score DOUBLE NOT NULL
);

COMMENT ON TABLE main.fact_lineage IS 'Grain: one hop of one version''s provenance chain, from the publisher to the primary source.';
COMMENT ON COLUMN main.fact_lineage.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_lineage.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_lineage.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_lineage.article_id IS 'its article';
COMMENT ON COLUMN main.fact_lineage.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_lineage.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_lineage.depth IS '0 is the publisher';
COMMENT ON COLUMN main.fact_lineage.name IS 'who or what';
COMMENT ON COLUMN main.fact_lineage.entity_id IS 'outlet or agency of the seeds';
COMMENT ON COLUMN main.fact_lineage.kind IS 'outlet, agency or document';
COMMENT ON COLUMN main.fact_lineage.relation IS 'publishes, carries, cites or based-on';
COMMENT ON COLUMN main.fact_lineage.evidence IS 'what shows it';
COMMENT ON COLUMN main.fact_lineage."start" IS 'first code point of the evidence in the text';
COMMENT ON COLUMN main.fact_lineage."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_lineage.score IS 'confidence, 0 to 1';
