-- Grain: one place where one version credits an agency.
CREATE OR REPLACE VIEW news.credits AS
SELECT
    credit.version_id,
    credit.article_id,
    credit.agency_id,
    coalesce(agency.name, credit.agency_id) AS agency,
    credit.kind,
    credit.name AS written,
    credit."where" AS place_on_page,
    credit."start" AS span_start,
    credit."end" AS span_end,
    credit.raw
FROM main.fact_credit AS credit
LEFT JOIN main.dim_agency AS agency ON agency.agency_id = credit.agency_id
WHERE credit.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.credits IS 'Grain: one place where one version credits an agency.';
COMMENT ON COLUMN news.credits.version_id IS 'version';
COMMENT ON COLUMN news.credits.article_id IS 'article';
COMMENT ON COLUMN news.credits.agency_id IS 'agency';
COMMENT ON COLUMN news.credits.agency IS 'agency''s name';
COMMENT ON COLUMN news.credits.kind IS 'text, joint or image; an image credit is no evidence for the text';
COMMENT ON COLUMN news.credits.written IS 'the agency as written';
COMMENT ON COLUMN news.credits.place_on_page IS 'byline, dateline, tail, jsonld:author …';
COMMENT ON COLUMN news.credits.span_start IS 'first code point in the text, where it stands in the text';
COMMENT ON COLUMN news.credits.span_end IS 'behind the last code point';
COMMENT ON COLUMN news.credits.raw IS 'the mark as written';
