-- Grain: one family: the articles that reproduce the same copy; an article alone is a family of one.
CREATE OR REPLACE VIEW news.families AS
SELECT
    family_id,
    articles,
    outlets,
    owners,
    first_seen_at,
    last_seen_at,
    original_id,
    title,
    agency_id,
    last_first_seen_at
FROM main.family_summary;

COMMENT ON VIEW news.families IS 'Grain: one family: the articles that reproduce the same copy; an article alone is a family of one.';
COMMENT ON COLUMN news.families.family_id IS 'family';
COMMENT ON COLUMN news.families.articles IS 'articles in it';
COMMENT ON COLUMN news.families.outlets IS 'outlets that published one';
COMMENT ON COLUMN news.families.owners IS 'owners of these outlets: the number of independent publishers';
COMMENT ON COLUMN news.families.first_seen_at IS 'first capture that shows one of its articles: provable';
COMMENT ON COLUMN news.families.last_seen_at IS 'last capture';
COMMENT ON COLUMN news.families.original_id IS 'article that the others were taken from, as far as we can tell';
COMMENT ON COLUMN news.families.title IS 'its title';
COMMENT ON COLUMN news.families.agency_id IS 'an agency that one of them was taken from';
COMMENT ON COLUMN news.families.last_first_seen_at IS 'first capture of the article that joined last: how long it spread';
