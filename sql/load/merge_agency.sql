-- Grain: one agency of the seeds.
MERGE INTO main.dim_agency AS loaded
USING (
    SELECT
        agency_id,
        name,
        country,
        domain
    FROM temp.staged_agency
) AS staged
ON loaded.agency_id = staged.agency_id
WHEN MATCHED
    AND (loaded.name, loaded.country, loaded.domain) IS DISTINCT FROM (staged.name, staged.country, staged.domain)
THEN UPDATE SET
    name = staged.name,
    country = staged.country,
    domain = staged.domain
WHEN NOT MATCHED THEN INSERT (agency_id, name, country, domain)
VALUES (staged.agency_id, staged.name, staged.country, staged.domain)
