-- Grain: one row: whether every family was read by the rules $made_by.
SELECT count(*) FILTER (made_by <> $made_by) = 0 AS is_current
FROM main.story_telling
