-- Grain: one statement that one version attributes to a source.
CREATE OR REPLACE VIEW news.attributions AS
SELECT
    fact.version_id,
    fact.article_id,
    fact.ordinal,
    fact.source_name,
    fact.source_type,
    fact.kind,
    fact.polarity,
    fact.nested_in,
    fact.source,
    fact.cue,
    fact.content,
    fact.score
FROM main.fact_attribution AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.attributions IS 'Grain: one statement that one version attributes to a source.';
COMMENT ON COLUMN news.attributions.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.attributions.article_id IS 'article';
COMMENT ON COLUMN news.attributions.ordinal IS 'from 0, in text order';
COMMENT ON COLUMN news.attributions.source_name IS 'the source as a name';
COMMENT ON COLUMN news.attributions.source_type IS 'person, office, outlet, agency, document, organisation, anonymous or unknown';
COMMENT ON COLUMN news.attributions.kind IS 'direct, mixed or indirect';
COMMENT ON COLUMN news.attributions.polarity IS 'said, denied (the source contests it) or withheld (not said, not confirmed)';
COMMENT ON COLUMN news.attributions.nested_in IS 'ordinal of the statement that it stands in; null where it stands in none';
COMMENT ON COLUMN news.attributions.source IS 'spans: who says it';
COMMENT ON COLUMN news.attributions.cue IS 'spans: the words that attribute';
COMMENT ON COLUMN news.attributions.content IS 'spans: what is said';
COMMENT ON COLUMN news.attributions.score IS 'confidence, 0 to 1';
