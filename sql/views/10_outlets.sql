-- Grain: one publisher, known to the seeds or met in captures.
CREATE OR REPLACE VIEW news.outlets AS
SELECT
    outlet_id,
    name,
    kind,
    country,
    language,
    zone,
    family_id AS owner_id,
    domain
FROM main.dim_outlet;

COMMENT ON VIEW news.outlets IS 'Grain: one publisher, known to the seeds or met in captures.';
COMMENT ON COLUMN news.outlets.outlet_id IS 'registrable domain';
COMMENT ON COLUMN news.outlets.name IS 'name; the domain where we know no better';
COMMENT ON COLUMN news.outlets.kind IS 'agency, newspaper, broadcaster, aggregator, official, magazine or blog';
COMMENT ON COLUMN news.outlets.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN news.outlets.language IS 'BCP 47';
COMMENT ON COLUMN news.outlets.zone IS 'IANA time zone';
COMMENT ON COLUMN news.outlets.owner_id IS 'owner: count owners, not outlets, for independence';
COMMENT ON COLUMN news.outlets.domain IS 'registrable domain';
