-- Grain: one table of rhythms: none in a snapshot of an older version.
SELECT table_name
FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'main' AND table_name = 'feed_rhythm'
