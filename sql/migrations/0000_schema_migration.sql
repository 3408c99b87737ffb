-- Grain: one migration applied to this file. Run before every other; the only one that may run twice.

CREATE TABLE IF NOT EXISTS main.schema_migration (
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (version)
);

COMMENT ON TABLE main.schema_migration IS 'Grain: one migration applied to this file, with the checksum of its text.';
COMMENT ON COLUMN main.schema_migration.version IS 'number in front of the file name; 0 stands for all views together';
COMMENT ON COLUMN main.schema_migration.name IS 'file name without its ending';
COMMENT ON COLUMN main.schema_migration.sha256 IS 'checksum of the text that was applied';
