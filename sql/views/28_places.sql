-- Grain: one mention of a place in one version.
CREATE OR REPLACE VIEW news.places AS
SELECT
    fact.version_id,
    fact.article_id,
    fact.name,
    fact.kind,
    fact.country,
    fact.admin1,
    fact.latitude,
    fact.longitude,
    fact."start" AS span_start,
    fact."end" AS span_end
FROM main.fact_mention AS fact
WHERE fact.producer = (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AND fact.articles_producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.places IS 'Grain: one mention of a place in one version.';
COMMENT ON COLUMN news.places.version_id IS 'version whose text the spans count into';
COMMENT ON COLUMN news.places.article_id IS 'article';
COMMENT ON COLUMN news.places.name IS 'canonical name';
COMMENT ON COLUMN news.places.kind IS 'country, region, city, sea, area or union';
COMMENT ON COLUMN news.places.country IS 'ISO 3166-1 alpha-2';
COMMENT ON COLUMN news.places.admin1 IS 'state or province, ISO 3166-2, where known';
COMMENT ON COLUMN news.places.latitude IS 'degrees north';
COMMENT ON COLUMN news.places.longitude IS 'degrees east';
COMMENT ON COLUMN news.places.span_start IS 'first code point in the text';
COMMENT ON COLUMN news.places.span_end IS 'behind the last code point';
