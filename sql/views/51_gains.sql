-- Grain: one article of which a backfill knows more than live polling did.
CREATE OR REPLACE VIEW news.gains AS
WITH sighting AS (
    SELECT
        article_id,
        count(DISTINCT version_id) - count(DISTINCT version_id) FILTER (channel <> 'backfill') AS versions_gained,
        min(fetched_at) AS first_seen_at,
        min(fetched_at) FILTER (channel <> 'backfill') AS live_first_seen_at
    FROM main.fact_fetch
    WHERE kind = 'page' AND version_id IS NOT NULL
    GROUP BY article_id
    HAVING bool_or(channel = 'backfill')
),

kin AS (
    SELECT
        member.article_id,
        member.family_id,
        member.relation,
        member.parent_id,
        seen.article_id IS NOT NULL AND seen.live_first_seen_at IS NULL AS is_new
    FROM main.fact_family_member AS member
    LEFT JOIN sighting AS seen ON seen.article_id = member.article_id
    WHERE member.producer = (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current)
),

child AS (
    SELECT
        parent_id,
        count(*) AS children
    FROM kin
    WHERE NOT is_new AND parent_id IS NOT NULL
    GROUP BY parent_id
),

family AS (
    SELECT
        family_id,
        count(*) FILTER (NOT is_new) AS live_members
    FROM kin
    GROUP BY family_id
)

SELECT
    version.article_id,
    version.outlet_id,
    version.title,
    coalesce(version.published_day, version.first_seen_at::DATE) AS published_day,
    CASE
        WHEN seen.live_first_seen_at IS NULL THEN 'new article'
        WHEN seen.first_seen_at < seen.live_first_seen_at THEN 'seen earlier'
        ELSE 'seen again'
    END AS gain,
    seen.first_seen_at,
    seen.live_first_seen_at,
    date_diff('second', seen.first_seen_at, seen.live_first_seen_at) AS seconds_gained,
    seen.versions_gained,
    kin.relation = 'original' AND coalesce(family.live_members, 0) > 0
    AND seen.live_first_seen_at IS NULL AS is_new_original,
    CASE WHEN seen.live_first_seen_at IS NULL THEN coalesce(child.children, 0) ELSE 0 END AS parents_found
FROM news.versions AS version
INNER JOIN sighting AS seen ON seen.article_id = version.article_id
LEFT JOIN kin ON kin.article_id = version.article_id
LEFT JOIN family ON family.family_id = kin.family_id
LEFT JOIN child ON child.parent_id = version.article_id
WHERE version.version_no = 1;

COMMENT ON VIEW news.gains IS 'Grain: one article of which a backfill knows more than live polling did.';
COMMENT ON COLUMN news.gains.article_id IS 'article';
COMMENT ON COLUMN news.gains.outlet_id IS 'publisher';
COMMENT ON COLUMN news.gains.title IS 'headline of its first version';
COMMENT ON COLUMN news.gains.published_day IS 'local day of publication; where it claims none, UTC day of the first sighting';
COMMENT ON COLUMN news.gains.gain IS 'new article (no poll saw it), seen earlier (than any poll) or seen again';
COMMENT ON COLUMN news.gains.first_seen_at IS 'first capture of all';
COMMENT ON COLUMN news.gains.live_first_seen_at IS 'first capture that no backfill made; null: there is none';
COMMENT ON COLUMN news.gains.seconds_gained IS 'by which its first sighting moved back in time';
COMMENT ON COLUMN news.gains.versions_gained IS 'versions that no poll saw';
COMMENT ON COLUMN news.gains.is_new_original IS 'whether it is the original of a family that live polling knew without it';
COMMENT ON COLUMN news.gains.parents_found IS 'articles that live polling knew and whose parent it turned out to be';
