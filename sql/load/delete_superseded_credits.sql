-- Grain: one credit of a version of which an earlier sighting is staged. Rare: a backfill of something already known.
DELETE FROM main.fact_credit
WHERE producer = $producer AND version_id IN (SELECT version_id FROM temp.superseded_version)
