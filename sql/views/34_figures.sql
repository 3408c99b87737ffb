-- Grain: one figure in one version: a number with its unit and what it counts.
CREATE OR REPLACE VIEW news.figures AS
SELECT
    fact.version_id,
    fact.article_id,
    fact."text" AS written,
    fact.kind,
    fact.amount,
    fact.unit,
    fact.bound,
    fact."start" AS span_start,
    fact."end" AS span_end
FROM main.fact_figure AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.figures IS 'Grain: one figure in one version: a number with its unit and what it counts.';
COMMENT ON COLUMN news.figures.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.figures.article_id IS 'article';
COMMENT ON COLUMN news.figures.written IS 'as written';
COMMENT ON COLUMN news.figures.kind IS 'money, percent, deaths, injured, missing, arrested, displaced or rescued';
COMMENT ON COLUMN news.figures.amount IS 'the number, multiplied out';
COMMENT ON COLUMN news.figures.unit IS 'ISO 4217, or the symbol where several currencies share it; percent, points or people';
COMMENT ON COLUMN news.figures.bound IS 'exact, at-least, at-most or about';
COMMENT ON COLUMN news.figures.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.figures.span_end IS 'behind the last code point';
