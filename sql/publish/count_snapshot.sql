-- Grain: one snapshot: its articles, versions and families, as readers see them.
SELECT
    (SELECT count(*) FROM main.fact_version WHERE is_latest AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)) AS articles,
    (SELECT count(*) FROM main.fact_version WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)) AS versions,
    (SELECT count(DISTINCT family_id) FROM main.fact_family_member WHERE producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)) AS families
