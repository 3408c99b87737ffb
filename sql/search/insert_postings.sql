-- Grain: one word of one version that is new to the index. A word of the title counts four times, one of the summary twice.
INSERT INTO main.search_posting (term, doc_no, weight)
SELECT
    term,
    doc_no,
    least(255, sum(weight))::UTINYINT
FROM (
    SELECT
        doc_no,
        unnest(main.words_of(title)) AS term,
        4 AS weight
    FROM temp.unindexed
    UNION ALL
    SELECT
        doc_no,
        unnest(main.words_of(summary)),
        2
    FROM temp.unindexed
    UNION ALL
    SELECT
        doc_no,
        unnest(main.words_of("text")),
        1
    FROM temp.unindexed
) AS word
WHERE length(term) <= 40
GROUP BY term, doc_no
ORDER BY term, doc_no
