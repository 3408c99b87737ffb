-- Purpose: a canonical link to another site is evidence that a text was taken from there.

ALTER TABLE main.fact_version ADD COLUMN foreign_canonical_url TEXT;

COMMENT ON COLUMN main.fact_version.foreign_canonical_url IS 'address on another site that the page calls its canonical one: evidence of syndication, no identity; null where it calls none';
