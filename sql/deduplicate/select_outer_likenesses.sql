-- Grain: one pair of texts that share more than turns of phrase, one of them of an article whose reuses are told anew.
SELECT
    first_no,
    second_no,
    first_length,
    second_length,
    first_cover,
    second_cover,
    strength
FROM main.text_likeness
WHERE
    first_no IN (SELECT text_no FROM temp.outer_text)
    OR second_no IN (SELECT text_no FROM temp.outer_text)
ORDER BY first_no, second_no
