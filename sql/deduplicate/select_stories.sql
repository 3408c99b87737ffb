-- Grain: one text of the index among those asked for, as far as it takes to tell stories apart; by number.
SELECT
    text_no,
    article_mark,
    length,
    sketch
FROM main.indexed_text
SEMI JOIN temp.asked_text USING (text_no)
ORDER BY text_no
