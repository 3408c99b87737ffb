-- Grain: one row: the version $version_no of the article $article_id; its latest where $version_no is 0.
SELECT
    version.version_id,
    version.article_id,
    version.version_no,
    version.is_latest,
    version.title,
    coalesce(version.summary, '') AS summary,
    version."text",
    version.outlet_id,
    version.outlet,
    version.url,
    version.first_seen_at,
    version.last_seen_at,
    version.sightings,
    version.published_at,
    version.published_day,
    coalesce(version.published_precision, '') AS published_precision,
    coalesce(version.published_basis, '') AS published_basis,
    coalesce(version.published_origin, '') AS published_origin,
    coalesce(version.published_raw, '') AS published_raw,
    version.modified_at,
    coalesce(version.byline, '') AS byline,
    coalesce(version.language, '') AS language,
    coalesce(version.section, '') AS section,
    version.word_count,
    coalesce(version.notices, []) AS notices,
    version.is_partial,
    version.capture_id,
    member.family_id
FROM news.versions AS version
LEFT JOIN news.headlines AS member ON member.article_id = version.article_id
WHERE version.article_id = $article_id AND ((($version_no = 0) AND version.is_latest) OR version.version_no = $version_no)
