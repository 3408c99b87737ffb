-- Grain: one outlet of the seeds, or one that an article names and the seeds don't know.
MERGE INTO main.dim_outlet AS loaded
USING (
    SELECT
        outlet_id,
        domain,
        name,
        kind,
        country,
        language,
        zone,
        day_order,
        coalesce(family_id, outlet_id) AS family_id
    FROM temp.staged_outlet
    UNION ALL BY NAME
    SELECT DISTINCT
        outlet_id,
        outlet_id AS domain,
        outlet_id AS name,
        'newspaper' AS kind,
        outlet_id AS family_id
    FROM main.fact_version
    WHERE outlet_id NOT IN (SELECT outlet_id FROM temp.staged_outlet)
) AS staged
ON loaded.outlet_id = staged.outlet_id
WHEN MATCHED
    AND (loaded.domain, loaded.name, loaded.kind, loaded.country, loaded.language, loaded.zone, loaded.day_order, loaded.family_id)
    IS DISTINCT FROM (staged.domain, staged.name, staged.kind, staged.country, staged.language, staged.zone, staged.day_order, staged.family_id)
THEN UPDATE SET
    domain = staged.domain,
    name = staged.name,
    kind = staged.kind,
    country = staged.country,
    language = staged.language,
    zone = staged.zone,
    day_order = staged.day_order,
    family_id = staged.family_id
WHEN NOT MATCHED THEN INSERT (
    outlet_id,
    domain,
    name,
    kind,
    country,
    language,
    zone,
    day_order,
    family_id
) VALUES (
    staged.outlet_id,
    staged.domain,
    staged.name,
    staged.kind,
    staged.country,
    staged.language,
    staged.zone,
    staged.day_order,
    staged.family_id
)
