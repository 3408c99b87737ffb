-- Grain: one figure in one version.

CREATE TABLE main.fact_figure (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount DOUBLE NOT NULL,
    unit TEXT NOT NULL,
    bound TEXT NOT NULL
);

COMMENT ON TABLE main.fact_figure IS 'Grain: one figure in one version.';
COMMENT ON COLUMN main.fact_figure.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_figure.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_figure.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_figure.article_id IS 'its article';
COMMENT ON COLUMN main.fact_figure.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_figure.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_figure."start" IS 'first code point in the text';
COMMENT ON COLUMN main.fact_figure."end" IS 'behind the last code point';
COMMENT ON COLUMN main.fact_figure."text" IS 'as written';
COMMENT ON COLUMN main.fact_figure.kind IS 'money, percent, deaths, injured, missing, arrested, displaced or rescued';
COMMENT ON COLUMN main.fact_figure.amount IS 'the number, multiplied out';
COMMENT ON COLUMN main.fact_figure.unit IS 'ISO 4217, or the symbol where several currencies share it; percent, points or people';
COMMENT ON COLUMN main.fact_figure.bound IS 'exact, at-least, at-most or about';
