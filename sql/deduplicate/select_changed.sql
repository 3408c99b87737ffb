-- Grain: one text of the index that must be compared anew, by number.
SELECT text_no
FROM temp.changed_text
SEMI JOIN main.indexed_text USING (text_no)
ORDER BY text_no
