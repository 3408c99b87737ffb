-- Grain: one passage between quotation marks in one version.
CREATE OR REPLACE VIEW news.quotes AS
SELECT
    fact.version_id,
    fact.article_id,
    fact.quote_id,
    fact.speaker,
    fact."start" AS span_start,
    fact."end" AS span_end,
    fact.speaker_start,
    fact.speaker_end,
    fact.is_closed
FROM main.fact_quote AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.quotes IS 'Grain: one passage between quotation marks in one version.';
COMMENT ON COLUMN news.quotes.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.quotes.article_id IS 'article';
COMMENT ON COLUMN news.quotes.quote_id IS 'identity of the words: copies share it';
COMMENT ON COLUMN news.quotes.speaker IS 'who says it';
COMMENT ON COLUMN news.quotes.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.quotes.span_end IS 'behind the last code point';
COMMENT ON COLUMN news.quotes.speaker_start IS 'first code point of the speaker';
COMMENT ON COLUMN news.quotes.speaker_end IS 'behind the last code point of the speaker';
COMMENT ON COLUMN news.quotes.is_closed IS 'false: the closing mark is missing';
