-- Grain: one piece of evidence that an article's text comes from another article, or from an agency.
CREATE OR REPLACE VIEW news.lineage_signals AS
SELECT
    article_id,
    ordinal,
    evidence,
    parent_id,
    parent_agency_id,
    confidence,
    is_decisive
FROM main.fact_lineage_signal
WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.lineage_signals IS 'Grain: one piece of evidence that an article''s text comes from another article, or from an agency.';
COMMENT ON COLUMN news.lineage_signals.article_id IS 'article';
COMMENT ON COLUMN news.lineage_signals.ordinal IS 'from 0, the gravest first';
COMMENT ON COLUMN news.lineage_signals.evidence IS 'credit:byline, agency-domain, canonical, published, fullest or capture-order';
COMMENT ON COLUMN news.lineage_signals.parent_id IS 'article that it speaks for; null where the agency''s own page was never captured';
COMMENT ON COLUMN news.lineage_signals.parent_agency_id IS 'agency that it speaks for';
COMMENT ON COLUMN news.lineage_signals.confidence IS 'of this signal alone, 0 to 1';
COMMENT ON COLUMN news.lineage_signals.is_decisive IS 'whether it gave the article the parent that it has';
