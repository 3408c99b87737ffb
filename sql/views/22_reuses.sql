-- Grain: one pair of articles of which one holds part of the other without being its copy.
CREATE OR REPLACE VIEW news.reuses AS
SELECT
    article_id,
    inner_article_id,
    relation,
    score
FROM main.fact_reuse
WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.reuses IS 'Grain: one pair of articles of which one holds part of the other without being its copy.';
COMMENT ON COLUMN news.reuses.article_id IS 'the outer text';
COMMENT ON COLUMN news.reuses.inner_article_id IS 'the inner text';
COMMENT ON COLUMN news.reuses.relation IS 'embeds or excerpt_of';
COMMENT ON COLUMN news.reuses.score IS 'share of the inner text found in the outer';
