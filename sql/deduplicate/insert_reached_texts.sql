-- Grain: one text more whose family may have changed.
INSERT INTO temp.reached_text (text_no)
SELECT text_no
FROM temp.frontier
