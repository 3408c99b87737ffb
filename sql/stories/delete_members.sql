-- Grain: one family whose story is told anew, or that is no more.
DELETE FROM main.fact_story_member
WHERE
    producer = $producer
    AND (
        family_id IN (SELECT family_id FROM temp.retold_family)
        OR family_id NOT IN (SELECT family_id FROM main.story_telling)
    )
