-- Grain: one text whose likeness to a changed text is judged anew.
INSERT INTO temp.loosened_text (text_no)
SELECT second_no
FROM main.text_likeness
WHERE first_no IN (SELECT text_no FROM temp.changed_text)
UNION
SELECT first_no
FROM main.text_likeness
WHERE second_no IN (SELECT text_no FROM temp.changed_text)
