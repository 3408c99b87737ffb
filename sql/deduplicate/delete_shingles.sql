-- Grain: one shingle of a withdrawn text.
DELETE FROM main.text_shingle
WHERE text_no IN (SELECT text_no FROM temp.asked_text)
