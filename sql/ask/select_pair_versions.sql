-- Grain: one row at most: the versions of the articles $left and $right that are most alike; the latest where none are.
-- Of one article the last two versions, the earlier at the left.
WITH text AS (
    SELECT
        version.version_id,
        version.article_id,
        version.version_no,
        indexed.text_no,
        indexed.fingerprint,
        indexed.length,
        coalesce(indexed.furniture, []) AS furniture
    FROM news.versions AS version
    LEFT JOIN main.indexed_text AS indexed ON indexed.version_id = version.version_id
    WHERE version.article_id IN ($left, $right)
)

SELECT
    one.version_id AS left_version_id,
    one.furniture AS left_furniture,
    other.version_id AS right_version_id,
    other.furniture AS right_furniture
FROM text AS one
INNER JOIN text AS other
    ON other.article_id = $right AND other.version_id <> one.version_id AND ($left <> $right OR one.version_no < other.version_no)
LEFT JOIN main.text_likeness AS found
    ON found.first_no = least(one.text_no, other.text_no) AND found.second_no = greatest(one.text_no, other.text_no)
WHERE one.article_id = $left
ORDER BY
    CASE WHEN $left = $right THEN one.version_no END DESC NULLS LAST,
    coalesce(one.fingerprint = other.fingerprint AND one.length = other.length, false) DESC,
    found.strength DESC NULLS LAST,
    found.first_cover + found.second_cover DESC NULLS LAST,
    one.version_no DESC,
    other.version_no DESC
LIMIT 1
