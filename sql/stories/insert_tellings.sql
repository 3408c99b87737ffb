-- Grain: one family that is told anew.
INSERT INTO main.story_telling (family_id, day, version_id, made_by)
SELECT
    family_id,
    day,
    version_id,
    $made_by
FROM temp.new_telling
ORDER BY day, family_id
