-- Grain: one table of facts: rows that readers see, and the sum of their checksums, which no order of rows changes.
-- MD5 of a row's text, not hash(): its value is fixed by RFC 1321 and not by DuckDB's version.
WITH
    articles_by AS (SELECT producer FROM main.dim_producer WHERE step = 'articles' AND is_current),
    facts_by AS (SELECT producer FROM main.dim_producer WHERE step = 'facts' AND is_current)
SELECT 'fact_fetch' AS table_name, count(*) AS row_count, sum(md5_number_lower(t::TEXT))::TEXT AS total
FROM main.fact_fetch AS t
UNION ALL
SELECT 'article_text', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.article_text AS t
WHERE version_id IN (SELECT version_id FROM main.fact_version SEMI JOIN articles_by USING (producer))
UNION ALL
SELECT 'fact_entry', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_entry AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_version', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_version AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_credit', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_credit AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_edit', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_edit AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_family_member', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_family_member AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_reuse', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_reuse AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_lineage_signal', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_lineage_signal AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_story_member', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_story_member AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_rejection', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_rejection AS t
WHERE producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_lineage', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_lineage AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_attribution', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_attribution AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_citation', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_citation AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_quote', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_quote AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_mention', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_mention AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_time_expression', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_time_expression AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_figure', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_figure AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
UNION ALL
SELECT 'fact_entity', count(*), sum(md5_number_lower(t::TEXT))::TEXT
FROM main.fact_entity AS t
WHERE producer IN (FROM facts_by) AND articles_producer IN (FROM articles_by)
ORDER BY ALL
