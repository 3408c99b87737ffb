-- Grain: one version whose words are not in the index yet, with the number that it gets.
CREATE OR REPLACE TEMP TABLE unindexed AS
SELECT
    words.version_id,
    words.title,
    words.summary,
    words."text",
    ((SELECT coalesce(max(doc_no), 0) FROM main.search_document) + row_number() OVER (ORDER BY words.version_id))::INTEGER AS doc_no
FROM main.article_text AS words
ANTI JOIN main.search_document AS indexed ON indexed.version_id = words.version_id
ORDER BY words.version_id
LIMIT $most
