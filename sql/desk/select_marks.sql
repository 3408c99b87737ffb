-- Grain: one span of the text of the version $version_id that a fact stands on, in the order of the text.
WITH mark AS (
    SELECT
        'quote' AS kind,
        coalesce(speaker, '') AS label,
        span_start,
        span_end
    FROM news.quotes
    WHERE version_id = $version_id
    UNION ALL
    SELECT
        'citation',
        concat_ws(', ', name, role, 'depth ' || depth),
        span_start,
        span_end
    FROM news.citations
    WHERE version_id = $version_id
    UNION ALL
    SELECT
        'place',
        concat_ws(', ', name, kind, country),
        span_start,
        span_end
    FROM news.places
    WHERE version_id = $version_id
    UNION ALL
    SELECT
        'date',
        coalesce(value, 'not resolved'),
        span_start,
        span_end
    FROM news.dates
    WHERE version_id = $version_id
    UNION ALL
    SELECT
        'credit',
        concat_ws(', ', agency, kind),
        span_start,
        span_end
    FROM news.credits
    WHERE version_id = $version_id
    UNION ALL
    SELECT
        part.kind,
        part.label,
        part.span."start",
        part.span."end"
    FROM (
        SELECT
            'source' AS kind,
            concat_ws(', ', source_name, source_type) AS label,
            unnest(source) AS span
        FROM news.attributions
        WHERE version_id = $version_id
        UNION ALL
        SELECT
            'cue',
            'attributes',
            unnest(cue)
        FROM news.attributions
        WHERE version_id = $version_id
        UNION ALL
        SELECT
            'claim',
            'said by ' || coalesce(source_name, 'somebody'),
            unnest(content)
        FROM news.attributions
        WHERE version_id = $version_id
    ) AS part
)

SELECT
    kind,
    label,
    span_start,
    span_end
FROM mark
WHERE span_start IS NOT NULL AND span_end > span_start
ORDER BY span_start, span_end DESC, kind, label
