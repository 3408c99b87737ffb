-- Grain: one text among those asked for, indexed or arriving, with its headline.
WITH numbered AS (
    SELECT
        text_no,
        version_id
    FROM main.indexed_text
    SEMI JOIN temp.asked_text USING (text_no)
    UNION
    SELECT
        text_no,
        version_id
    FROM temp.arriving_text
    SEMI JOIN temp.asked_text USING (text_no)
)

SELECT
    numbered.text_no,
    words.title,
    words."text"
FROM numbered
INNER JOIN main.article_text AS words ON words.version_id = numbered.version_id
