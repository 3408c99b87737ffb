-- Grain: one family that has, or had, an article that changes.
CREATE OR REPLACE TEMP TABLE changed_family AS
SELECT family_id
FROM main.article_summary
SEMI JOIN temp.changed_article ON changed_article.article_id = main.article_summary.article_id
WHERE family_id IS NOT NULL
UNION
SELECT family_id
FROM main.fact_family_member
SEMI JOIN temp.changed_article ON changed_article.article_id = main.fact_family_member.article_id
WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
