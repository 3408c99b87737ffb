-- Grain: one family that is told anew, or is no more.
DELETE FROM main.story_telling
WHERE
    family_id IN (SELECT family_id FROM temp.new_telling)
    OR family_id NOT IN (SELECT family_id FROM main.article_summary WHERE family_id IS NOT NULL)
