-- Grain: one mention of a place in one version.

CREATE TABLE main.fact_mention (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    latitude DOUBLE,
    longitude DOUBLE
);

COMMENT ON TABLE main.fact_mention IS 'Grain: one mention of a place in one version.';
COMMENT ON COLUMN main.fact_mention.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_mention.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_mention.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_mention.article_id IS 'its article';
COMMENT ON COLUMN main.fact_mention.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_mention.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_mention.name IS 'canonical name';
COMMENT ON COLUMN main.fact_mention."start" IS 'first code point in the text';
COMMENT ON COLUMN main.fact_mention."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_mention.kind IS 'country, region, city, sea, area or union';
COMMENT ON COLUMN main.fact_mention.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.fact_mention.latitude IS 'degrees north';
COMMENT ON COLUMN main.fact_mention.longitude IS 'degrees east';
