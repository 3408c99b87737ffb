-- Grain: one passage between quotation marks in one version.

CREATE TABLE main.fact_quote (
    articles_producer TEXT NOT NULL,
    producer TEXT NOT NULL,
    version_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    quote_id TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speaker TEXT,
    speaker_start INTEGER,
    speaker_end INTEGER,
    is_closed BOOLEAN NOT NULL
);

COMMENT ON TABLE main.fact_quote IS 'Grain: one passage between quotation marks in one version.';
COMMENT ON COLUMN main.fact_quote.articles_producer IS 'normalise''s producer, whose text was read';
COMMENT ON COLUMN main.fact_quote.producer IS 'extract''s producer: which code found the fact';
COMMENT ON COLUMN main.fact_quote.version_id IS 'the version whose text the spans count into';
COMMENT ON COLUMN main.fact_quote.article_id IS 'its article';
COMMENT ON COLUMN main.fact_quote.segment_id IS 'segment of the version''s first sighting';
COMMENT ON COLUMN main.fact_quote.ordinal IS 'from 0, in the order in which extract lists them';
COMMENT ON COLUMN main.fact_quote.quote_id IS 'identity of the words: copies share it';
COMMENT ON COLUMN main.fact_quote."start" IS 'first code point of the words';
COMMENT ON COLUMN main.fact_quote."end" IS 'behind the last, without the marks';
COMMENT ON COLUMN main.fact_quote.speaker IS 'who says it';
COMMENT ON COLUMN main.fact_quote.speaker_start IS 'first code point of the speaker';
COMMENT ON COLUMN main.fact_quote.speaker_end IS 'behind the last code point of the speaker';
COMMENT ON COLUMN main.fact_quote.is_closed IS 'false: the closing mark is missing';
