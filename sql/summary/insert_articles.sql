-- Grain: one article that changed: its latest version, its agency and its family, in the order of first sightings.
INSERT INTO main.article_summary BY NAME
WITH
    latest AS (
        SELECT *
        FROM main.fact_version
        WHERE
            is_latest
            AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND article_id IN (SELECT article_id FROM temp.changed_article)
    ),

    credit AS (
        SELECT
            version_id,
            arg_min(agency_id, ordinal) AS agency_id
        FROM main.fact_credit
        WHERE
            kind <> 'image'
            AND producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND version_id IN (SELECT version_id FROM latest)
        GROUP BY version_id
    ),

    member AS (
        SELECT *
        FROM main.fact_family_member
        WHERE
            producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
            AND article_id IN (SELECT article_id FROM temp.changed_article)
    ),

    words AS (
        SELECT
            version_id,
            title
        FROM main.article_text
        WHERE version_id IN (SELECT version_id FROM latest)
    )

SELECT
    md5_number_lower(latest.article_id) AS article_key,
    md5_number_lower(member.family_id) AS family_key,
    latest.article_id,
    words.title,
    latest.outlet_id,
    latest.published_at,
    latest.article_seen_at AS first_seen_at,
    latest.last_seen_at,
    credit.agency_id,
    member.family_id,
    coalesce(member.relation, 'original') AS relation,
    member.parent_id,
    md5_number_lower(member.parent_id) AS parent_key,
    member.parent_agency_id,
    member.score,
    member.method,
    member.evidence,
    member.confidence,
    latest.version_no AS versions,
    latest.language,
    latest.word_count,
    latest.url,
    latest.published_day,
    latest.published_precision,
    latest.published_basis,
    latest.published_origin,
    latest.published_raw,
    latest.modified_at,
    latest.authors,
    latest.byline,
    latest.section,
    latest.topics,
    latest.version_id,
    latest.first_seen_at AS version_seen_at,
    latest.capture_id
FROM latest
INNER JOIN words ON words.version_id = latest.version_id
LEFT JOIN member ON member.article_id = latest.article_id
LEFT JOIN credit ON credit.version_id = latest.version_id
ORDER BY latest.article_seen_at
