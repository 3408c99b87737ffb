-- Grain: one story: two or more families, texts of their own, that tell the same event.
CREATE OR REPLACE VIEW news.stories AS
SELECT
    story_id,
    arg_min(title, (day, family_id)) AS title,
    min(day) AS first_day,
    max(day) AS last_day,
    count(*) AS families,
    sum(articles)::BIGINT AS articles,
    max(articles) AS largest_family
FROM news.story_members
GROUP BY story_id;

COMMENT ON VIEW news.stories IS 'Grain: one story: two or more families, texts of their own, that tell the same event.';
COMMENT ON COLUMN news.stories.story_id IS 'story: the identity of its smallest family';
COMMENT ON COLUMN news.stories.title IS 'headline of the family that came first';
COMMENT ON COLUMN news.stories.first_day IS 'day of the first family';
COMMENT ON COLUMN news.stories.last_day IS 'day of the last one';
COMMENT ON COLUMN news.stories.families IS 'texts of their own about the event';
COMMENT ON COLUMN news.stories.articles IS 'articles, copies included';
COMMENT ON COLUMN news.stories.largest_family IS 'articles of the text that was copied most';
