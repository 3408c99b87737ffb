-- Grain: one place where one version names a source of its own report.

CREATE TABLE main.fact_citation (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    depth INTEGER NOT NULL
);

COMMENT ON TABLE main.fact_citation IS 'Grain: one place where one version names a source of its own report.';
COMMENT ON COLUMN main.fact_citation.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_citation.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_citation.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_citation.article_id IS 'its article';
COMMENT ON COLUMN main.fact_citation.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_citation.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_citation.role IS 'cited, via or channel';
COMMENT ON COLUMN main.fact_citation.name IS 'the source';
COMMENT ON COLUMN main.fact_citation.entity_id IS 'outlet or agency of the seeds';
COMMENT ON COLUMN main.fact_citation.kind IS 'outlet, agency or document';
COMMENT ON COLUMN main.fact_citation."start" IS 'first code point in the text';
COMMENT ON COLUMN main.fact_citation."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_citation.depth IS '1: the article cites it; 2: what it cites cites it';
