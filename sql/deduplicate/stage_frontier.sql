-- Grain: one text whose family may have changed: it was compared anew, or was like one that was.
CREATE OR REPLACE TEMP TABLE frontier AS
SELECT text_no
FROM main.indexed_text
WHERE
    $all_texts
    OR text_no IN (SELECT text_no FROM temp.changed_text)
    OR text_no IN (SELECT text_no FROM temp.loosened_text)
