-- Grain: one pair of texts that share more than turns of phrase, both of which were reached.
SELECT
    first_no,
    second_no,
    first_length,
    second_length,
    first_cover,
    second_cover,
    strength
FROM main.text_likeness
SEMI JOIN temp.reached_text AS one ON one.text_no = first_no
SEMI JOIN temp.reached_text AS other ON other.text_no = second_no
ORDER BY first_no, second_no
