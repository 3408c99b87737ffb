-- Grain: one family that changed.
INSERT INTO main.family_summary BY NAME
SELECT
    article.family_id,
    count(*) AS articles,
    count(DISTINCT article.outlet_id) AS outlets,
    count(DISTINCT coalesce(outlet.family_id, article.outlet_id)) AS owners,
    min(article.first_seen_at) AS first_seen_at,
    max(article.last_seen_at) AS last_seen_at,
    max(article.first_seen_at) AS last_first_seen_at,
    arg_min(article.article_id, (article.relation <> 'original', article.first_seen_at, article.article_id)) AS original_id,
    arg_min(article.title, (article.relation <> 'original', article.first_seen_at, article.article_id)) AS title,
    min(article.parent_agency_id) AS agency_id
FROM main.article_summary AS article
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = article.outlet_id
WHERE article.family_id IN (SELECT family_id FROM temp.changed_family)
GROUP BY article.family_id
