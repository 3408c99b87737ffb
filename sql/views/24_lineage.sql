-- Grain: one hop of one version's provenance chain, from the publisher (depth 0) to the primary source.
CREATE OR REPLACE VIEW news.lineage AS
SELECT
    fact.version_id,
    fact.article_id,
    fact.depth,
    fact.name,
    fact.kind,
    fact.relation,
    fact.evidence,
    fact.entity_id,
    fact.score,
    fact."start" AS span_start,
    fact."end" AS span_end
FROM main.fact_lineage AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.lineage IS 'Grain: one hop of one version''s provenance chain, from the publisher (depth 0) to the primary source.';
COMMENT ON COLUMN news.lineage.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.lineage.article_id IS 'article';
COMMENT ON COLUMN news.lineage.depth IS '0 is the publisher';
COMMENT ON COLUMN news.lineage.name IS 'who or what';
COMMENT ON COLUMN news.lineage.kind IS 'outlet, agency or document';
COMMENT ON COLUMN news.lineage.relation IS 'publishes, carries, cites or based-on';
COMMENT ON COLUMN news.lineage.evidence IS 'what shows it';
COMMENT ON COLUMN news.lineage.entity_id IS 'outlet or agency of the seeds';
COMMENT ON COLUMN news.lineage.score IS 'confidence, 0 to 1';
COMMENT ON COLUMN news.lineage.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.lineage.span_end IS 'behind the last code point';
