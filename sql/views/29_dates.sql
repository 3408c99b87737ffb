-- Grain: one date expression in one version, resolved to a period of local days.
CREATE OR REPLACE VIEW news.dates AS
SELECT
    fact.version_id,
    fact.article_id,
    fact."text" AS written,
    fact.value,
    fact.first_day,
    fact.last_day,
    fact.granularity,
    fact.anchor,
    fact.direction,
    fact.is_ambiguous,
    fact."start" AS span_start,
    fact."end" AS span_end
FROM main.fact_time_expression AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.dates IS 'Grain: one date expression in one version, resolved to a period of local days.';
COMMENT ON COLUMN news.dates.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.dates.article_id IS 'article';
COMMENT ON COLUMN news.dates.written IS 'as written';
COMMENT ON COLUMN news.dates.value IS 'ISO 8601, as exact as the text';
COMMENT ON COLUMN news.dates.first_day IS 'first day of the period';
COMMENT ON COLUMN news.dates.last_day IS 'last day of the period';
COMMENT ON COLUMN news.dates.granularity IS 'day, week, weekend, month, quarter, half, season, year or decade; empty where not resolved';
COMMENT ON COLUMN news.dates.anchor IS 'published, dateline, previous (the date named before) or none (absolute)';
COMMENT ON COLUMN news.dates.direction IS 'past, present or future from its anchor; empty where it has none';
COMMENT ON COLUMN news.dates.is_ambiguous IS 'its clause does not say which way it counts';
COMMENT ON COLUMN news.dates.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.dates.span_end IS 'behind the last code point';
