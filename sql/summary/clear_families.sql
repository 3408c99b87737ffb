-- Grain: one family whose summary is made anew.
DELETE FROM main.family_summary
WHERE family_id IN (SELECT family_id FROM temp.changed_family)
