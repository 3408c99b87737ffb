-- Grain: one article of which the staged segments hold a page, or an answer of an address that once showed it.
CREATE OR REPLACE TEMP TABLE touched_article AS
WITH staged AS (
    SELECT
        url,
        article_id
    FROM read_parquet($fetches)
    WHERE kind = 'page'
)

SELECT article_id
FROM staged
WHERE article_id IS NOT NULL
UNION
SELECT article_id
FROM main.fact_fetch
WHERE kind = 'page' AND article_id IS NOT NULL AND url IN (SELECT url FROM staged)
