-- Grain: one shingle of a withdrawn text that waited for its place.
DELETE FROM temp.waiting_shingle
WHERE text_no IN (SELECT text_no FROM temp.asked_text)
