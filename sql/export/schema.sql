-- Grain: one column of one view that readers rely on, with its type and what it means.
SELECT
    view.view_name,
    view.comment AS view_comment,
    "column".column_name,
    "column".data_type,
    "column".comment
FROM duckdb_columns() AS "column"
INNER JOIN duckdb_views() AS view
    ON view.schema_name = "column".schema_name
    AND view.view_name = "column".table_name
    AND view.database_name = "column".database_name
WHERE "column".schema_name = 'news'
ORDER BY view.view_name, "column".column_index
