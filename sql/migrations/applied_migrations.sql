-- Grain: one migration applied to this file.
SELECT
    version,
    name,
    sha256
FROM main.schema_migration
ORDER BY version
