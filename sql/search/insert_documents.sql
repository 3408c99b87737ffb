-- Grain: one version that is new to the index.
INSERT INTO main.search_document (doc_no, version_id, words)
SELECT
    doc_no,
    version_id,
    length("text") // 6 + length(title) // 6
FROM temp.unindexed
