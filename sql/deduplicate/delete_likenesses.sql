-- Grain: one likeness of a text that is compared anew.
DELETE FROM main.text_likeness
WHERE
    first_no IN (SELECT text_no FROM temp.changed_text)
    OR second_no IN (SELECT text_no FROM temp.changed_text)
