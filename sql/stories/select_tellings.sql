-- Grain: one family of the days $first to $last with its headline and what its text names, as kind:name.
WITH telling AS (
    SELECT *
    FROM main.story_telling
    WHERE day BETWEEN $first AND $last
),

facts_by AS (
    SELECT
        (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current) AS producer,
        (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current) AS articles_producer
),

named AS (
    SELECT
        version_id,
        CASE kind WHEN 'person' THEN 'person:' ELSE 'body:' END || lower("name") AS mark
    FROM main.fact_entity
    SEMI JOIN facts_by USING (producer, articles_producer)
    SEMI JOIN telling USING (version_id)
    WHERE kind IN ('person', 'organisation')
    UNION
    SELECT
        version_id,
        CASE WHEN kind IN ('city', 'region') THEN 'place:' ELSE 'land:' END || lower("name")
    FROM main.fact_mention
    SEMI JOIN facts_by USING (producer, articles_producer)
    SEMI JOIN telling USING (version_id)
    UNION
    SELECT
        version_id,
        'figure:' || kind || ' ' || amount || ' ' || unit
    FROM main.fact_figure
    SEMI JOIN facts_by USING (producer, articles_producer)
    SEMI JOIN telling USING (version_id)
),

listed AS (
    SELECT
        version_id,
        list(mark ORDER BY mark) AS marks
    FROM named
    GROUP BY version_id
)

SELECT
    telling.family_id,
    telling.day,
    words.title,
    coalesce(listed.marks, []) AS marks
FROM telling
INNER JOIN main.article_text AS words ON words.version_id = telling.version_id
LEFT JOIN listed ON listed.version_id = telling.version_id
ORDER BY telling.day, telling.family_id
