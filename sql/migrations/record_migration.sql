-- Grain: one migration. Notes that it was applied, in the transaction that applies it.
INSERT OR REPLACE INTO main.schema_migration (version, name, sha256)
VALUES ($version, $name, $sha256)
