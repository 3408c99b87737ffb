-- Grain: one place where one version names a source of its own report.
CREATE OR REPLACE VIEW news.citations AS
SELECT
    fact.version_id,
    fact.article_id,
    fact.name,
    fact.role,
    fact.kind,
    fact.depth,
    fact.entity_id,
    fact."start" AS span_start,
    fact."end" AS span_end
FROM main.fact_citation AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.citations IS 'Grain: one place where one version names a source of its own report.';
COMMENT ON COLUMN news.citations.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.citations.article_id IS 'article';
COMMENT ON COLUMN news.citations.name IS 'the source';
COMMENT ON COLUMN news.citations.role IS 'cited, via or channel';
COMMENT ON COLUMN news.citations.kind IS 'outlet, agency or document';
COMMENT ON COLUMN news.citations.depth IS '1: the article cites it; 2: what it cites cites it';
COMMENT ON COLUMN news.citations.entity_id IS 'outlet or agency of the seeds';
COMMENT ON COLUMN news.citations.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.citations.span_end IS 'behind the last code point';
