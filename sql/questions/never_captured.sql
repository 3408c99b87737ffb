-- Grain: one source that texts name.
-- Title: Which sources are named and were never captured?
-- Topic: sources
-- Meaning: Agencies and outlets that chains of sources lead to and of which we hold no article: candidates for the
--   list of feeds.
-- Cannot know: Whether they have a feed (`ingest feeds discover` does).
-- Parameter rows (integer, default 25): rows at most
-- Chart: source by texts
SELECT
    arg_min(hop.name, (length(hop.name), hop.name)) AS source,
    hop.kind,
    count(DISTINCT article.family_key) AS texts,
    count(DISTINCT article.outlet_id) AS named_by_outlets
FROM news.lineage AS hop
INNER JOIN news.headlines AS article ON article.version_id = hop.version_id
LEFT JOIN news.agencies AS agency ON agency.agency_id = hop.entity_id
WHERE
    hop.depth > 0
    AND hop.kind IN ('outlet', 'agency')
    AND coalesce(agency.domain, hop.entity_id, '') NOT IN (SELECT outlet_id FROM news.headlines)
GROUP BY coalesce(hop.entity_id, lower(hop.name)), hop.kind
ORDER BY texts DESC, source
LIMIT $rows::INTEGER
