-- Grain: one version that was loaded before and is now staged with an earlier sighting, which decides what it says.
CREATE OR REPLACE TEMP TABLE superseded_version AS
SELECT staged.version_id
FROM temp.staged_version AS staged
INNER JOIN main.fact_version AS loaded ON loaded.version_id = staged.version_id
WHERE
    loaded.producer = $producer
    AND (staged.first_seen_at, staged.capture_id) < (loaded.first_seen_at, loaded.capture_id)
