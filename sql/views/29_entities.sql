-- Grain: one mention of a person, an organisation or an office in one version.
CREATE OR REPLACE VIEW news.entities AS
SELECT
    fact.version_id,
    fact.article_id,
    fact.name,
    fact.entity_id,
    fact.kind,
    fact.role,
    fact.evidence,
    fact."start" AS span_start,
    fact."end" AS span_end
FROM main.fact_entity AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.entities IS 'Grain: one mention of a person, an organisation or an office in one version.';
COMMENT ON COLUMN news.entities.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.entities.article_id IS 'article';
COMMENT ON COLUMN news.entities.name IS 'as this text names it in full; of the seeds as they name it';
COMMENT ON COLUMN news.entities.entity_id IS 'of seeds/organisations.csv, where known';
COMMENT ON COLUMN news.entities.kind IS 'person, organisation or office';
COMMENT ON COLUMN news.entities.role IS 'what the text says a person is, at this place';
COMMENT ON COLUMN news.entities.evidence IS 'speaks, title, apposition, head (called like an organisation), list (seeds) or repeated (shown elsewhere in the text)';
COMMENT ON COLUMN news.entities.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.entities.span_end IS 'behind the last code point';
