-- Grain: one day on which a family came, went or says something else.
SELECT DISTINCT day
FROM (
    SELECT new.day
    FROM temp.new_telling AS new
    LEFT JOIN main.story_telling AS old ON old.family_id = new.family_id
    WHERE old.family_id IS NULL OR (old.day, old.version_id) <> (new.day, new.version_id)
    UNION ALL
    SELECT old.day
    FROM main.story_telling AS old
    LEFT JOIN temp.new_telling AS new ON new.family_id = old.family_id
    WHERE
        (new.family_id IS NOT NULL AND (old.day, old.version_id) <> (new.day, new.version_id))
        OR old.family_id NOT IN (SELECT family_id FROM main.article_summary WHERE family_id IS NOT NULL)
) AS touched
ORDER BY day
