-- Grain: one withdrawn text: an earlier sighting of its version takes its place.
DELETE FROM main.indexed_text
WHERE text_no IN (SELECT text_no FROM temp.asked_text)
