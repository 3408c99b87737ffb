-- Grain: one text of an article whose family may have changed, or that shares a part with such a one.
CREATE OR REPLACE TEMP TABLE outer_text AS
WITH
    near AS (
        SELECT text_no
        FROM temp.reached_text
        UNION
        SELECT first_no AS text_no
        FROM main.text_likeness
        SEMI JOIN temp.reached_text AS here ON here.text_no = second_no
        UNION
        SELECT second_no AS text_no
        FROM main.text_likeness
        SEMI JOIN temp.reached_text AS here ON here.text_no = first_no
    ),

    article AS (
        SELECT DISTINCT article_id
        FROM main.indexed_text
        SEMI JOIN near USING (text_no)
    )

SELECT
    text_no,
    article_id
FROM main.indexed_text
SEMI JOIN article USING (article_id)
