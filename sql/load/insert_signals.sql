-- Grain: one signal that is new or speaks otherwise than before.
INSERT INTO main.fact_lineage_signal BY NAME
SELECT
    $producer AS producer,
    staged.article_id,
    staged.ordinal,
    staged.evidence,
    staged.parent_id,
    staged.parent_agency_id,
    staged.confidence,
    staged.is_decisive
FROM temp.staged_signal AS staged
ANTI JOIN main.fact_lineage_signal AS loaded
    ON loaded.producer = $producer
    AND loaded.article_id = staged.article_id
    AND loaded.ordinal = staged.ordinal
