-- Grain: one piece of evidence that an article's text comes from another article, or from an agency.

CREATE TABLE main.fact_lineage_signal (
    producer TEXT NOT NULL,
    article_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    parent_id TEXT,
    parent_agency_id TEXT,
    confidence DOUBLE NOT NULL,
    is_decisive BOOLEAN NOT NULL
);

COMMENT ON TABLE main.fact_lineage_signal IS 'Grain: one piece of evidence that an article''s text comes from another article, or from an agency.';
COMMENT ON COLUMN main.fact_lineage_signal.producer IS 'normalise''s producer: which code read the captures';
COMMENT ON COLUMN main.fact_lineage_signal.article_id IS 'article';
COMMENT ON COLUMN main.fact_lineage_signal.ordinal IS 'from 0, the gravest first';
COMMENT ON COLUMN main.fact_lineage_signal.evidence IS 'credit:byline, agency-domain, canonical, published, fullest or capture-order';
COMMENT ON COLUMN main.fact_lineage_signal.parent_id IS 'article that it speaks for; null where the agency''s own page was never captured';
COMMENT ON COLUMN main.fact_lineage_signal.parent_agency_id IS 'agency that it speaks for';
COMMENT ON COLUMN main.fact_lineage_signal.confidence IS 'of this signal alone, 0 to 1';
COMMENT ON COLUMN main.fact_lineage_signal.is_decisive IS 'whether it gave the article the parent that it has';
