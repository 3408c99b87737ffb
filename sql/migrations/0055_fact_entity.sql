-- Grain: one mention of a person, an organisation or an office in one version.

CREATE TABLE main.fact_entity (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT,
    kind TEXT NOT NULL,
    role TEXT,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    evidence TEXT NOT NULL
);

COMMENT ON TABLE main.fact_entity IS 'Grain: one mention of a person, an organisation or an office in one version.';
COMMENT ON COLUMN main.fact_entity.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_entity.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_entity.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_entity.article_id IS 'its article';
COMMENT ON COLUMN main.fact_entity.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_entity.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_entity.name IS 'as this text names it in full; of the seeds as they name it';
COMMENT ON COLUMN main.fact_entity.entity_id IS 'of seeds/organisations.csv, where known';
COMMENT ON COLUMN main.fact_entity.kind IS 'person, organisation or office';
COMMENT ON COLUMN main.fact_entity.role IS 'what the text says a person is, at this place';
COMMENT ON COLUMN main.fact_entity."start" IS 'first code point in the text';
COMMENT ON COLUMN main.fact_entity."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_entity.evidence IS 'speaks, title, apposition, head (called like an organisation), list (seeds) or repeated (shown elsewhere in the text)';
