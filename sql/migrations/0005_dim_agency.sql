-- Grain: one news agency of the seeds.

CREATE TABLE main.dim_agency (
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    domain TEXT,
    PRIMARY KEY (agency_id)
);

COMMENT ON TABLE main.dim_agency IS 'Grain: one news agency of the seeds.';
COMMENT ON COLUMN main.dim_agency.agency_id IS 'short slug';
COMMENT ON COLUMN main.dim_agency.name IS 'name';
COMMENT ON COLUMN main.dim_agency.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.dim_agency.domain IS 'the agency''s own site';
