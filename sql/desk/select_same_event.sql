-- Grain: one other family about the event of the family $family_id, in the order of days.
SELECT
    other.family_id,
    other.title,
    coalesce(other.outlet, '') AS outlet,
    other.day,
    other.articles
FROM news.story_members AS mine
INNER JOIN news.story_members AS other ON other.story_id = mine.story_id AND other.family_id <> mine.family_id
WHERE mine.family_id = $family_id
ORDER BY other.day, other.family_id
LIMIT $limit
