-- Grain: one article: all of them, since the summaries are made anew.
CREATE OR REPLACE TEMP TABLE changed_article AS
SELECT article_id
FROM main.fact_version
WHERE is_latest AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
