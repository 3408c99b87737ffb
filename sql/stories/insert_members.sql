-- Grain: one family in a story that is told anew.
INSERT INTO main.fact_story_member (producer, family_id, story_id, day)
SELECT
    $producer,
    new.family_id,
    new.story_id,
    telling.day
FROM temp.new_story_member AS new
INNER JOIN main.story_telling AS telling ON telling.family_id = new.family_id
ORDER BY telling.day, new.family_id
