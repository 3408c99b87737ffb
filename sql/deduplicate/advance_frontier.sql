-- Grain: one text that is one step from the frontier: like a text of it, equal to one, or another version of its article.
CREATE OR REPLACE TEMP TABLE frontier AS
WITH
    known AS (
        SELECT
            article_id,
            fingerprint,
            length,
            headline
        FROM main.indexed_text
        SEMI JOIN temp.frontier USING (text_no)
    ),

    next AS (
        SELECT likeness.second_no AS text_no
        FROM main.text_likeness AS likeness
        SEMI JOIN temp.frontier AS here ON here.text_no = likeness.first_no
        WHERE likeness.strength > 0
        UNION
        SELECT likeness.first_no AS text_no
        FROM main.text_likeness AS likeness
        SEMI JOIN temp.frontier AS here ON here.text_no = likeness.second_no
        WHERE likeness.strength > 0
        UNION
        SELECT text_no
        FROM main.indexed_text
        SEMI JOIN known USING (article_id)
        UNION
        SELECT text_no
        FROM main.indexed_text
        SEMI JOIN known USING (fingerprint, length, headline)
    )

SELECT text_no
FROM next
ANTI JOIN temp.reached_text USING (text_no)
