-- Grain: one article that was taken from another, or from an agency's text that we never captured.
CREATE OR REPLACE VIEW news.copies AS
SELECT
    member.article_id,
    article.title,
    article.outlet,
    member.relation,
    coalesce(parent.outlet, agency.name, member.parent_agency_id) AS taken_from,
    date_diff('minute', parent.published_at, article.published_at) AS lag_minutes,
    article.published_at,
    member.evidence,
    member.confidence,
    member.score,
    member.method,
    member.family_id,
    member.parent_id,
    member.parent_agency_id,
    article.outlet_id,
    article.url
FROM main.fact_family_member AS member
INNER JOIN news.articles AS article ON article.article_id = member.article_id
LEFT JOIN news.articles AS parent ON parent.article_id = member.parent_id
LEFT JOIN main.dim_agency AS agency ON agency.agency_id = member.parent_agency_id
WHERE
    member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
    AND (member.relation <> 'original' OR member.parent_agency_id IS NOT NULL);

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
