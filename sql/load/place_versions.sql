-- Grain: one version of a touched article: when it was last seen, how often, its number, whether it is the latest.
MERGE INTO main.fact_version AS loaded
USING (
    WITH sighting AS (
        SELECT
            version_id,
            max(seen_at) AS last_seen_at,
            max((seen_at, capture_id)) AS last_sighting,
            count(*) AS sightings
        FROM temp.article_life
        WHERE state = 'version'
        GROUP BY version_id
    )

    SELECT
        version.version_id,
        greatest(version.first_seen_at, sighting.last_seen_at) AS last_seen_at,
        coalesce(sighting.sightings, 0) AS sightings,
        row_number() OVER (
            PARTITION BY version.article_id ORDER BY version.first_seen_at, version.capture_id
        ) AS version_no,
        min(version.first_seen_at) OVER (PARTITION BY version.article_id) AS article_seen_at,
        row_number() OVER (
            PARTITION BY version.article_id
            ORDER BY
                coalesce(sighting.last_sighting, (version.first_seen_at, version.capture_id)) DESC,
                version.version_id
        ) = 1 AS is_latest
    FROM main.fact_version AS version
    LEFT JOIN sighting ON sighting.version_id = version.version_id
    WHERE
        version.producer = $producer
        AND version.article_id IN (SELECT article_id FROM temp.touched_article)
) AS placed
ON loaded.producer = $producer AND loaded.version_id = placed.version_id
WHEN MATCHED
    AND (loaded.last_seen_at, loaded.sightings, loaded.version_no, loaded.article_seen_at, loaded.is_latest)
    IS DISTINCT FROM (placed.last_seen_at, placed.sightings, placed.version_no, placed.article_seen_at, placed.is_latest)
THEN UPDATE SET
    last_seen_at = placed.last_seen_at,
    sightings = placed.sightings,
    version_no = placed.version_no,
    article_seen_at = placed.article_seen_at,
    is_latest = placed.is_latest
