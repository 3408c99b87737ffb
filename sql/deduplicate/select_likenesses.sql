-- Grain: one pair of texts of the whole index that share more than turns of phrase.
SELECT
    first_no,
    second_no,
    first_length,
    second_length,
    first_cover,
    second_cover,
    strength
FROM main.text_likeness
ORDER BY first_no, second_no
