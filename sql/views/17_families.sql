-- Grain: one family: the articles that reproduce the same copy; an article alone is a family of one.
CREATE OR REPLACE VIEW news.families AS
SELECT
    member.family_id,
    count(*) AS articles,
    count(DISTINCT version.outlet_id) AS outlets,
    count(DISTINCT coalesce(outlet.family_id, version.outlet_id)) AS owners,
    min(version.article_seen_at) AS first_seen_at,
    max(version.last_seen_at) AS last_seen_at,
    arg_min(
        member.article_id, (member.relation <> 'original', version.article_seen_at, member.article_id)
    ) AS original_id,
    arg_min(words.title, (member.relation <> 'original', version.article_seen_at, member.article_id)) AS title,
    min(member.parent_agency_id) AS agency_id
FROM main.fact_family_member AS member
INNER JOIN main.fact_version AS version
    ON version.article_id = member.article_id AND version.producer = member.producer AND version.is_latest
INNER JOIN main.article_text AS words ON words.version_id = version.version_id
LEFT JOIN main.dim_outlet AS outlet ON outlet.outlet_id = version.outlet_id
WHERE member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
GROUP BY member.family_id;

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
