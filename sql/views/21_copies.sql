-- Grain: one article that was taken from another, or from an agency's text that we never captured.
CREATE OR REPLACE VIEW news.copies AS
SELECT
    member.article_id,
    member.family_id,
    member.relation,
    member.parent_id,
    member.parent_agency_id,
    member.score,
    member.method,
    member.evidence,
    member.confidence
FROM main.fact_family_member AS member
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
