-- Grain: one text whose family may have changed, by number.
SELECT text_no
FROM temp.reached_text
ORDER BY text_no
