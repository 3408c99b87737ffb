-- Grain: one news agency of the seeds.
CREATE OR REPLACE VIEW news.agencies AS
SELECT
    agency_id,
    name,
    country,
    domain
FROM main.dim_agency;

COMMENT ON VIEW news.agencies IS 'Grain: one news agency of the seeds.';
COMMENT ON COLUMN news.agencies.agency_id IS 'short slug';
COMMENT ON COLUMN news.agencies.name IS 'name';
COMMENT ON COLUMN news.agencies.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN news.agencies.domain IS 'the agency''s own site';
