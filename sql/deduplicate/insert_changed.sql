-- Grain: one text that must be compared anew.
INSERT INTO temp.changed_text (text_no)
SELECT text_no
FROM temp.asked_text
ANTI JOIN temp.changed_text USING (text_no)
