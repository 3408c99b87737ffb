-- Grain: one signal of an article that was placed anew, which no longer speaks as it did.
DELETE FROM main.fact_lineage_signal AS loaded
WHERE
    loaded.producer = $producer
    AND loaded.article_id IN (SELECT article_id FROM temp.staged_member)
    AND NOT EXISTS (
        SELECT 1
        FROM temp.staged_signal AS staged
        WHERE
            staged.article_id = loaded.article_id
            AND staged.ordinal = loaded.ordinal
            AND (staged.evidence, staged.parent_id, staged.parent_agency_id, staged.confidence, staged.is_decisive)
            IS NOT DISTINCT FROM (loaded.evidence, loaded.parent_id, loaded.parent_agency_id, loaded.confidence, loaded.is_decisive)
    )
