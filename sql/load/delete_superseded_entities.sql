-- Grain: one mention of a person, an organisation or an office in one version, of which an earlier sighting is staged. Rare: a backfill of something already known.
DELETE FROM main.fact_entity
WHERE
    articles_producer = $articles_producer
    AND version_id IN (SELECT version_id FROM temp.superseded_version)
