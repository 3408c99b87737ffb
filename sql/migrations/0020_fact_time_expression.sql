-- Grain: one date expression in one version, resolved to a period of local days.

CREATE TABLE main.fact_time_expression (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    value TEXT NOT NULL,
    first_day DATE,
    last_day DATE,
    anchor TEXT NOT NULL
);

COMMENT ON TABLE main.fact_time_expression IS 'Grain: one date expression in one version, resolved to a period of local days.';
COMMENT ON COLUMN main.fact_time_expression.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_time_expression.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_time_expression.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_time_expression.article_id IS 'its article';
COMMENT ON COLUMN main.fact_time_expression.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_time_expression.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_time_expression."start" IS 'first code point in the text';
COMMENT ON COLUMN main.fact_time_expression."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_time_expression."text" IS 'as written';
COMMENT ON COLUMN main.fact_time_expression.value IS 'ISO 8601, as exact as the text';
COMMENT ON COLUMN main.fact_time_expression.first_day IS 'first day of the period';
COMMENT ON COLUMN main.fact_time_expression.last_day IS 'last day of the period';
COMMENT ON COLUMN main.fact_time_expression.anchor IS 'published, dateline or none (absolute)';
