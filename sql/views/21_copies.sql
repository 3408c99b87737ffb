-- Grain: one article that was taken from another, or from an agency's text that we never captured.
CREATE OR REPLACE VIEW news.copies AS
SELECT
    article.article_id,
    article.title,
    coalesce(outlet.name, article.outlet_id) AS outlet,
    article.relation,
    coalesce(source.name, parent.outlet_id, agency.name, article.parent_agency_id) AS taken_from,
    date_diff('minute', parent.published_at, article.published_at) AS lag_minutes,
    article.published_at,
    article.evidence,
    article.confidence,
    article.score,
    article.method,
    article.family_id,
    article.parent_id,
    article.parent_agency_id,
    article.outlet_id,
    article.url
FROM main.article_summary AS article
LEFT JOIN main.article_summary AS parent ON parent.article_key = article.parent_key
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = article.outlet_id
LEFT JOIN main.dim_outlet AS source ON source.outlet_id = parent.outlet_id
LEFT JOIN main.dim_agency AS agency ON agency.agency_id = article.parent_agency_id
WHERE article.relation <> 'original' OR article.parent_agency_id IS NOT NULL;

COMMENT ON VIEW news.copies IS 'Grain: one article that was taken from another, or from an agency''s text that we never captured.';
COMMENT ON COLUMN news.copies.article_id IS 'article';
COMMENT ON COLUMN news.copies.family_id IS 'its family';
COMMENT ON COLUMN news.copies.relation IS 'original (of those we captured), copy or version_of';
COMMENT ON COLUMN news.copies.parent_id IS 'article it was taken from';
COMMENT ON COLUMN news.copies.parent_agency_id IS 'agency it was taken from, captured or not';
COMMENT ON COLUMN news.copies.score IS 'containment of the shorter text in the longer, 0 to 1';
COMMENT ON COLUMN news.copies.method IS 'exact, containment, identity or alone';
COMMENT ON COLUMN news.copies.evidence IS 'what shows the direction';
COMMENT ON COLUMN news.copies.confidence IS 'of the parent, 0 to 1';
COMMENT ON COLUMN news.copies.title IS 'its headline';
COMMENT ON COLUMN news.copies.outlet IS 'who published it';
COMMENT ON COLUMN news.copies.taken_from IS 'whom it was taken from: an outlet, or an agency, captured or not';
COMMENT ON COLUMN news.copies.lag_minutes IS 'minutes behind the article that it was taken from';
COMMENT ON COLUMN news.copies.published_at IS 'publication as the page claims it, UTC';
COMMENT ON COLUMN news.copies.outlet_id IS 'publisher';
COMMENT ON COLUMN news.copies.url IS 'address';
