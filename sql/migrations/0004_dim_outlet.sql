-- Grain: one publisher, known to the seeds or met in captures.

CREATE TABLE main.dim_outlet (
    outlet_id TEXT NOT NULL,
    domain TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    language TEXT,
    zone TEXT,
    day_order TEXT,
    family_id TEXT NOT NULL,
    PRIMARY KEY (outlet_id)
);

COMMENT ON TABLE main.dim_outlet IS 'Grain: one publisher, known to the seeds or met in captures.';
COMMENT ON COLUMN main.dim_outlet.outlet_id IS 'registrable domain';
COMMENT ON COLUMN main.dim_outlet.domain IS 'registrable domain';
COMMENT ON COLUMN main.dim_outlet.name IS 'name; the domain where we know no better';
COMMENT ON COLUMN main.dim_outlet.kind IS 'agency, newspaper, broadcaster, aggregator, official, magazine or blog';
COMMENT ON COLUMN main.dim_outlet.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN main.dim_outlet.language IS 'BCP 47';
COMMENT ON COLUMN main.dim_outlet.zone IS 'IANA time zone';
COMMENT ON COLUMN main.dim_outlet.day_order IS 'order of day and month in dates: dmy, mdy or ymd';
COMMENT ON COLUMN main.dim_outlet.family_id IS 'owner: the unit of independence; the outlet itself where unknown';
