-- Grain: one article as we knew it at an instant: its latest version among those first seen until then.
CREATE OR REPLACE MACRO news.as_of(instant) AS TABLE
SELECT
    article_id,
    version_id,
    version_no,
    title,
    summary,
    "text",
    outlet_id,
    outlet,
    url,
    first_seen_at,
    published_at,
    published_day,
    language,
    word_count,
    notices
FROM news.versions
WHERE first_seen_at <= instant
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY first_seen_at DESC, version_no DESC) = 1;

COMMENT ON MACRO TABLE news.as_of IS 'Grain: one article as we knew it at an instant: its latest version among those first seen until then.';
