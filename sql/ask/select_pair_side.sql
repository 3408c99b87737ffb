-- Grain: one row: the version $version_id with what is known of where it was taken from.
SELECT
    version.article_id,
    version.version_id,
    version.version_no,
    version.outlet,
    version.outlet_id,
    version.url,
    version.title,
    version."text",
    version.language,
    coalesce(version.published_at, version.published_day::TIMESTAMPTZ) AS published_at,
    CASE WHEN version.published_at IS NULL THEN 'day' ELSE version.published_precision END AS published_precision,
    version.first_seen_at,
    version.foreign_canonical_url,
    (
        SELECT coalesce(list(credit.agency_id || ':' || credit.place_on_page ORDER BY credit.span_start, credit.agency_id), [])
        FROM news.credits AS credit
        WHERE credit.version_id = version.version_id AND credit.kind IN ('text', 'joint')
    ) AS credits,
    member.family_id,
    member.relation,
    member.parent_id,
    member.parent_agency_id,
    member.evidence,
    member.confidence
FROM news.versions AS version
LEFT JOIN main.fact_family_member AS member
    ON member.article_id = version.article_id AND member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
WHERE version.version_id = $version_id
