-- Grain: one text of the index among those asked for: which words it has, and which of them are furniture; by number.
SELECT
    text_no,
    source_no,
    fingerprint,
    headline,
    length,
    furniture
FROM main.indexed_text
SEMI JOIN temp.asked_text USING (text_no)
ORDER BY text_no
