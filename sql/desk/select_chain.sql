-- Grain: one hop of the provenance of the version $version_id, from the publisher to the primary source.
SELECT
    depth,
    name,
    kind,
    relation,
    evidence,
    score
FROM news.lineage
WHERE version_id = $version_id
ORDER BY depth, span_start NULLS FIRST, name
