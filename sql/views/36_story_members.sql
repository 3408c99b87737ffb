-- Grain: one family that tells the same event as another family. Copies are one family; a story is several texts.
CREATE OR REPLACE VIEW news.story_members AS
SELECT
    told.story_id,
    told.family_id,
    told.day,
    family.title,
    article.outlet,
    family.original_id AS article_id,
    family.articles,
    family.outlets,
    family.owners,
    article.language
FROM main.fact_story_member AS told
INNER JOIN news.families AS family ON family.family_id = told.family_id
LEFT JOIN news.headlines AS article ON article.article_id = family.original_id
WHERE told.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current);

COMMENT ON VIEW news.story_members IS 'Grain: one family that tells the same event as another family. Copies are one family; a story is several texts.';
COMMENT ON COLUMN news.story_members.story_id IS 'story';
COMMENT ON COLUMN news.story_members.family_id IS 'family';
COMMENT ON COLUMN news.story_members.day IS 'of the family''s first article';
COMMENT ON COLUMN news.story_members.title IS 'headline of the family';
COMMENT ON COLUMN news.story_members.outlet IS 'outlet of its original, as far as we can tell';
COMMENT ON COLUMN news.story_members.article_id IS 'its original';
COMMENT ON COLUMN news.story_members.articles IS 'articles in the family';
COMMENT ON COLUMN news.story_members.outlets IS 'outlets that ran it';
COMMENT ON COLUMN news.story_members.owners IS 'owners of these outlets';
COMMENT ON COLUMN news.story_members.language IS 'of the original, BCP 47';
