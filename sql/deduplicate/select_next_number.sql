-- Grain: one row: the number of the next text that enters the index.
SELECT coalesce(max(text_no), -1) + 1 AS next_no
FROM main.indexed_text
